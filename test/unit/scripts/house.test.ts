import { expect, it } from 'vitest'
import { architecturePage, withPictures } from '../../../scripts/lib/house.mjs'

it('docs/architecture.md shows the rules as they are (npm run format writes it)', () => {
  expect(architecturePage()).toBe(withPictures(architecturePage()))
})

it('a page without its marks is no page', () => {
  expect(() => withPictures('# Architecture')).toThrow('no place')
})
