// What the operator can command while a procedure is being tagged: undo, skip, go to a vial, choose a place.

import { numberedVial } from '../../../../shared/acts/made'
import type { ContainerId } from '../../../../shared/model/ids'
import type { CaneRef } from '../../../../shared/model/place'
import { ok, type Result, refused } from '../../../../shared/result'
import type { Refusal } from '../../../../shared/views/refusal'
import { notSavedBy } from '../../ipc/not-saved'
import type { Places } from '../../storage/places'
import type { Panel } from './panel'
import type { TaggingRecord } from './record'
import { expectedVial, isToScan, undoable } from './session'
import type { Waited, WaitingTags } from './waiting-tags'

export interface OperatorCommandsNeeds {
  readonly record: TaggingRecord
  readonly panel: Panel
  readonly waiting: WaitingTags
  readonly places: Pick<Places, 'cane'>
  /** Decides again about a tag that waited for its place. */
  readonly decideAgain: (waited: Waited) => void
  /** Tags that waited and lie there unbound: another vial is meant now, so they have to be taken off first. */
  readonly clearFirst: (waited: readonly Waited[]) => void
  readonly report: (error: unknown) => void
  readonly show: () => void
}

export class OperatorCommands {
  constructor(private readonly needs: OperatorCommandsNeeds) {}

  /** `shown`: the vial that the button named. */
  undo(shown?: ContainerId): Result<null, Refusal> {
    const { record, panel } = this.needs
    const bound = undoable(record.session(), record.procedure())
    if (bound === null) return refused({ kind: 'nothingToUndo' })
    if (shown !== undefined && shown !== bound.containerId) return refused({ kind: 'changedMeanwhile' })
    return this.command(() => {
      record.undo(bound)
      // A queueing that failed is no longer wanted.
      if (panel.hold?.reader === null) panel.hold = null
      panel.show({ kind: 'undone', vialName: record.vialName(bound.containerId) })
    })
  }

  /** `shown`: the vial that was asked for. */
  skip(shown?: ContainerId): Result<null, Refusal> {
    const { record } = this.needs
    const vial = expectedVial(record.session(), record.procedure())
    if (vial === null) return refused({ kind: 'noSuchVial' })
    const { containerId } = vial
    if (shown !== undefined && shown !== containerId) return refused({ kind: 'changedMeanwhile' })
    return this.command(() => record.add({ kind: 'skipped', containerId }))
  }

  goTo(asked: ContainerId): Result<null, Refusal> {
    const { record } = this.needs
    const containerId = numberedVial(record.procedure(), asked)
    const vial = record.procedure().vials.find((each) => each.containerId === containerId)
    if (vial === undefined || !record.isOpen() || record.session().confirm !== null) {
      return refused({ kind: 'noSuchVial' })
    }
    if (vial.tag !== null && !isToScan(vial)) return refused({ kind: 'alreadyTagged', containerId, tag: vial.tag })
    return this.command(() => record.add({ kind: 'wentTo', containerId }))
  }

  choosePlace(cane: CaneRef): Result<null, Refusal> {
    const { record, places, waiting, decideAgain } = this.needs
    const view = places.cane(cane)
    if (view === null || !record.isOpen()) return refused({ kind: 'noSuchCane' })
    if (view.free === 0) return refused({ kind: 'caneFull' })
    const waited = waiting.only()
    return this.command(
      () => {
        record.add({ kind: 'placeChosen', cane })
        if (waited !== null) decideAgain(waited)
      },
      () => undefined,
    )
  }

  /** A command changes which vial is meant, so a tag that waits on the reader is not taken over silently, nor left lying there. */
  private command(work: () => void, dropped = this.needs.clearFirst): Result<null, Refusal> {
    const { waiting, panel, report, show } = this.needs
    const waited = waiting.all()
    waiting.clear()
    panel.waitsNoMore()
    try {
      work()
      dropped(waited)
      return ok(null)
    } catch (error) {
      report(error)
      return refused(notSavedBy(error))
    } finally {
      show()
    }
  }
}
