import { useState } from 'react'
import type { WorklistEntry } from '../../../shared/views/worklist'
import { useT } from '../../i18n/i18n'
import { ProcedureHeading } from '../../parts/ProcedureHeading'
import { ProblemNote } from '../../parts/refusal/ProblemNote'
import { TankMap } from '../../parts/TankMap'
import { useTanks } from '../../parts/useTanks'
import { VialTable } from '../../parts/VialTable'
import { useBench } from '../../stores/snapshots'
import { Page } from '../../ui/Page'
import { AcceptSheet } from './AcceptSheet'
import { entitlement } from './entitlement'
import { RefuseSheet } from './RefuseSheet'
import styles from './Review.module.css'
import { ReviewActions } from './ReviewActions'
import { ReviewFacts } from './ReviewFacts'

/** A retrieval that waits for a decision: who asks, what would leave storage and where it is, accept or refuse. */
export function Review({ entry }: { readonly entry: WorklistEntry }) {
  const t = useT()
  const people = useBench()?.people
  const { tanks, tankName } = useTanks()
  const [sheet, setSheet] = useState<'accept' | 'refuse' | null>(null)
  const { procedure } = entry
  const may = entitlement(procedure, people?.current ?? null, people?.available ?? [])
  const close = () => setSheet(null)
  return (
    <Page
      title={<ProcedureHeading procedure={procedure} />}
      actions={
        <ReviewActions
          count={procedure.vials.length}
          entitlement={may}
          personName={people?.current?.name ?? ''}
          onAccept={() => setSheet('accept')}
          onRefuse={() => setSheet('refuse')}
        />
      }
    >
      {entry.problem === null ? null : <ProblemNote problem={entry.problem} procedureId={procedure.id} />}
      <div className={styles.columns}>
        <div className={styles.main}>
          <ReviewFacts procedure={procedure} />
          <h2 className={styles.heading}>{t('review.vials', { count: procedure.vials.length })}</h2>
          <VialTable vials={procedure.vials} tankName={tankName} withOutcome={false} />
        </div>
        <section className={styles.map}>
          <h2 className={styles.heading}>{t('review.map')}</h2>
          <TankMap vials={procedure.vials} tanks={tanks.kind === 'ready' ? tanks.value : []} />
        </section>
      </div>
      <AcceptSheet
        opened={sheet === 'accept'}
        procedure={procedure}
        personName={people?.current?.name ?? ''}
        tankName={tankName}
        onClose={close}
      />
      <RefuseSheet opened={sheet === 'refuse'} procedure={procedure} onClose={close} />
    </Page>
  )
}
