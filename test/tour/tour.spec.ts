import { join } from 'node:path'
import { root } from '../e2e/support/bench'
import { test } from '../e2e/support/laboratory'
import { mainJob } from './main-job'
import { recordInto } from './recorder'

test('the main job', async ({ laboratory }) => {
  const recorder = recordInto(join(root, 'out/tour'))
  await mainJob(laboratory, recorder)
  recorder.finish()
})
