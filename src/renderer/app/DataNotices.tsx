import { assertNever } from '../../shared/assert-never'
import type { BenchData, StoreNotice } from '../../shared/views/store-notice'
import { type Format, useFormat } from '../i18n/format'
import { useT } from '../i18n/i18n'
import type { Translate } from '../i18n/messages'
import { useAct } from '../parts/useAct'
import { useBench } from '../stores/snapshots'
import { Button } from '../ui/Button'
import { cx } from '../ui/cx'
import { Signal } from '../ui/Signal'
import { useNow } from '../ui/useNow'
import banner from './Banners.module.css'
import styles from './DataNotices.module.css'

interface NoticeText {
  readonly what: string
  readonly safe: string
  readonly next: string
}

/** What happened to this bench's data, what is safe, what to do. */
export function noticeText(notice: StoreNotice, t: Translate, format: Format, nowMs: number): NoticeText {
  switch (notice.kind) {
    case 'restored':
    case 'restoredByHand': {
      const { kind, backupAtMs, intents, aside, isWhole } = notice
      const values = {
        backup: backupAtMs === null ? 'none' : 'some',
        backupAt: backupAtMs === null ? '' : format.when(backupAtMs, nowMs),
        intents,
        aside,
        whole: isWhole ? 'yes' : 'no',
        ...(notice.kind === 'restoredByHand' && { by: notice.by, reason: notice.reason }),
      }
      return {
        what: t(`data.${kind}.what`, values),
        safe: t(`data.${kind}.safe`, values),
        next: t(`data.${kind}.next`, values),
      }
    }
    case 'rolledBack': {
      const { backupAtMs, aside } = notice
      return {
        what: t('data.rolledBack.what'),
        safe: t('data.rolledBack.safe', { backupAt: format.when(backupAtMs, nowMs) }),
        next: t('data.rolledBack.next', { aside }),
      }
    }
    case 'newIdentity': {
      const values = { why: notice.why }
      return {
        what: t('data.newIdentity.what', values),
        safe: t('data.newIdentity.safe'),
        next: t('data.newIdentity.next', values),
      }
    }
    default:
      return assertNever(notice)
  }
}

function Notice({ notice }: { readonly notice: StoreNotice }) {
  const { what, safe, next } = noticeText(notice, useT(), useFormat(), useNow(60_000))
  return (
    <li>
      <p className={styles.what}>{what}</p>
      <p>{safe}</p>
      <p className={styles.next}>{next}</p>
    </li>
  )
}

function Notices({ notices }: Pick<BenchData, 'notices'>) {
  const t = useT()
  const { busy, act } = useAct()
  if (notices.length === 0) return null
  return (
    <div className={cx(banner.banner, banner.attention, styles.notices)} role="alert" data-testid="data-notices">
      <Signal tone="attention" size={28} />
      <ul>
        {notices.map((notice) => (
          <Notice key={`${notice.kind} ${notice.atMs}`} notice={notice} />
        ))}
      </ul>
      <Button busy={busy} onClick={() => void act('bench/noticesRead', undefined)}>
        {t('data.understood')}
      </Button>
    </div>
  )
}

function NoBackup({ lastBackupMs, backupProblem }: Omit<BenchData, 'notices'>) {
  const t = useT()
  const format = useFormat()
  const now = useNow(60_000)
  if (backupProblem === null) return null
  const { why, detail } = backupProblem
  const last = lastBackupMs === null ? '' : format.when(lastBackupMs, now)
  return (
    <div className={cx(banner.banner, banner.attention)} role="status" data-testid="no-backup">
      <Signal tone="attention" size={24} />
      <p>{t('data.noBackup', { why, detail, last, hasLast: lastBackupMs === null ? 'no' : 'yes' })}</p>
    </div>
  )
}

/** What became of this bench's own data. */
export function DataNotices() {
  const data = useBench()?.data
  if (data === undefined) return null
  return (
    <>
      <Notices notices={data.notices} />
      <NoBackup lastBackupMs={data.lastBackupMs} backupProblem={data.backupProblem} />
    </>
  )
}
