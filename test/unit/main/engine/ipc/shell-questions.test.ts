import { expect, it } from 'vitest'
import { shellQuestions } from '../../../../../src/main/engine/ipc/shell-questions'
import type { EngineToShell } from '../../../../../src/shared/shell-messages'

function asking() {
  const posted: EngineToShell[] = []
  return { posted, questions: shellQuestions((message) => posted.push(message)) }
}

it('each answer goes to the question whose number it has', async () => {
  const { posted, questions } = asking()
  const secret = questions.secrets.get('benchToken')
  const file = questions.chooseFile({ kind: 'open', extension: 'db' })
  expect(posted).toEqual([
    { kind: 'getSecret', id: 1, name: 'benchToken' },
    { kind: 'chooseFile', id: 2, choice: { kind: 'open', extension: 'db' } },
  ])
  questions.answered({ kind: 'fileChosen', id: 2, file: { kind: 'kiosk' } })
  questions.answered({ kind: 'secret', id: 1, value: 'abc' })
  questions.answered({ kind: 'secret', id: 7, value: 'nobody asked' })
  expect(await secret).toBe('abc')
  expect(await file).toEqual({ kind: 'kiosk' })
})

it('a secret that the safe storage refuses is not kept', async () => {
  const { questions } = asking()
  const kept = questions.secrets.set('benchToken', 'abc')
  questions.answered({ kind: 'secretKept', id: 1, problem: { kind: 'locked', detail: 'no key ring' } })
  await expect(kept).rejects.toThrow('no key ring')
  const full = questions.secrets.set('benchToken', 'abc')
  questions.answered({ kind: 'secretKept', id: 2, problem: { kind: 'disk', code: 'ENOSPC', detail: 'full' } })
  await expect(full).rejects.toMatchObject({ code: 'ENOSPC' })
})
