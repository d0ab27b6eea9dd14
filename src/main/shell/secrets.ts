// Keeps the bench's token and private key: encrypted by the operating system, in a file that only this user can read.
import { readFileSync } from 'node:fs'
import { errorCode, errorText } from '../../shared/error-text'
import { ok, type Result, refused } from '../../shared/result'
import type { SecretNotKept } from '../../shared/shell-messages'
import { type DiskRefusal, moveOnDisk, refusalOf, replaceOnDisk } from './disk'

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

export type SecretRefusal =
  /** It is there, and can't be read just now: the key store is locked, or the disk refuses. */
  | { readonly kind: 'locked'; readonly detail: string }
  /** The key store is open and has another key: a copied folder, another user's, or a key store that was made anew. */
  | { readonly kind: 'foreign'; readonly detail: string }

export interface SecretFile {
  /** Null where there is none of this name. */
  get(name: string): Result<string | null, SecretRefusal>
  set(name: string, value: string): Result<null, SecretNotKept>
  readonly protection: () => Protection
}

type Kept = Readonly<Record<string, string>>

/** Chromium's mark on what it has encrypted by a key of the system's key store; what it obscures by itself begins with v10. */
const byKeyStore = 'v11'

/** `vault` is asked only when a secret is: on some desktops that waits for a key ring. */
export function secretFile(
  path: string,
  vault: Vault,
  platform: NodeJS.Platform,
  report: (sentence: string) => void,
): SecretFile {
  let known: Protection | null = null
  /** A key store that was open stays so; one that was not is asked again. */
  const protection = (): Protection => {
    if (known === 'system') return known
    const hasKeyStore =
      vault.isEncryptionAvailable() && (platform !== 'linux' || vault.getSelectedStorageBackend?.() !== 'basic_text')
    if (!hasKeyStore) vault.setUsePlainTextEncryption(true)
    known = hasKeyStore ? 'system' : 'obscured'
    return known
  }
  const decrypted = (kept: string): Result<string, SecretRefusal> => {
    try {
      const bytes = Buffer.from(kept, 'base64')
      const isOpen = protection() === 'system'
      if (!isOpen && (platform !== 'linux' || bytes.subarray(0, byKeyStore.length).toString() === byKeyStore))
        return refused({ kind: 'locked', detail: "The system's key store is not open" })
      return attemptToDecrypt(vault, bytes)
    } catch (error) {
      return refused({ kind: 'locked', detail: errorText(error) })
    }
  }
  return {
    protection,
    get(name) {
      const found = keptIn(path)
      if (found.kind === 'unreadable') return refused({ kind: 'locked', detail: found.refusal.detail })
      const kept = found.kind === 'kept' ? found.secrets[name] : undefined
      return kept === undefined ? ok(null) : decrypted(kept)
    },
    set(name, value) {
      try {
        protection()
        const found = keptIn(path)
        if (found.kind === 'unreadable') return refused({ kind: 'disk', ...found.refusal })
        if (found.kind === 'damaged') {
          // It can't be mended; set aside, the bench can be enrolled again.
          const moved = moveOnDisk(path, `${path}.damaged`)
          if (!moved.ok) return refused({ kind: 'disk', ...moved.problem })
          report(`${path} was damaged and is set aside.`)
        }
        const others = found.kind === 'kept' ? found.secrets : {}
        const secrets = { ...others, [name]: vault.encryptString(value).toString('base64') }
        // SECURITY: nobody but this user may read it, also where the key store is the weak one.
        const written = replaceOnDisk(path, JSON.stringify(secrets))
        return written.ok ? written : refused({ kind: 'disk', ...written.problem })
      } catch (error) {
        return refused({ kind: 'locked', detail: errorText(error) })
      }
    },
  }
}

/** An open key store can read what it has written itself: then what it can't read is not its own. */
function attemptToDecrypt(vault: Vault, bytes: Buffer): Result<string, SecretRefusal> {
  try {
    return ok(vault.decryptString(bytes))
  } catch (error) {
    const detail = errorText(error)
    return refused({ kind: readsItsOwn(vault) ? 'foreign' : 'locked', detail })
  }
}

function readsItsOwn(vault: Vault): boolean {
  try {
    return vault.decryptString(vault.encryptString('open')) === 'open'
  } catch {
    return false
  }
}

type Found =
  | { readonly kind: 'none' }
  | { readonly kind: 'kept'; readonly secrets: Kept }
  | { readonly kind: 'damaged' }
  /** The disk or its permissions refuse. */
  | { readonly kind: 'unreadable'; readonly refusal: DiskRefusal }

function keptIn(path: string): Found {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    return errorCode(error) === 'ENOENT' ? { kind: 'none' } : { kind: 'unreadable', refusal: refusalOf(error) }
  }
  try {
    const parsed: unknown = JSON.parse(text)
    return isKept(parsed) ? { kind: 'kept', secrets: parsed } : { kind: 'damaged' }
  } catch {
    return { kind: 'damaged' }
  }
}

const isKept = (value: unknown): value is Kept =>
  typeof value === 'object' && value !== null && Object.values(value).every((each) => typeof each === 'string')
