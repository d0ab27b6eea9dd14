import fc from 'fast-check'
import { expect, test } from 'vitest'
import { lineCutter, textOf } from '../../../../../../src/main/engine/central/connection/bodies'

test('lines come out as they were, wherever the bytes are cut', () => {
  const line = fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\n') && text.trim() !== '')
  fc.assert(
    fc.property(fc.array(line), fc.integer({ min: 1, max: 7 }), (lines, size) => {
      const bytes = new TextEncoder().encode(lines.map((each) => `${each}\n`).join(''))
      const cut = lineCutter(1000)
      const out: string[] = []
      for (let at = 0; at < bytes.length; at += size) {
        const piece = cut(bytes.subarray(at, at + size))
        if (piece.ok) out.push(...piece.value)
      }
      expect(out).toEqual(lines)
    }),
  )
})

test('a line without end, bytes that are no text, and a body without end are refused', async () => {
  expect(lineCutter(10)(new TextEncoder().encode('x'.repeat(11)))).toMatchObject({
    ok: false,
    problem: { kind: 'tooLarge' },
  })
  expect(lineCutter(10)(new Uint8Array([0xff, 0xff]))).toMatchObject({ ok: false, problem: { kind: 'broken' } })
  const endless = new ReadableStream<Uint8Array>({ pull: (controller) => controller.enqueue(new Uint8Array(1000)) })
  expect(await textOf(endless, 10_000)).toMatchObject({ ok: false, problem: { kind: 'tooLarge' } })
})
