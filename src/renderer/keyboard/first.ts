// Imported before anything that could listen to keys.
import { showTypedRead } from '../stores/typed-read'
import { fieldText, readText } from './scan-text'
import { guardKeys } from './window-keys'

guardKeys({ cleaned: fieldText, onRead: (scan) => showTypedRead(readText(scan)) })
