// electron-updater's check and cache, with our signature and a download that goes on where it was cut.
import { join } from 'node:path'
import { net } from 'electron'
import { getAppCacheDir } from 'electron-updater/out/AppAdapter'
import { AppUpdater, type DownloadExecutorResult, type DownloadUpdateOptions } from 'electron-updater/out/AppUpdater'
import { findFile, type ProviderRuntimeOptions } from 'electron-updater/out/providers/Provider'
import { makeFolder, moveOnDisk } from '../disk'
import type { Log } from '../log'
import { download } from './download'
import { type SignedFolder, type SignedList, SignedProvider } from './signed-provider'
import { orThrow, type UpdateFetch, UpdateRefused } from './updater'

export interface DebFetcherNeeds {
  /** Of the folder with the channel file and the packages. */
  readonly url: string
  readonly publicKeyPem: string
  /** Says in which of the user's cache folders electron-updater keeps packages. */
  readonly settingsFile: string
  readonly log: Log
}

/** As `updaterCacheDirName` of resources/updates/app-update.yml: all of it is on one disk. */
export const updatesFolder = join(getAppCacheDir(), 'cryobench-updater')
const part = join(updatesFolder, 'download.part')

export class DebFetcher extends AppUpdater {
  list: SignedList | null = null
  package: string | null = null
  private progress: (receivedBytes: number, totalBytes: number | null) => void = () => undefined
  private stop = new AbortController()

  constructor(needs: DebFetcherNeeds) {
    super(null)
    this.logger = {
      info: (text: unknown) => needs.log.say('updates', 'info', String(text)),
      warn: (text: unknown) => needs.log.say('updates', 'warn', String(text)),
      error: (text: unknown) => needs.log.say('updates', 'error', String(text)),
    }
    this.autoDownload = false
    this.updateConfigPath = needs.settingsFile
    // After the settings' file, which would be asked for the server otherwise.
    this.setFeedURL(
      signed({
        ...needs,
        fetch: fetchOfNet,
        found: (list) => {
          this.list = list
        },
      }),
    )
  }

  async fetchPackage(progress: DebFetcher['progress']): Promise<void> {
    this.progress = progress
    this.stop = new AbortController()
    const [file] = await this.downloadUpdate()
    this.package = file ?? null
  }

  stopFetching(): void {
    this.stop.abort()
  }

  get isStopped(): boolean {
    return this.stop.signal.aborted
  }

  /** Installing is not electron-updater's here. */
  quitAndInstall(): void {
    throw new Error('The helper installs')
  }

  protected override async doDownloadUpdate(options: DownloadUpdateOptions): Promise<DownloadExecutorResult> {
    const { provider, info } = options.updateInfoAndProvider
    const fileInfo = findFile(provider.resolveFiles(info), 'deb', ['AppImage', 'rpm', 'pacman', 'exe', 'zip', 'dmg'])
    if (!fileInfo) throw new UpdateRefused('unreadable', info.version)
    return this.executeDownload({
      fileExtension: 'deb',
      fileInfo,
      downloadUpdateOptions: { ...options, disableDifferentialDownload: true },
      done: () => Promise.resolve(),
      task: async (target) => {
        orThrow(makeFolder(updatesFolder, 0o755))
        await download({
          url: fileInfo.url.href,
          file: part,
          sha512: fileInfo.info.sha512,
          bytes: fileInfo.info.size ?? null,
          signal: this.stop.signal,
          progress: this.progress,
          fetch: fetchOfNet,
        })
        orThrow(moveOnDisk(part, target))
      },
    })
  }
}

/** Chromium's network: the system's proxy and certificates. */
const fetchOfNet: UpdateFetch = (url, init) => net.fetch(url, init)

/** electron-updater makes the provider itself, from what it takes for the settings of one. */
const signed = (folder: SignedFolder) => ({
  provider: 'custom' as const,
  updateProvider: class extends SignedProvider {
    constructor(_settings: unknown, _updater: unknown, options: ProviderRuntimeOptions) {
      super(folder, options)
    }
  },
})
