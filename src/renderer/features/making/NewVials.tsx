import { TextInput } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { type RefObject, useEffect, useRef, useState } from 'react'
import { vialNameLength } from '../../../shared/model/limits'
import { isSameName } from '../../../shared/names/key'
import { useT } from '../../i18n/i18n'
import { scanEvent } from '../../keyboard/scan-event'
import { fieldText } from '../../keyboard/scan-text'
import { useDraft, withNameBefore } from '../../stores/making'
import { Button } from '../../ui/Button'
import { Identifier } from '../../ui/Identifier'
import { Signal } from '../../ui/Signal'
import styles from './Making.module.css'
import { NotAddedNote } from './NotAddedNote'

/** What a scanner types after a name that stands there is the next name, and replaces nothing. */
function useNextName(field: RefObject<HTMLInputElement | null>): void {
  useEffect(() => {
    const scan = ({ target, detail }: WindowEventMap[typeof scanEvent]) => {
      if (field.current === null || target !== field.current) return
      const { value } = field.current
      useDraft.setState((draft) => withNameBefore(draft, value, fieldText(detail)))
    }
    window.addEventListener(scanEvent, scan)
    return () => window.removeEventListener(scanEvent, scan)
  }, [field])
}

/** Names of vials that are not there yet, one after the other. */
export function NewVials() {
  const t = useT()
  const names = useDraft((draft) => draft.names)
  const [name, setName] = useState('')
  const field = useRef<HTMLInputElement>(null)
  useNextName(field)
  const existing = names.find((each) => isSameName(each, name.trim()))
  const add = () => {
    if (name.trim() === '' || existing !== undefined) return
    useDraft.setState({ names: [...names, name.trim()], notAdded: null })
    setName('')
  }
  return (
    <section className={styles.part} aria-label={t('making.vials')}>
      <div className={styles.adding}>
        <TextInput
          ref={field}
          label={t('making.name')}
          data-codes=""
          size="lg"
          maxLength={vialNameLength}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return
            event.preventDefault()
            add()
          }}
        />
        <Button icon={<IconPlus size={22} aria-hidden="true" />} disabled={name.trim() === ''} onClick={add}>
          {t('making.add')}
        </Button>
      </div>
      <NotAddedNote />
      {existing === undefined || name.trim() === '' ? null : (
        <p className={styles.note} role="status">
          <Signal tone="attention" size={20} />
          {t('making.sameName', { name: existing })}
        </p>
      )}
      {names.length === 0 ? <p className={styles.empty}>{t('making.new.empty')}</p> : null}
      <ul className={styles.list}>
        {names.map((each) => (
          <li key={each} className={styles.line}>
            <Identifier>{each}</Identifier>
            <Button
              variant="bare"
              aria-label={t('making.remove', { name: each })}
              icon={<IconX size={22} aria-hidden="true" />}
              onClick={() => useDraft.setState({ names: names.filter((other) => other !== each) })}
            />
          </li>
        ))}
      </ul>
    </section>
  )
}
