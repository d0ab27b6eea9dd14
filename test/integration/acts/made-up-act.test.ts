// An act that the program doesn't have, added by nothing but rows and words: it goes from a bench's outbox over real HTTP to central, is
// accepted or refused, and is decided about at the conflict desk in both languages. Whatever handles acts without asking their rows fails here.
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { conflictDesk } from '../../../src/main/engine/features/conflicts/conflict-desk'
import { chosenPeople } from '../../../src/main/engine/people/people'
import { benchProcedures } from '../../../src/main/engine/procedures/procedures'
import { benchPlaces } from '../../../src/main/engine/storage/places'
import { systemClock, systemTimers } from '../../../src/platform/system-ports'
import { doesText, handText, happened } from '../../../src/renderer/features/conflict-desk/conflictView'
import { formatFor } from '../../../src/renderer/i18n/format'
import { changeLanguage, i18n, startI18n } from '../../../src/renderer/i18n/i18n'
import type { MessageKey, MessageValues } from '../../../src/renderer/i18n/messages'
import { actText } from '../../../src/renderer/parts/benchAct'
import { problemText } from '../../../src/renderer/parts/refusal/problemText'
import type { ActBody } from '../../../src/shared/acts'
import type { Person } from '../../../src/shared/model/person'
import type { Actor, Procedure } from '../../../src/shared/model/procedure'
import { ok } from '../../../src/shared/result'
import { startCentral, type TestCentral } from '../../support/central'
import { integrationAt } from '../../support/integration'
import { startBench, type TestBench, until } from '../sync/support'

vi.mock('../../../src/shared/acts/table', async (original) => {
  const { acts } = await original<typeof import('../../../src/shared/acts/table')>()
  const { sealVial } = await import('./seal-vial/row')
  return { acts: { ...acts, [sealVial.kind]: sealVial } }
})
vi.mock('../../../src/shared/acts/problems/table', async (original) => {
  const { problems } = await original<typeof import('../../../src/shared/acts/problems/table')>()
  const { sealBroken } = await import('./seal-vial/row')
  return { problems: { ...problems, sealBroken } }
})
vi.mock('../../../src/central/acts/table', async (original) => {
  const { centralActs } = await original<typeof import('../../../src/central/acts/table')>()
  const { sealVial } = await import('./seal-vial/at-central')
  return { centralActs: { ...centralActs, 'vial.seal': sealVial } }
})
vi.mock('../../../src/renderer/i18n/en.json', async (original) => {
  const { default: messages } = await original<{ default: object }>()
  const { english } = await import('./seal-vial/words')
  return { default: { ...messages, ...english } }
})
vi.mock('../../../src/renderer/i18n/de.json', async (original) => {
  const { default: messages } = await original<{ default: object }>()
  const { german } = await import('./seal-vial/words')
  return { default: { ...messages, ...german } }
})

let central: TestCentral
beforeAll(async () => {
  central = await startCentral()
})
afterAll(() => central.stop())

const t = (key: MessageKey, values?: MessageValues) => i18n.t(key, { ...values })
const read = (text: string) => text.replaceAll('\u2060', '')

/** A bench at this central, with a STORE of one vial, and its conflict desk. */
async function laboratory() {
  const integration = await integrationAt(
    { ...central.sample, url: central.url },
    `SEAL-${Math.random().toString(36).slice(2, 8)}`,
  )
  const { id } = await integration.requestStore(1)
  const bench = await startBench()
  await bench.sync.enrol(central.url, await central.sample.newEnrolmentCode(1), 'Bench 1')
  const found = () => bench.store.mirror.openProcedures().find((each) => each.id === id)
  await until('the procedure is at the bench', () => found() !== undefined)
  const procedure = found()
  const person = bench.store.mirror.people().find(({ role }) => role === 'supervisor')
  if (procedure === undefined || person === undefined) throw new Error('nothing there')
  return { bench, procedure, person, desk: deskOf(bench, person) }
}

const actorOf = ({ store }: TestBench, { id, name }: Person): Actor => {
  const identity = store.profile.identity()
  if (identity === null) throw new Error('not enrolled')
  return { kind: 'person', personId: id, name, benchId: identity.benchId }
}

