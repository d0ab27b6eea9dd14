// All tags that there are in the simulated world: rolls of fresh ones, and those that are on vials already.
import type { Chance } from '../chance'
import { storedTag } from './template'

export class Tags {
  private unrolled = 0
  private readonly bound: string[] = []
  private readonly loose: string[] = []

  constructor(private readonly storedVials: number) {}

  /** From the roll: nobody has used it. */
  fresh(): string {
    return `E28011A0${String(++this.unrolled).padStart(8, '0')}`
  }

  /** Of a vial that has been in a tank for long. */
  stored(chance: Chance): string {
    return storedTag(chance.whole(1, this.storedVials))
  }

  /** One that some bench has put on a vial of late. */
  anywhere(chance: Chance): string | undefined {
    return chance.pick(this.bound)
  }

  /** One that was taken off a vial again. */
  freed(chance: Chance): string | undefined {
    return chance.pick(this.loose)
  }

  wasBound(tag: string) {
    this.bound.push(tag)
  }

  wasFreed(tag: string) {
    this.loose.push(tag)
  }
}
