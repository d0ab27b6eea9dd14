import { Component, type ReactNode } from 'react'
import { errorText } from '../../shared/error-text'
import { useT } from '../i18n/i18n'
import { BrokenDrawing } from '../icons/EmptyDrawings'
import { Button } from '../ui/Button'
import { StatePanel } from '../ui/StatePanel'

interface Props {
  readonly children: ReactNode
}

function Broken({ detail, onAgain }: { readonly detail: string; readonly onAgain: () => void }) {
  const t = useT()
  return (
    <StatePanel
      alert
      drawing={<BrokenDrawing />}
      title={t('app.screenBroken.title')}
      text={
        <>
          <p>{t('app.screenBroken.text')}</p>
          <p>
            <code>{detail}</code>
          </p>
        </>
      }
      action={
        <Button variant="primary" onClick={onAgain}>
          {t('app.screenBroken.again')}
        </Button>
      }
    />
  )
}

/** A bug in one screen leaves header, status bar and engine alone. */
export class ScreenBoundary extends Component<Props, { readonly broken: string | null }> {
  override state = { broken: null }

  static getDerivedStateFromError(error: unknown) {
    return { broken: errorText(error) }
  }

  override render() {
    const { broken } = this.state
    if (broken === null) return this.props.children
    return <Broken detail={broken} onAgain={() => this.setState({ broken: null })} />
  }
}