function deskOf(bench: TestBench, person: Person) {
  const { store } = bench
  const shared = { store, clock: systemClock, bench: () => store.profile.identity()?.benchId ?? null }
  const clockOffsetMs = () => 0
  const procedures = benchProcedures({ ...shared, timers: systemTimers, clockOffsetMs })
  const people = chosenPeople(store)
  people.switchTo(person.id)
  return conflictDesk({
    ...shared,
    procedures,
    places: benchPlaces(store, procedures.unsent, systemClock),
    people,
    whoActs: () => ok(actorOf(bench, person)),
    clockOffsetMs,
    wrongClockMs: () => null,
    changed: () => undefined,
  })
}

/** Saves the act at the bench, and waits until central has answered. */
async function sealed({ bench, person, procedure }: Awaited<ReturnType<typeof laboratory>>, seal: string) {
  const [vial] = procedure.vials
  const body = { kind: 'vial.seal', procedureId: procedure.id, containerId: vial?.containerId, seal }
  // Tests add to no union of the product.
  bench.store.outbox.enqueue({ body: body as unknown as ActBody, actor: actorOf(bench, person) })
  bench.sync.syncNow()
  await until('answered', () => bench.store.outbox.summary().waiting === 0)
}

const kept = async (procedure: Procedure) =>
  (await central.sample.central.store.db.selectFrom('intents').select(['envelope', 'result', 'problem']).execute())
    .map(({ envelope, ...row }) => ({ ...row, body: JSON.parse(envelope).body }))
    .filter(({ body }) => body.kind === 'vial.seal' && body.procedureId === procedure.id)

describe('an act made up by a test', () => {
  it('goes to central and is accepted', async () => {
    const lab = await laboratory()
    await sealed(lab, 'S-1')
    expect(lab.bench.store.outbox.refused()).toEqual([])
    expect(await kept(lab.procedure)).toMatchObject([{ result: 'accepted', body: { seal: 'S-1' } }])
    expect(lab.bench.store.outbox.unsettledProcedures()).toEqual([])
  })

  it('is refused, and decided about at the conflict desk, in words', async () => {
    const lab = await laboratory()
    await sealed(lab, 'broken-1')
    expect(await kept(lab.procedure)).toMatchObject([{ result: 'conflict' }])
    const [conflict, ...others] = lab.desk.snapshot().open
    if (conflict === undefined) throw new Error('no conflict')
    expect(others).toEqual([])
    expect(conflict).toMatchObject({
      kind: 'movedOn',
      owner: 'supervisor',
      bench: { kind: 'vial.seal', vialName: lab.procedure.vials[0]?.name, procedureId: lab.procedure.id },
      central: { problem: { kind: 'sealBroken', seal: 'broken-1' } },
    })
    expect(conflict.choices.map(({ choice }) => choice)).toEqual(['keepCentral', 'doAgain', 'tagAgain'])

    const vial = lab.procedure.vials[0]?.name ?? ''
    const words = () => [
      actText(conflict.bench, t),
      happened(conflict, t),
      problemText(conflict.central.problem, t, formatFor('en-GB')),
      ...(['keepCentral', 'doAgain'] as const).map((choice) => doesText(conflict, choice, t)),
      handText({ kind: conflict.kind, act: conflict.bench, procedure: conflict.central.procedure }, 'keepCentral', t),
    ]
    startI18n('en')
    const spoken = words().map(read)
    expect(spoken[0]).toBe(`${vial} sealed`)
    expect(spoken[2]).toBe('Central knows the seal broken-1 as broken.')
    expect(spoken[3]).toBe(`The seal of ${vial} does not count.`)
    expect(spoken[4]).toContain(`${vial} is sealed again, `)
    changeLanguage('de')
    const gesprochen = words().map(read)
    expect(gesprochen[0]).toBe(`${vial} versiegelt`)
    expect(gesprochen[3]).toBe(`Das Siegel von ${vial} gilt nicht.`)
    for (const text of [...spoken, ...gesprochen]) expect(text).not.toMatch(/[{}]|act\.|problem\.|conflict\.|undefined/)
    for (const [index, text] of spoken.entries()) expect(text).not.toBe(gesprochen[index])

    expect(lab.desk.resolve({ conflictId: conflict.id, choice: 'keepCentral', reason: null })).toMatchObject({
      ok: true,
    })
    lab.bench.sync.syncNow()
    await until('decided', () => lab.bench.store.outbox.summary().waiting === 0)
    expect(lab.desk.snapshot()).toMatchObject({ open: [], resolved: [{ choice: 'keepCentral', saving: 'confirmed' }] })
  })
})
