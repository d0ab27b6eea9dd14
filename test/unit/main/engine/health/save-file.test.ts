import { expect, it } from 'vitest'
import { saveFile } from '../../../../../src/main/engine/health/save-file'
import { ok, refused } from '../../../../../src/shared/result'
import type { ChosenFile } from '../../../../../src/shared/shell-messages'
import type { SavedFile } from '../../../../../src/shared/views/health'

const choice = { kind: 'save', name: 'a.zip', extension: 'zip' } as const

async function saved(chosen: ChosenFile, write: (path: string) => Promise<SavedFile>) {
  const reported: unknown[] = []
  const answer = await saveFile(
    { chooseFile: async () => chosen, report: (error) => reported.push(error) },
    choice,
    write,
  )
  return { answer, reported: reported.length }
}
const chosen = { kind: 'chosen', path: '/stick/a.zip' } as const

it('a file is written where the person chose, and nowhere if they chose nothing', async () => {
  const write = async (file: string) => ({ file, bytes: 7 })
  expect((await saved(chosen, write)).answer).toEqual(ok({ file: '/stick/a.zip', bytes: 7 }))
  const unwritten = await saved({ kind: 'nothing' }, () => expect.unreachable())
  expect(unwritten.answer).toEqual(ok(null))
})

it('what is cancelled is nothing, what the disk refuses is refused and reported', async () => {
  const cancelled = await saved(chosen, () => Promise.reject(new DOMException('', 'AbortError')))
  expect(cancelled).toEqual({ answer: ok(null), reported: 0 })
  const full = await saved(chosen, () => Promise.reject(new Error('disk full')))
  expect(full).toEqual({ answer: refused({ kind: 'notExported', detail: 'disk full' }), reported: 1 })
})
