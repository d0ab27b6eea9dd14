import type { ProcedureId } from '../../../shared/model/ids'
import type { TaggingSnapshot } from '../../../shared/views/tagging'
import { useFormat } from '../../i18n/format'
import { useT } from '../../i18n/i18n'
import { ConflictLink } from '../../parts/ConflictLink'
import { procedureNumber } from '../../parts/procedureNumber'
import { useAct } from '../../parts/useAct'
import { procedureTitle, typeWord } from '../../parts/words'
import { findEntry } from '../../stores/entries'
import { loadedValue } from '../../stores/snapshot'
import { useBench, useTaggingStore, useWorklistStore } from '../../stores/snapshots'
import { go } from '../../stores/view'
import { Button } from '../../ui/Button'
import { Signal } from '../../ui/Signal'
import { VisuallyHidden } from '../../ui/VisuallyHidden'
import { finishedView } from './finishedView'
import styles from './ResultPanel.module.css'

/** The oldest STORE that still waits for tags and that nobody else has in work. */
function useNext(done: ProcedureId) {
  return useWorklistStore(
    (state) =>
      loadedValue(state.loaded)?.toTag.find((entry) => entry.procedure.id !== done && entry.claimedElsewhere === null)
        ?.procedure ?? null,
  )
}

/** What central refused of the procedure as a whole. */
const useProblem = (id: ProcedureId) =>
  useWorklistStore((state) => {
    const worklist = loadedValue(state.loaded)
    return worklist === null ? null : (findEntry(worklist, id)?.problem ?? null)
  })

interface Props {
  readonly tagging: TaggingSnapshot
  /** The panel still has the colour of the last result. */
  readonly onColour: boolean
}

/** Nothing is left to tag: what happens now, and what comes next. */
export function Finished({ tagging, onColour }: Props) {
  const t = useT()
  const { busy, act } = useAct()
  const { procedure } = tagging
  const next = useNext(procedure.id)
  const online = useBench()?.link.kind === 'online'
  const refused = useProblem(procedure.id)
  const problem = tagging.vials.find((vial) => vial.problem !== null)?.problem ?? refused
  const view = finishedView({ procedure, vials: tagging.vials.length, problem, online }, t, useFormat())
  const leave = async () => {
    await act('tagging/stop', undefined)
    go({ kind: 'worklist' })
  }
  const goOn = async (procedureId: ProcedureId) => {
    await act('tagging/stop', undefined)
    const opened = await act('tagging/open', { procedureId })
    if (opened !== undefined) useTaggingStore.setState({ loaded: { kind: 'ready', value: opened } })
  }
  return (
    <>
      <Signal tone={view.tone} size={64} onColour={onColour} />
      <p className={styles.headline}>{view.title}</p>
      {view.texts.map((text) => (
        <p key={text} className={styles.description}>
          {text}
        </p>
      ))}
      <ConflictLink procedureId={procedure.id} />
      <div className={styles.choices}>
        <Button variant="primary" target="hand" data-primary keyHint="⏎" busy={busy} onClick={() => void leave()}>
          {t('tagging.toWorklist')}
        </Button>
        {next === null ? null : (
          <Button target="hand" busy={busy} onClick={() => void goOn(next.id)}>
            {t('tagging.next', { type: typeWord(next, t), id: procedureNumber(next.id) })}
            <VisuallyHidden> {procedureTitle(next, t)}</VisuallyHidden>
          </Button>
        )}
      </div>
    </>
  )
}
