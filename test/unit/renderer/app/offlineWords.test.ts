import { describe, expect, it } from 'vitest'
import { offlineWords } from '../../../../src/renderer/app/offlineWords'

describe('being without central', () => {
  it.each(['worklist', 'procedure', 'tagging', 'storage', 'devices', 'conflicts', 'settings'] as const)(
    'is told on the screen %s',
    (route) => {
      expect(offlineWords(route)).not.toBeNull()
    },
  )

  it('is left to the screens that say it themselves', () => {
    expect(offlineWords('sync')).toBeNull()
    expect(offlineWords('enrolment')).toBeNull()
  })
})
