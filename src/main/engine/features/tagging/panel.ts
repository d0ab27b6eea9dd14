// What the large panel and the reader's lamp say of the latest result, and the refusal that a hand has to put right.

import type { ReaderId } from '../../../../shared/model/reader'
import type { Clock } from '../../../../shared/ports'
import type { LastResult, TagRefusal } from '../../../../shared/views/tagging'
import type { Hold } from './decide'

export interface PanelNeeds {
  readonly clock: Clock
  /** The reader's own lamp or buzzer. */
  readonly signal: (reader: ReaderId, cue: 'accepted' | 'refused') => void
}

/** A result still without its time. */
export type Untimed = LastResult extends infer Each ? (Each extends LastResult ? Omit<Each, 'atMs'> : never) : never

export class Panel {
  hold: Hold | null = null
  private shown: { readonly last: LastResult | null; readonly resultNumber: number } = { last: null, resultNumber: 0 }

  constructor(private readonly needs: PanelNeeds) {}

  result(): { readonly last: LastResult | null; readonly resultNumber: number } {
    return this.shown
  }

  accepted(reader: ReaderId, result: Untimed): void {
    this.hold = null
    this.needs.signal(reader, 'accepted')
    this.show(result)
  }

  refuse(hold: Hold): void {
    this.hold = hold
    if (hold.reader !== null) this.needs.signal(hold.reader, 'refused')
    this.showRefusal(hold.refusal)
  }

  /** A refusal that is no tag's. */
  showRefusal(refusal: TagRefusal): void {
    this.show({ kind: 'refused', refusal })
  }

  show(result: Untimed): void {
    this.shown = { last: { ...result, atMs: this.needs.clock.wallMs() }, resultNumber: this.shown.resultNumber + 1 }
  }
}
