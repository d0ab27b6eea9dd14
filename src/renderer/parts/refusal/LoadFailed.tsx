import type { Refusal } from '../../../shared/views/refusal'
import { useT } from '../../i18n/i18n'
import { BrokenDrawing } from '../../icons/EmptyDrawings'
import { refresh } from '../../stores/connect'
import { Button } from '../../ui/Button'
import { StatePanel } from '../../ui/StatePanel'
import { RefusalNote } from './RefusalNote'

interface Props {
  readonly title: string
  readonly refusal: Refusal
  readonly screen?: boolean
  readonly onAgain?: () => void
}

/** A screen that could not be read, why, and the way to try again. */
export function LoadFailed({ title, refusal, screen = false, onAgain = () => void refresh() }: Props) {
  const t = useT()
  return (
    <StatePanel
      alert
      screen={screen}
      drawing={<BrokenDrawing />}
      title={title}
      text={<RefusalNote refusal={refusal} />}
      action={
        <Button variant="primary" onClick={onAgain}>
          {t('app.again')}
        </Button>
      }
    />
  )
}
