import type { HIDAsync } from 'node-hid'
import type { Timers } from '../../../../shared/ports'
import { Once } from '../held-channel'
import type { HidIo } from '../reader'
import type { Unlock } from './device-lock'

const closeWithinMs = 1000

/**
 * One open device. node-hid tells an unplugged device by `error`, which ends the process if nobody listens, so the
 * listener is there from the first moment. A process with an open device that has a `data` listener never ends:
 * whoever opens must close before exit.
 */
export class NodeHidIo implements HidIo {
  private readonly lost = new Once()
  private closing: Promise<void> | undefined

  constructor(
    private readonly device: HIDAsync,
    private readonly timers: Timers,
    private readonly unlock: Unlock,
  ) {
    device.on('error', () => {
      this.lost.happen()
      void this.close()
    })
  }

  onInput(listener: (bytes: Uint8Array) => void) {
    // A Buffer's slice() is a view and a Uint8Array's a copy; decoders get what their types say.
    const onBytes = (bytes: Uint8Array) => listener(Uint8Array.from(bytes))
    this.device.on('data', onBytes)
    return () => {
      this.device.off('data', onBytes)
    }
  }

  onClosed(listener: () => void) {
    return this.lost.subscribe(listener)
  }

  async write(bytes: Uint8Array): Promise<void> {
    await this.device.write(Buffer.from(bytes))
  }

  async getFeature(reportId: number, length: number): Promise<Uint8Array> {
    return this.device.getFeatureReport(reportId, length)
  }

  async setFeature(bytes: Uint8Array): Promise<void> {
    await this.device.sendFeatureReport(Buffer.from(bytes))
  }

  /** Ends within a second even if the driver does not answer; then the process may still hang, but quitting goes on. */
  close(): Promise<void> {
    this.lost.silence()
    this.closing ??= new Promise<void>((resolve) => {
      const cancel = this.timers.after(closeWithinMs, resolve)
      const done = () => {
        cancel()
        resolve()
      }
      this.device.close().then(done, done)
    }).then(() => this.unlock())
    return this.closing
  }
}
