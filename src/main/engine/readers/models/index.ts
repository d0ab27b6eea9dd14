import type { ReaderModel } from '../reader'
import { rrhf } from './rrhf'
import { swUhf } from './sw-uhf'

/** Every supported reader. Where two rows match one device, the first is tried. See docs/adding-a-reader.md. */
export const readerModels: readonly ReaderModel[] = [swUhf, rrhf]
