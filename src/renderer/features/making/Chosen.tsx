import { IconX } from '@tabler/icons-react'
import { useT } from '../../i18n/i18n'
import { placeText } from '../../parts/places'
import { useDraft, withoutVial } from '../../stores/making'
import { Button } from '../../ui/Button'
import { Identifier } from '../../ui/Identifier'
import styles from './Making.module.css'
import { NotAddedNote } from './NotAddedNote'

/** The vials that were chosen, and why the last one was not. */
export function Chosen() {
  const t = useT()
  const draft = useDraft()
  return (
    <section className={styles.part} aria-label={t('making.chosen', { count: draft.vials.length })}>
      <h2 className={styles.heading}>{t('making.chosen', { count: draft.vials.length })}</h2>
      <NotAddedNote />
      {draft.vials.length === 0 ? <p className={styles.empty}>{t('making.chosen.empty')}</p> : null}
      <ul className={styles.list}>
        {draft.vials.map((row) => (
          <li key={row.id} className={styles.line}>
            <span className={styles.vial}>
              <Identifier>{row.name}</Identifier>
              <span className={styles.place}>
                {row.place === null ? t('storage.notStored') : placeText(row.place, row.tankName ?? '', t)}
              </span>
            </span>
            <Button
              variant="bare"
              aria-label={t('making.remove', { name: row.name })}
              icon={<IconX size={22} aria-hidden="true" />}
              onClick={() => useDraft.setState((before) => withoutVial(before, row.id))}
            />
          </li>
        ))}
      </ul>
    </section>
  )
}
