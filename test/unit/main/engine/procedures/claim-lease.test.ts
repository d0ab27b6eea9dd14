import { expect, it } from 'vitest'
import { type ClaimAnswer, leaseOn } from '../../../../../src/main/engine/procedures/claim-lease'
import { procedureId } from '../../../../../src/shared/model/ids'
import { FakeTime, settle } from '../readers/support/fake-time'

const id = procedureId(1)

it('gives a silent central a second and a half', async () => {
  const time = new FakeTime()
  const answers: ClaimAnswer[] = []
  const lease = leaseOn({ claim: () => new Promise(() => undefined), releaseClaim: () => undefined }, time)
  void lease.claim(id).then((answer) => answers.push(answer))
  await time.advance(1499)
  expect(answers).toEqual([])
  await time.advance(1)
  expect(answers).toEqual([{ kind: 'unanswered' }])
})

it('takes an error for no answer', async () => {
  const lease = leaseOn(
    { claim: () => Promise.reject(new Error('no network')), releaseClaim: () => undefined },
    new FakeTime(),
  )
  expect(await lease.claim(id)).toEqual({ kind: 'unanswered' })
})

it('renews until it ends, gives back once, and tells nothing after that', async () => {
  const time = new FakeTime()
  const released: number[] = []
  const told: ClaimAnswer[] = []
  let answer: (answer: ClaimAnswer) => void = () => undefined
  const lease = leaseOn(
    {
      claim: () =>
        new Promise((resolve) => {
          answer = resolve
        }),
      releaseClaim: (each) => released.push(each),
    },
    time,
  )
  lease.keep(id, (each) => told.push(each))
  await time.advance(60_000)
  answer({ kind: 'held' })
  await settle()
  expect(told).toEqual([{ kind: 'held' }])
  await time.advance(60_000)
  lease.end()
  lease.end()
  answer({ kind: 'elsewhere', benchName: 'Bench 2', until: '' })
  await settle()
  expect(told).toHaveLength(1)
  expect(released).toEqual([id])
  expect(time.pending).toBe(0)
})
