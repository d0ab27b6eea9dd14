// Whether a reader that is asked still answers. One that answers now and then is no reader to rely on: that its answers alternate with
// silence must not count as well-being.

/** So many questions are looked back on … */
const lookedBackOn = 10
/** … and so many of them without an answer are too many: half of them, so that one that answers every other time is found out. */
const mostMissed = 5

export class Answering {
  private last: readonly boolean[] = []

  /** Notes the end of a question; false once too many of the last ones had no answer. */
  note(isAnswered: boolean): boolean {
    this.last = [...this.last, isAnswered].slice(-lookedBackOn)
    return this.last.filter((each) => !each).length < mostMissed
  }
}
