// Both reader models through node-hid, one plugged in while the application runs.
import { fakeRrhf } from '../support/fakehid'
import { expect, test } from './support/laboratory'
import { chooseFirstPlace, expectRefusal, openStore, panel, takeOff, vialNow } from './support/screens'

const hf = (serial: string) => ({ uid: `E00401500000${serial}`, scheme: 'iso15693' as const })

test('an HF reader is plugged in beside the UHF reader, and both tag', async ({ laboratory }) => {
  const { bed, integration, reader } = laboratory
  const { page } = laboratory.bench
  const procedure = await integration.requestStore('SUBJ-2024-001', ['VL-A', 'VL-B'])
  await openStore(page, procedure)
  await chooseFirstPlace(page)

  const polled = await fakeRrhf(bed)
  await expect(page.getByTestId('status-reader')).toContainText('+ 1 more')
  polled.setField([hf('0001'), hf('0002')])
  await expectRefusal(page, 'severalTags')
  await expect(panel(page)).toContainText('E004')
  polled.setField([])
  // Longer than the reader takes to look once and see none.
  await new Promise((done) => setTimeout(done, 500))
  polled.setField([hf('0001')])
  await expect(vialNow(page)).toHaveText('VL-B')
  polled.setField([])
  await takeOff(reader)

  reader.place({ epc: 'EE0000000000000000000001' })
  await expect(panel(page)).toHaveAttribute('data-step', 'finished')
  await expect.poll(() => integration.status(procedure)).toBe('CREATED')
})
