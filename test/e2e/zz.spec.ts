import { expect, test } from './support/laboratory'
test('start', async ({ laboratory }) => { expect(laboratory.folder).toBeTruthy() })
