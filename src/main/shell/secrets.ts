// Keeps the bench's token and private key: encrypted by the operating system, in a file that only this user can read.
import { readFileSync, renameSync } from 'node:fs'
import { replaceFile } from '../../platform/atomic-file'
import { errorCode } from '../../shared/error-text'

/** What of Electron's `safeStorage` is needed. */
export interface Vault {
  isEncryptionAvailable(): boolean
  encryptString(text: string): Buffer
  decryptString(bytes: Buffer): string
  getSelectedStorageBackend?(): string
  setUsePlainTextEncryption(use: boolean): void
}

/** `system`: by the operating system's key store. `obscured`: this Linux has none, so a fixed key keeps casual eyes out, no more. */
export type Protection = 'system' | 'obscured'

export interface SecretFile {
  get(name: string): string | null
  set(name: string, value: string): void
  readonly protection: () => Protection
}

type Kept = Readonly<Record<string, string>>

/** `vault` is asked only when a secret is: on some desktops that waits for a key ring. */
export function secretFile(
  path: string,
  vault: Vault,
  platform: NodeJS.Platform,
  report: (sentence: string) => void,
): SecretFile {
  let known: Protection | null = null
  const protection = (): Protection => {
    if (known !== null) return known
    const hasKeyStore =
      vault.isEncryptionAvailable() && (platform !== 'linux' || vault.getSelectedStorageBackend?.() !== 'basic_text')
    if (!hasKeyStore) vault.setUsePlainTextEncryption(true)
    known = hasKeyStore ? 'system' : 'obscured'
    return known
  }
  const read = (): Kept => {
    try {
      const parsed: unknown = JSON.parse(readFileSync(path, 'utf8'))
      return isKept(parsed) ? parsed : {}
    } catch (error) {
      if (isMissing(error)) return {}
      throw error
    }
  }
  /** A file that is no longer whole can't be mended; it is set aside, so that the bench can be enrolled again. */
  const kept = (): Kept => {
    try {
      return read()
    } catch (error) {
      renameSync(path, `${path}.damaged`)
      report(`${path} was damaged and is set aside: ${String(error)}`)
      return {}
    }
  }
  return {
    protection,
    get(name) {
      const kept = read()[name]
      if (kept === undefined) return null
      protection()
      return vault.decryptString(Buffer.from(kept, 'base64'))
    },
    set(name, value) {
      protection()
      const secrets = { ...kept(), [name]: vault.encryptString(value).toString('base64') }
      // SECURITY: nobody but this user may read it, also where the key store is the weak one.
      replaceFile(path, JSON.stringify(secrets))
    },
  }
}

const isMissing = (error: unknown): boolean => errorCode(error) === 'ENOENT'

const isKept = (value: unknown): value is Kept =>
  typeof value === 'object' && value !== null && Object.values(value).every((each) => typeof each === 'string')
