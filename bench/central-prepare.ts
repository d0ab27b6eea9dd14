// A central with everything that its benchmark needs, made before any process serves: enrolled benches, each with a procedure of its own.

import { spawn } from 'node:child_process'
import { resolve } from 'node:path'
import { z } from 'zod'
import { enrolBench, issueEnrolmentCode } from '../src/central/domain/benches/enrolment'
import type { Central } from '../src/central/domain/central'
import { localSignals } from '../src/central/domain/feed/signals'
import { requestProcedure } from '../src/central/domain/procedures/requests'
import { registerSubject } from '../src/central/domain/subjects/register-subject'
import { makeSample } from '../src/central/sample/sample'
import { ensureEpoch } from '../src/central/store/epoch'
import { clockFloor } from '../src/central/store/id-floors'
import type { Store } from '../src/central/store/store'
import { systemClock, systemIds, systemSecrets } from '../src/platform/system-ports'
import { newBenchKey } from '../src/trust'
import { freshTag } from '../test/support/bench-client'
import { must } from '../test/support/must'
import { signedChain } from '../test/support/signed-chain'

/** Vials of each bench's procedure. A batch ties a tag to each of them, and frees it again. */
const vials = 20
const positions = 5
const sampleSize = 60

export interface LoadBench {
  readonly token: string
  /** The next batch of its chain, signed: as JSON, ready to be sent. */
  nextBatch(): string
  /** One more link: a single change. */
  nextChange(): string
}

/** Facilities of two organizations in turn, so that not all benches wait for the same lock. */
const homes = [
  { facility: 1, organization: 1 },
  { facility: 3, organization: 2 },
] as const

async function newLoadBench(central: Central, nth: number): Promise<LoadBench> {
  const home = homes[nth % homes.length] ?? homes[0]
  const key = newBenchKey()
  const code = await issueEnrolmentCode(central, home.facility)
  const enrolled = must(await enrolBench(central, { code, benchName: `B${nth}`, publicKey: key.publicKeySpkiBase64 }))
  const subject = {
    facilityId: home.facility,
    code: `LOAD-${nth}`,
    firstName: 'A',
    lastName: 'B',
    dateOfBirth: '1990-01-01',
  }
  must(await registerSubject(central, home.organization, subject))
  const sampleContainers = Array.from({ length: vials }, (_, vial) => ({ name: `V${vial}`, description: '' }))
  const by = { kind: 'client', clientId: 'bench', name: 'Benchmark' } as const
  const procedure = must(
    await requestProcedure(
      central,
      { organization: home.organization, by },
      { type: 'STORE', facilityId: home.facility, subjectCode: subject.code, sampleContainers },
    ),
  )
  const person = await central.store.db
    .selectFrom('people')
    .select(['id', 'name'])
    .where('facility_id', '=', home.facility)
    .orderBy('id')
    .limit(1)
    .executeTakeFirstOrThrow()
  const tank = await central.store.db
    .selectFrom('tanks')
    .select('id')
    .where('facility_id', '=', home.facility)
    .orderBy('id')
    .limit(1)
    .executeTakeFirstOrThrow()
  // Canes in the middle of the tank, where the sample has put nothing.
  const place = (vial: number) => ({
    storageId: tank.id,
    canister: `C${3 + Math.floor(nth / 4)}`,
    cane: `K${String(1 + ((Math.floor(nth / 2) * 4) % 8) + Math.floor(vial / positions)).padStart(2, '0')}`,
    position: 1 + (vial % positions),
  })
  const sign = signedChain({ benchId: enrolled.benchId, key, person })
  const source = { model: 'bench', serial: null, simulated: true }
  let held: { readonly containerId: number; readonly tag: string } | undefined
  return {
    token: enrolled.token,
    nextChange() {
      const [vial] = procedure.vials
      if (!vial) throw new Error('A procedure has vials')
      const { containerId } = vial
      const freed = held
      held = freed ? undefined : { containerId, tag: freshTag() }
      const body = freed
        ? { kind: 'tag.release', procedureId: procedure.id, ...freed, reason: 'Benchmark' }
        : { kind: 'tag.assign', procedureId: procedure.id, ...held, place: place(0), source }
      return JSON.stringify({ intents: [sign(body)] })
    },
    nextBatch() {
      const tags = procedure.vials.map((vial, index) => ({ containerId: vial.containerId, tag: freshTag(), index }))
      const of = { procedureId: procedure.id }
      const assigned = tags.map(({ containerId, tag, index }) =>
        sign({ kind: 'tag.assign', ...of, containerId, tag, place: place(index), source }),
      )
      const released = tags.map(({ containerId, tag }) =>
        sign({ kind: 'tag.release', ...of, containerId, tag, reason: 'Benchmark' }),
      )
      return JSON.stringify({ intents: [...assigned, ...released] })
    },
  }
}

const atOnce = 10

async function newListener(central: Central): Promise<string> {
  const code = await issueEnrolmentCode(central, 1)
  const publicKey = newBenchKey().publicKeySpkiBase64
  return must(await enrolBench(central, { code, benchName: 'Listener', publicKey })).token
}

export interface Prepared {
  readonly benches: readonly LoadBench[]
  /** Tokens of benches that only listen, of the first facility. */
  readonly listeners: readonly string[]
}

/** Fills the store. It is to be closed before a process opens it. */
export async function prepare(store: Store, benchCount: number, listenerCount: number): Promise<Prepared> {
  const central = {
    store,
    clock: systemClock,
    ids: systemIds,
    secrets: systemSecrets,
    signals: localSignals(),
    idFloor: clockFloor,
  }
  await ensureEpoch(store.db, systemIds.next())
  await makeSample(central, { size: sampleSize, seed: 1, progress: () => {} })
  const benches: LoadBench[] = []
  for (let nth = 0; nth < benchCount; nth++) benches.push(await newLoadBench(central, nth))
  const listeners: string[] = []
  for (let nth = 0; nth < listenerCount; nth += atOnce) {
    listeners.push(...(await Promise.all(Array.from({ length: atOnce }, () => newListener(central)))))
  }
  return { benches, listeners }
}

export interface ServingCentral {
  readonly url: string
  stop(): Promise<void>
}

const line = z.object({ url: z.url() })
const bundle = resolve(import.meta.dirname, '..', 'out', 'main', 'central.cjs')

/** The built program, as a process of its own. */
export async function serve(args: readonly string[]): Promise<ServingCentral> {
  const all = [bundle, '--port', '0', '--requests-per-minute', '1000000', ...args]
  const child = spawn(process.execPath, all, { stdio: ['ignore', 'pipe', 'ignore'] })
  const ended = new Promise<void>((done) => child.once('close', () => done()))
  const text = await new Promise<string>((done, fail) => {
    let said = ''
    child.stdout.on('data', (chunk) => {
      said += chunk
      if (said.includes('\n')) done(said)
    })
    child.once('close', () => fail(new Error('central ended before it served')))
  })
  return {
    url: line.parse(JSON.parse(text)).url,
    async stop() {
      child.kill('SIGTERM')
      await ended
    },
  }
}
