// electron-updater's view of a folder on a web server, with our signature over what it lists.
import type { UpdateInfo } from 'electron-updater'
import {
  Provider,
  type ProviderRuntimeOptions,
  parseUpdateInfo,
  resolveFiles,
} from 'electron-updater/out/providers/Provider'
import type { ResolvedUpdateFileInfo } from 'electron-updater/out/types'
import { signatureFileOf, signatureProblem } from './signature'
import { type UpdateFetch, UpdateRefused } from './updater'

/** The list as it came, for who verifies it once more before installing. */
export interface SignedList {
  readonly text: Uint8Array
  readonly signature: string
}

export interface SignedFolder {
  /** Of the folder. */
  readonly url: string
  readonly publicKeyPem: string
  readonly fetch: UpdateFetch
  readonly found: (list: SignedList) => void
}

const mostBytes = 256 * 1024
const answerWithinMs = 30_000

export class SignedProvider extends Provider<UpdateInfo> {
  private readonly base: URL

  constructor(
    private readonly folder: SignedFolder,
    options: ProviderRuntimeOptions,
  ) {
    super(options)
    this.base = new URL(folder.url.endsWith('/') ? folder.url : `${folder.url}/`)
  }

  /** The library would send a number that tells benches apart; nobody needs to know. */
  override setRequestHeaders(): void {
    super.setRequestHeaders(null)
  }

  async getLatestVersion(): Promise<UpdateInfo> {
    const name = `${this.getDefaultChannelName()}.yml`
    const url = new URL(name, this.base)
    const text = await this.read(url)
    if (text === null) throw new Error(`The update server has no ${url.href}`)
    const signature = await this.read(new URL(signatureFileOf(name), this.base))
    const list: SignedList = { text, signature: signature === null ? '' : new TextDecoder().decode(signature) }
    // SECURITY: nothing of the list is looked at before its signature is.
    const problem = signatureProblem(text, signature && list.signature, this.folder.publicKeyPem)
    if (problem !== null) throw new UpdateRefused(problem)
    this.folder.found(list)
    try {
      return wellFormed(parseUpdateInfo(new TextDecoder().decode(text), name, url))
    } catch {
      throw new UpdateRefused('unreadable')
    }
  }

  resolveFiles(info: UpdateInfo): ResolvedUpdateFileInfo[] {
    return resolveFiles(info, this.base)
  }

  /** Null if it isn't there. */
  private async read(url: URL): Promise<Uint8Array | null> {
    const { fetch } = this.folder
    const response = await fetch(url.href, { cache: 'no-store', signal: AbortSignal.timeout(answerWithinMs) })
    if (response.status === 404) return null
    if (!response.ok) throw new Error(`The update server answered ${response.status}`)
    const bytes = new Uint8Array(await response.arrayBuffer())
    if (bytes.byteLength > mostBytes) throw new UpdateRefused('unreadable')
    return bytes
  }
}

function wellFormed(info: UpdateInfo): UpdateInfo {
  const { version, files } = info
  if (typeof version !== 'string' || !Array.isArray(files)) throw new Error('no version, or no files')
  if (!files.every(({ url, sha512 }) => typeof url === 'string' && typeof sha512 === 'string')) {
    throw new Error('a file without its digest')
  }
  return info
}
