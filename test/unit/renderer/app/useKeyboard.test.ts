import { afterEach, describe, expect, it, vi } from 'vitest'
import { act } from '../../../../src/renderer/app/useKeyboard'
import { useView } from '../../../../src/renderer/stores/view'

const answered = () => new Promise((resolve) => setTimeout(resolve))
const stay = vi.hoisted(() => ({ shown: 0 }))
vi.mock('../../../../src/renderer/app/StayNote', () => ({ showStay: () => void stay.shown++ }))

/** A small window, whose header has no search, with a vial on the reader or none. */
function smallWindow(vialOnReader: boolean) {
  class Element {
    matches = () => false
    checkVisibility = () => false
    focus = () => expect.unreachable()
  }
  const search = new Element()
  vi.stubGlobal('Element', Element)
  vi.stubGlobal('document', {
    body: new Element(),
    querySelector: (selector: string) => (selector === '[data-search]' ? search : null),
  })
  vi.stubGlobal('window', { bench: { request: async () => ({ ok: true, value: { vialOnReader } }) } })
  useView.setState({ ...useView.getInitialState(), route: { kind: 'tagging' } })
  stay.shown = 0
}

const press = async (key: string) => {
  act({ key, target: null, preventDefault: () => undefined } as unknown as KeyboardEvent)
  await vi.dynamicImportSettled()
  await answered()
}

afterEach(() => vi.unstubAllGlobals())

describe('a key while tags are put on', () => {
  it.each(['/', 'F7', 'F8', 'F9', 'Escape'])('%s does not lead away from a vial on the reader', async (key) => {
    smallWindow(true)
    await press(key)
    expect([useView.getState().route.kind, stay.shown]).toEqual(['tagging', 1])
  })

  it('leads away once the vial was lifted', async () => {
    smallWindow(false)
    await press('/')
    expect([useView.getState().route.kind, stay.shown]).toEqual(['storage', 0])
  })
})
