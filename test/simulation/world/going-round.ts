// Somebody goes round with a reader of their own, and looks after what a restored central may have lost: each vial that is to be verified is
// scanned where it is found, and each thing that was lost is closed by a supervisor.
import { newBenchKey } from '../../../src/trust'
import { signedChain } from '../../support/signed-chain'
import { type Chance, chanceOf } from '../chance'
import { beginMs } from './process-ports'
import { Violation, type World } from './world'

interface Held {
  readonly id: number
  readonly name: string
  readonly code: string
  readonly tag: string | null
  readonly place: string | null
}

/** Every vial of which central has a tag, and everything that was lost. Answers how many of both there were. */
export async function lookAfterAll(world: World): Promise<number> {
  const chance = chanceOf(world.plan.seed, 'looks after all')
  let done = 0
  for (const { id } of world.house.facilities) done += await lookAfter(world, id, chance)
  return done
}

async function lookAfter(world: World, facility: number, chance: Chance): Promise<number> {
  const { look } = world.central.now
  const [person] = look.rows<{ id: string; name: string }>(
    `SELECT id, name FROM people WHERE facility_id = ? AND role = 'supervisor' ORDER BY id`,
    facility,
  )
  const held = heldIn(world, facility)
  if (person === undefined || held.length + openIn(world, facility).length === 0) return 0
  const send = await walker(world, facility, person)
  for (const vial of held) await send(verification(world, vial, chance))
  const open = openIn(world, facility)
  for (const lossId of open) await send({ kind: 'loss.close', lossId, name: 'it', reason: 'Asked for again' })
  const [still] = heldIn(world, facility)
  if (still !== undefined) throw new Violation(`Vial ${still.id} was verified, and is to be verified`)
  const [left] = openIn(world, facility)
  if (left !== undefined) throw new Violation(`Loss ${left} was closed, and is open`)
  return held.length + open.length
}

const heldIn = ({ central }: World, facility: number) =>
  central.now.look.rows<Held>(
    `SELECT c.id, c.name, s.code, c.tag,
       CASE WHEN p.cane IS NOT NULL
         THEN json_object('storageId', p.storage_id, 'canister', p.canister, 'cane', p.cane, 'position', p.position) END AS place
       FROM containers c JOIN subjects s ON s.id = c.subject_id LEFT JOIN places p ON p.container_id = c.id
       WHERE c.facility_id = ? AND c.verify_since IS NOT NULL AND c.tag IS NOT NULL ORDER BY c.id`,
    facility,
  )

/** But those of a vial that only a scan can close. */
const openIn = ({ central }: World, facility: number): readonly string[] =>
  central.now.look
    .rows<{ id: string }>(
      'SELECT id FROM losses WHERE facility_id = ? AND closed_at IS NULL AND container_id IS NULL ORDER BY id',
      facility,
    )
    .map(({ id }) => id)

function verification({ shown }: World, { id, name, code, tag, place }: Held, chance: Chance) {
  const named = { subject: code, vial: name }
  const found =
    place !== null && chance.is(0.7) ? { kind: 'stored', place: JSON.parse(place) } : ({ kind: 'out' } as const)
  if (found.kind === 'stored') shown.place(named, found.place)
  return { kind: 'vial.verify', containerId: id, name, subjectCode: code, tag, found }
}

type Send = (body: object) => Promise<void>

async function walker(world: World, facility: number, person: { id: string; name: string }): Promise<Send> {
  const { central, schedule } = world
  const key = newBenchKey()
  const post = async (path: string, body: object, headers: Readonly<Record<string, string>> = {}) => {
    const init = {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    }
    const reply = await central.receive(`/api/v1/bench${path}`, init)
    return reply?.text ?? '{}'
  }
  const code = await world.newCode(world.house.facilities.findIndex(({ id }) => id === facility))
  const enrolled = await post('/enrol', {
    code,
    benchName: 'who goes round',
    publicKey: key.publicKeySpkiBase64,
  })
  const { benchId, token }: { benchId: string; token: string } = JSON.parse(enrolled)
  const sign = signedChain({ benchId, key, person })
  return async (body) => {
    const occurredAt = new Date(beginMs + schedule.nowMs + central.wall.aheadMs).toISOString()
    const reply = await post(
      '/intents',
      { intents: [sign(body, { occurredAt })] },
      { authorization: `Bearer ${token}` },
    )
    const { answers = [] }: { answers?: readonly { result: string }[] } = JSON.parse(reply)
    if (answers[0]?.result !== 'accepted') throw new Violation(`Nobody can close ${JSON.stringify(body)}: ${reply}`)
  }
}
