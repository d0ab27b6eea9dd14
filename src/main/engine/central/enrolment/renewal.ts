// A bench whose identity is in doubt gets another from central, without a code: its old token and key speak for it. Until then it works on
// under a stand-in that central never sees, and sends nothing. Every step can be repeated after a cut or a crash.
import { createHash, randomBytes } from 'node:crypto'
import { z } from 'zod'
import { fullJitter, reconnecting } from '../../../../platform/back-off'
import { enduring } from '../../../../platform/enduring'
import { bellOn } from '../../../../platform/wake-signal'
import { formerIntentsMost, formerIntentsReply, renewReply } from '../../../../shared/api/bench'
import { benchId } from '../../../../shared/model/ids'
import { ok, type Result, refused } from '../../../../shared/result'
import { newBenchKey, publicKeyOf, renewalHash, signHash } from '../../../../trust'
import type { BenchStore, Signer } from '../../store/bench-store'
import type { Identity } from '../../store/contract'
import { budgetOn } from '../connection/budget'
import { type CallProblem, type Client, clientOf } from '../connection/client'
import type { LinkEvent } from '../connection/link'
import type { SyncNeeds } from '../connection/needs'
import type { Secrets } from '../connection/secrets'
import type { Session } from '../session'
import type { Credentials, Enrolled } from './enrolment'

/** What the next identity signs and speaks with: kept before central hears of it, so that a lost answer can be asked for again. */
const nextIdentity = z.object({
  former: z.string(),
  key: z.string(),
  token: z.string(),
  /** Null until central has answered. */
  benchId: z.string().nullable(),
})
type NextIdentity = z.infer<typeof nextIdentity>

const tokenBytes = 32

/** The bench itself, or its stand-in while its identity is in doubt. */
export function signerOf(store: BenchStore, { benchId: id, privateKeyPem }: Credentials): Signer {
  return { benchId: store.profile.renewal()?.standIn ?? id, privateKeyPem }
}

async function loadNext(secrets: Secrets): Promise<NextIdentity | null> {
  const text = await secrets.get('benchNextIdentity')
  if (text === null) return null
  try {
    return nextIdentity.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}

const saveNext = (secrets: Secrets, next: NextIdentity) => secrets.set('benchNextIdentity', JSON.stringify(next))

/** Those of a renewal that a crash has kept from ending; null if this pending identity came from a code. */
export async function renewedCredentials(secrets: Secrets, pending: Identity): Promise<Credentials | null> {
  const next = await loadNext(secrets)
  if (next === null || next.benchId !== pending.benchId) return null
  return { benchId: pending.benchId, token: next.token, privateKeyPem: next.key }
}

async function nextOf(secrets: Secrets, former: string): Promise<NextIdentity> {
  const kept = await loadNext(secrets)
  if (kept?.former === former) return kept
  const token = randomBytes(tokenBytes).toString('base64url')
  const made = { former, key: newBenchKey().privateKeyPem, token, benchId: null }
  await saveNext(secrets, made)
  return made
}

/** Asks until central has given the new identity, or refuses. `done` is called once, and keeps it. */
export function startRenewal(
  needs: SyncNeeds,
  identity: Identity,
  credentials: Credentials,
  tell: (event: LinkEvent) => void,
  done: (enrolled: Enrolled) => void,
): Session {
  const { store, secrets, fetch, clock, timers, random } = needs
  const controller = new AbortController()
  const { signal } = controller
  const bell = bellOn(timers)
  const budget = budgetOn(clock, timers)
  const clientWith = (token: string) =>
    clientOf({
      url: identity.centralUrl,
      token,
      fingerprint: identity.fingerprint ?? null,
      fetch,
      clock,
      timers,
      budget,
      signal,
      onContact: () => undefined,
    })

  const ask = async (next: NextIdentity): Promise<Result<Enrolled, CallProblem>> => {
    const publicKey = publicKeyOf(next.key)
    const tokenHash = createHash('sha256').update(next.token, 'utf8').digest('hex')
    const hash = renewalHash({ renews: next.former, publicKey, tokenHash })
    const signature = signHash(credentials.privateKeyPem, hash)
    const body = { publicKey, tokenHash, signature, proof: signHash(next.key, hash) }
    const answer = await clientWith(credentials.token).call({ method: 'POST', path: '/renew', body, priority: 'now' })
    if (!answer.ok) return answer
    const reply = renewReply.safeParse(answer.value)
    if (!reply.success) return refused({ kind: 'notUnderstood', detail: 'no answer to a renewal' })
    const { organization } = reply.data
    const id = benchId(reply.data.benchId)
    await saveNext(secrets, { ...next, benchId: id })
    return ok({
      identity: {
        benchId: id,
        centralUrl: identity.centralUrl,
        ...(identity.fingerprint && { fingerprint: identity.fingerprint }),
        organizationName: organization.name,
        facilityId: organization.facility.id,
        facilityName: organization.facility.name,
      },
      credentials: { benchId: id, token: next.token, privateKeyPem: next.key },
    })
  }

  const attempt = async (): Promise<Result<Enrolled, CallProblem>> => {
    const renewed = await ask(await nextOf(secrets, credentials.benchId))
    if (!renewed.ok) return renewed
    const settled = await settleFormer(store, clientWith(renewed.value.credentials.token))
    return settled.ok ? renewed : settled
  }

  const renew = async () => {
    for (let failures = 1; !signal.aborted; failures++) {
      const renewed = await attempt()
      if (signal.aborted) return
      if (renewed.ok) return done(renewed.value)
      const { problem } = renewed
      if (problem.kind === 'revoked' || problem.kind === 'refused') {
        tell({ kind: 'revoked' })
        await bell.wait(null)
        continue
      }
      const asked = problem.kind === 'busy' ? problem.retryAfterMs : null
      const waitMs = asked ?? fullJitter(random, failures, reconnecting)
      tell({
        kind: 'lost',
        atMs: clock.wallMs(),
        nextAttemptMs: clock.wallMs() + waitMs,
        ...(problem.kind === 'unreachable' && problem.certificate && { certificate: problem.certificate }),
      })
      await bell.wait(waitMs)
    }
  }
  const running = enduring({ signal, random, ...(needs.report && { report: needs.report }) }, bell, renew)

  return {
    facts: () => ({ isLive: false, requestsUsed: budget.used(), head: null }),
    hurry: () => bell.ring(),
    claim: () => Promise.resolve({ kind: 'unanswered' }),
    release: () => undefined,
    async stop() {
      controller.abort()
      bell.ring()
      await running
    },
  }
}

/** What central had already answered under the old identity must not be asked for a second time under the new one. */
async function settleFormer({ outbox }: BenchStore, client: Client): Promise<Result<null, CallProblem>> {
  const unsent = outbox.unsentIds()
  for (let from = 0; from < unsent.length; from += formerIntentsMost) {
    const intentIds = unsent.slice(from, from + formerIntentsMost)
    const answer = await client.call({ method: 'POST', path: '/former-intents', body: { intentIds }, priority: 'now' })
    if (!answer.ok) return answer
    const reply = formerIntentsReply.safeParse(answer.value)
    if (!reply.success) return refused({ kind: 'notUnderstood', detail: 'no answer about former intents' })
    const asked = new Set(intentIds)
    outbox.settle(reply.data.answers.filter(({ intentId }) => asked.has(intentId)))
  }
  return ok(null)
}
