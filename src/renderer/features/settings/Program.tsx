import type { ProgramSnapshot, UpdateAct, UpdateState } from '../../../shared/views/program'
import { useFormat } from '../../i18n/format'
import { useT } from '../../i18n/i18n'
import { useAct } from '../../parts/useAct'
import { useProgram } from '../../stores/snapshots'
import { Button } from '../../ui/Button'
import { Facts } from '../../ui/Facts'
import { Identifier } from '../../ui/Identifier'
import { Signal } from '../../ui/Signal'
import { Skeleton } from '../../ui/Skeleton'
import { useNow } from '../../ui/useNow'
import styles from './Program.module.css'
import { updateView } from './updateText'

function Download({ update }: { readonly update: Extract<UpdateState, { kind: 'downloading' }> }) {
  const t = useT()
  const format = useFormat()
  const { receivedBytes, totalBytes } = update
  if (totalBytes === null) return <p>{t('program.received', { received: format.bytes(receivedBytes) })}</p>
  return (
    <div className={styles.download}>
      <progress aria-label={t('program.progress')} value={receivedBytes} max={Math.max(1, totalBytes)} />
      <p>{t('program.receivedOf', { received: format.bytes(receivedBytes), total: format.bytes(totalBytes) })}</p>
    </div>
  )
}

function Mishaps({ rolledBack, notInstalled }: Pick<ProgramSnapshot, 'rolledBack' | 'notInstalled'>) {
  const t = useT()
  const format = useFormat()
  const now = useNow(60_000)
  return (
    <>
      {rolledBack === null ? null : (
        <p className={styles.mishap} data-testid="rolled-back">
          <Signal tone="attention" size={24} />
          {t('program.rolledBack', { version: rolledBack.version, at: format.when(rolledBack.atMs, now) })}
        </p>
      )}
      {notInstalled === null ? null : (
        <p className={styles.mishap} data-testid="not-installed">
          <Signal tone="attention" size={24} />
          {t(`program.notInstalled.${notInstalled.why}`, notInstalled)}
        </p>
      )}
    </>
  )
}

/** Which version this is, and how its update stands; one button at a time. */
export function Program() {
  const t = useT()
  const format = useFormat()
  const now = useNow(60_000)
  const program = useProgram()
  const { busy, act } = useAct()
  if (program === null) return <Skeleton lines={3} />
  const { version, lastCheckMs, update } = program
  const { tone, text, act: offered } = updateView(update, t)
  const ask = (wanted: UpdateAct) => void act('program/update', { act: wanted })
  return (
    <>
      <Facts
        facts={[
          {
            label: t('program.version'),
            value: version === '' ? t('program.fromSource') : <Identifier>{version}</Identifier>,
          },
          ...(update.kind === 'off'
            ? []
            : [
                {
                  label: t('program.lastCheck'),
                  value: lastCheckMs === null ? t('program.neverChecked') : format.when(lastCheckMs, now),
                },
              ]),
        ]}
      />
      <div className={styles.state} role="status" data-testid="update" data-update={update.kind}>
        <Signal tone={tone} size={24} />
        <p>{text}</p>
      </div>
      {update.kind === 'downloading' ? <Download update={update} /> : null}
      <Mishaps {...program} />
      {offered === null ? null : (
        <div>
          <Button variant={offered === 'restart' ? 'primary' : 'plain'} busy={busy} onClick={() => ask(offered)}>
            {t(`program.act.${offered}`)}
          </Button>
        </div>
      )}
    </>
  )
}
