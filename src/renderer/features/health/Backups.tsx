import { type Icon, IconDatabaseExport, IconFileImport } from '@tabler/icons-react'
import { useState } from 'react'
import type { BackupRow, HealthSnapshot, RestoreCandidate, SavedFile } from '../../../shared/views/health'
import { useFormat } from '../../i18n/format'
import { useT } from '../../i18n/i18n'
import { useAct } from '../../parts/useAct'
import { Button } from '../../ui/Button'
import { Panel } from '../../ui/Panel'
import { Pill } from '../../ui/Pill'
import type { Tone } from '../../ui/tone'
import { useNow } from '../../ui/useNow'
import styles from './Health.module.css'
import { RestoreSheet } from './RestoreSheet'
import { SavedNote } from './SavedNote'

const shownFirst = 4
const tones: Readonly<Record<BackupRow['verdict'], Tone>> = { good: 'accepted', damaged: 'stop', checking: 'neutral' }

interface RowProps {
  readonly row: BackupRow
  readonly busy: boolean
  readonly canRestore: boolean
  readonly onCopy: () => void
  readonly onRestore: () => void
}

function Row({ row, busy, canRestore, onCopy, onRestore }: RowProps) {
  const t = useT()
  const format = useFormat()
  const when = format.when(row.atMs, useNow(60_000))
  return (
    <li data-verdict={row.verdict}>
      <div className={styles.backup}>
        <strong>{when}</strong>
        <span className={styles.quiet}>
          {format.bytes(row.bytes)}, {t(`backups.kind.${row.kind}`)}
        </span>
        <Pill tone={tones[row.verdict]}>{t(`backups.verdict.${row.verdict}`)}</Pill>
      </div>
      <div className={styles.backupActions}>
        <Button busy={busy} aria-label={t('backups.copyOf', { when })} onClick={onCopy}>
          {t('backups.copy')}
        </Button>
        <Button
          busy={busy}
          disabled={row.verdict === 'damaged' || !canRestore}
          aria-label={t('backups.restoreOf', { when })}
          onClick={onRestore}
        >
          {t('backups.restore')}
        </Button>
      </div>
    </li>
  )
}

interface IconButtonProps {
  readonly icon: Icon
  readonly busy: boolean
  readonly title: string
  readonly onClick: () => void
}

const IconButton = ({ icon: Icon, busy, title, onClick }: IconButtonProps) => (
  <Button busy={busy} icon={<Icon size={24} stroke={1.75} aria-hidden="true" />} onClick={onClick}>
    {title}
  </Button>
)

/** What is backed up, and what a person can do with it. */
export function Backups({
  backups,
  facts,
  onChange,
}: Pick<HealthSnapshot, 'backups' | 'facts'> & { readonly onChange: () => void }) {
  const t = useT()
  const { busy, act } = useAct()
  // Without one there is nothing to back up, and nobody who may restore: that is for the command line then.
  const hasDatabase = facts.database.problem === null
  const [all, setAll] = useState(false)
  const [saved, setSaved] = useState<SavedFile | null>(null)
  const [candidate, setCandidate] = useState<RestoreCandidate | null>(null)
  const [opened, setOpened] = useState(false)
  const make = async () => {
    await act('backups/make', undefined)
    onChange()
  }
  const copy = async (name: string) => {
    setSaved(null)
    setSaved((await act('backups/copy', { name })) ?? null)
  }
  const choose = async (name: string | null) => {
    const found = (await act('backups/choose', { name })) ?? null
    if (found === null) return
    setCandidate(found)
    setOpened(true)
  }
  const shown = all ? backups : backups.slice(0, shownFirst)
  return (
    <Panel title={t('backups.title')}>
      <p className={styles.quiet}>{t('backups.text')}</p>
      <div className={styles.buttons} hidden={!hasDatabase}>
        <IconButton icon={IconDatabaseExport} busy={busy} title={t('backups.now')} onClick={() => void make()} />
        <IconButton icon={IconFileImport} busy={busy} title={t('backups.fromFile')} onClick={() => void choose(null)} />
      </div>
      <SavedNote saved={saved} />
      {backups.length === 0 ? <p>{t('backups.none')}</p> : null}
      <ul className={styles.backups} data-testid="backups">
        {shown.map((row) => (
          <Row
            key={row.name}
            row={row}
            busy={busy}
            canRestore={hasDatabase}
            onCopy={() => void copy(row.name)}
            onRestore={() => void choose(row.name)}
          />
        ))}
      </ul>
      {backups.length > shown.length ? (
        <Button onClick={() => setAll(true)}>{t('backups.all', { count: backups.length })}</Button>
      ) : null}
      {candidate === null ? null : (
        <RestoreSheet key={candidate.atMs} opened={opened} candidate={candidate} onClose={() => setOpened(false)} />
      )}
    </Panel>
  )
}
