import type { ProcedureVial } from '../../../shared/model/procedure'
import { may } from '../../../shared/rights'
import type { WorklistEntry } from '../../../shared/views/worklist'
import { useT } from '../../i18n/i18n'
import { ProcedureHeading } from '../../parts/ProcedureHeading'
import { ProblemNote } from '../../parts/refusal/ProblemNote'
import { StalledPill } from '../../parts/StalledPill'
import { TankMap } from '../../parts/TankMap'
import { ToVerify } from '../../parts/ToVerify'
import { useTanks } from '../../parts/useTanks'
import { VialDots } from '../../parts/VialDots'
import { VialTable } from '../../parts/VialTable'
import { countDone, vialStates } from '../../parts/vialState'
import { useBench } from '../../stores/snapshots'
import { Page } from '../../ui/Page'
import { Pill } from '../../ui/Pill'
import { DetailFacts } from './DetailFacts'
import { EndProcedure } from './EndProcedure'
import styles from './ProcedureDetail.module.css'
import { RefillPanel } from './RefillPanel'
import { TakeBack } from './TakeBack'
import { TakeOff } from './TakeOff'

/** Any procedure, live: who, when, and vial by vial what the device does. */
export function ProcedureDetail({ entry }: { readonly entry: WorklistEntry }) {
  const t = useT()
  const { tanks, tankName } = useTanks()
  const current = useBench()?.people.current
  const { procedure } = entry
  const states = vialStates(entry)
  const worked = procedure.status === 'IN_PROGRESS' || procedure.status === 'COMPLETED' || procedure.status === 'FAILED'
  const progress = t(procedure.completedAt === null ? 'procedure.progress' : 'procedure.result', {
    done: countDone(entry),
    total: states.length,
  })
  const takesBack = procedure.status === 'CREATED' && may(current, 'procedure.cancel')
  const takesOff = procedure.type === 'STORE' && procedure.status === 'PENDING' && may(current, 'tag.release')
  const ends = procedure.status === 'IN_PROGRESS' && may(current, 'procedure.end')
  return (
    <Page
      title={<ProcedureHeading procedure={procedure} />}
      aside={entry.unsent > 0 ? <Pill tone="neutral">{t('entry.unsent', { count: entry.unsent })}</Pill> : null}
      actions={takesBack ? <TakeBack procedure={procedure} /> : ends ? <EndProcedure entry={entry} /> : undefined}
    >
      <div className={styles.stack}>
        {entry.problem === null ? null : <ProblemNote problem={entry.problem} procedureId={procedure.id} />}
        <StalledPill stalled={entry.stalled} />
        {entry.toVerify.length === 0 ? null : (
          <div className={styles.toVerify}>
            <p>{t('procedure.toVerify', { count: entry.toVerify.length })}</p>
            <ToVerify vials={entry.toVerify} />
          </div>
        )}
        {procedure.status === 'FAILED' && procedure.reason === null ? <p>{t('procedure.notAllDone')}</p> : null}
        <DetailFacts procedure={procedure} />
        {procedure.refill === null ? (
          <>
            {procedure.status === 'CREATED' ? (
              <p className={styles.note}>
                {t(entry.unsent > 0 ? 'procedure.waitForCentral' : 'procedure.waitForDevice')}
              </p>
            ) : null}
            {worked ? (
              <div className={styles.progress} role="status">
                <VialDots large states={states} label={progress} />
                <p>{progress}</p>
              </div>
            ) : null}
            <div className={styles.columns}>
              <VialTable
                vials={procedure.vials}
                tankName={tankName}
                withOutcome={worked}
                toVerify={entry.toVerify}
                {...(takesOff && { action: (vial: ProcedureVial) => <TakeOff procedure={procedure} vial={vial} /> })}
              />
              <section className={styles.map}>
                <TankMap vials={procedure.vials} tanks={tanks.kind === 'ready' ? tanks.value : []} />
              </section>
            </div>
          </>
        ) : (
          <RefillPanel procedure={procedure} refill={procedure.refill} />
        )}
      </div>
    </Page>
  )
}
