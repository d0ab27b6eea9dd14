// What is laid on a reader and is not one vial at rest: a tag that reads as another one without a gap, and hands that are too quick.
import type { TaggingSnapshot } from '../../../src/shared/views/tagging'
import type { Hand } from './staff'

const settledMs = 180

/** One vial lies there all the time; what is read of it changes. Only its first reading can be its tag. */
export async function flicker(hand: Hand, lay: (tag: string) => void) {
  const { chance, window, tags, shown } = hand
  const tag = tags.fresh()
  lay(tag)
  const everyMs = chance.pick([100, 300, 450, 700, 2_000]) ?? 450
  const isOnce = chance.is(0.4)
  await window.request('simulator/present', { tags: [tag] })
  for (let change = 0; change < (isOnce ? 1 : chance.whole(2, 4)); change++) {
    await window.wait(everyMs)
    const flickered = tags.fresh()
    shown.isNotFor(flickered, null)
    await window.request('simulator/present', { tags: [flickered] })
  }
  await window.wait(chance.is(0.5) ? everyMs : 2_000)
  // A vial that went back to what it was is still the same.
  if (chance.is(0.3)) await window.request('simulator/present', { tags: [tag] })
  await window.wait(settledMs)
  await window.request('simulator/remove', undefined)
  await window.wait(settledMs)
}

/** A vial goes right after its first reading, and the next one is there at once: it is never the first one's. */
export async function quickChange(
  hand: Hand,
  before: TaggingSnapshot,
  lay: (tag: string) => void,
  look: () => Promise<TaggingSnapshot | null>,
) {
  const { chance, window, tags, shown } = hand
  const [first, second] = [tags.fresh(), tags.fresh()]
  lay(first)
  await window.request('simulator/present', { tags: [first] })
  await window.wait(chance.whole(20, 120))
  const saved = (await look())?.vials.find(({ vial }) => vial.tag === first)?.vial
  if (chance.is(0.5)) {
    await window.request('simulator/remove', undefined)
    await window.wait(chance.whole(0, 150))
  }
  const subject = before.procedure.subject?.code
  if (saved !== undefined && subject !== undefined) shown.isNotFor(second, { subject, vial: saved.name })
  const next = await look()
  if (next?.step.kind === 'expecting' && subject !== undefined)
    shown.tag(second, { subject, vial: next.step.vial.name })
  await window.request('simulator/present', { tags: [second] })
  await window.wait(chance.whole(200, 900))
  await window.request('simulator/remove', undefined)
  await window.wait(settledMs)
}
