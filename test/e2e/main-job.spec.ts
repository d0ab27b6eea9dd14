import { mainJob } from '../tour/main-job'
import { silent } from '../tour/recorder'
import { test } from './support/laboratory'

test('the main job, from the B2B request to the inventory', async ({ laboratory }) => {
  test.setTimeout(240_000)
  await mainJob(laboratory, silent)
})
