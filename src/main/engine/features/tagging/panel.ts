// What the large panel and the reader's lamp say of the latest result, and the refusal that a hand has to put right.

import type { ReaderId } from '../../../../shared/model/reader'
import type { Clock } from '../../../../shared/ports'
import type { LastResult, TagRefusal } from '../../../../shared/views/tagging'
import type { Answer, Hold } from './decision'

export interface PanelNeeds {
  readonly clock: Clock
  /** The reader's own lamp or buzzer. */
  readonly signal: (reader: ReaderId, cue: 'accepted' | 'refused') => void
}

/** The vial on the reader is saved. */
const isYes = ({ kind }: Answer): boolean => kind === 'accepted' || kind === 'confirmedLast' || kind === 'sameAgain'

export class Panel {
  hold: Hold | null = null
  private shown: { readonly last: LastResult | null; readonly resultNumber: number } = { last: null, resultNumber: 0 }

  constructor(private readonly needs: PanelNeeds) {}

  result(): { readonly last: LastResult | null; readonly resultNumber: number } {
    return this.shown
  }

  accepted(reader: ReaderId, result: Answer): void {
    this.hold = null
    this.tell(reader, result)
  }

  /** An answer that changes nothing, with the reader's own yes or no. */
  tell(reader: ReaderId, answer: Answer): void {
    this.needs.signal(reader, isYes(answer) ? 'accepted' : 'refused')
    this.show(answer)
  }

  /** The tag that waited has left: nothing lies there any more that would be saved. */
  waitsNoMore(): void {
    if (this.shown.last?.kind === 'waits') this.shown = { ...this.shown, last: null }
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

  show(result: Answer): void {
    this.shown = { last: { ...result, atMs: this.needs.clock.wallMs() }, resultNumber: this.shown.resultNumber + 1 }
  }
}
