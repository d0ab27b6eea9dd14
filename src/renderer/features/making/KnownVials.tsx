import { TextInput } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { searchLength } from '../../../shared/model/limits'
import type { InventoryRow } from '../../../shared/views/inventory'
import { ask } from '../../bridge'
import { useT } from '../../i18n/i18n'
import { placeText } from '../../parts/places'
import { addVial, useDraft, whyNotAdded } from '../../stores/making'
import { useEngineStore } from '../../stores/snapshots'
import { Button } from '../../ui/Button'
import { Identifier } from '../../ui/Identifier'
import styles from './Making.module.css'

const mostFound = 100

/** Vials that match, as far as they can be part of it. */
function useFound(text: string): readonly InventoryRow[] | null {
  const [found, setFound] = useState<readonly InventoryRow[] | null>(null)
  const version = useEngineStore(({ placesVersion }) => placesVersion)
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again when what is stored has changed
  useEffect(() => {
    let isLatest = true
    if (text.trim() === '') setFound(null)
    else
      void ask('inventory/search', { text, offset: 0, limit: mostFound }).then((answer) => {
        if (isLatest) setFound(answer.ok ? answer.value.rows : [])
      })
    return () => {
      isLatest = false
    }
  }, [text, version])
  return found
}

/** Vials to choose from: those of the subject, or whatever is searched for; or the vial is laid on the reader. */
export function KnownVials() {
  const t = useT()
  const draft = useDraft()
  const [search, setSearch] = useState('')
  const found = useFound(search.trim() === '' ? draft.subject.slice(0, searchLength) : search)
  const chosen = new Set(draft.vials.map(({ id }) => id))
  const rows = found?.filter((row) => !chosen.has(row.id) && whyNotAdded(draft, row) === null) ?? []
  return (
    <section className={styles.part} aria-label={t('making.toChoose')}>
      <TextInput
        label={t('making.search')}
        data-codes=""
        maxLength={searchLength}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
      />
      {rows.length === 0 ? (
        <p className={styles.empty}>
          {t(
            found === null || chosen.size > 0
              ? 'making.known.hint'
              : `making.known.none.${draft.kind === 'out' ? 'out' : 'again'}`,
          )}
        </p>
      ) : null}
      <ul className={styles.list}>
        {rows.map((row) => (
          <li key={row.id}>
            <Button
              wide
              icon={<IconPlus size={22} aria-hidden="true" />}
              aria-label={t('making.choose', { name: row.name, subject: row.subjectCode })}
              onClick={() => addVial(row)}
            >
              <span className={styles.vial}>
                <Identifier>{row.name}</Identifier>
                <Identifier>{row.subjectCode}</Identifier>
                <span className={styles.place}>
                  {row.place === null ? t('storage.notStored') : placeText(row.place, row.tankName ?? '', t)}
                </span>
              </span>
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
