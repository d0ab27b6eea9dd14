// Updates of the installed .deb: electron-updater's check and cache, our signature, a download that goes on, and the package's own helper,
// which runs as root and believes nothing that this program says. Why: docs/decisions/0060-updates.md.
import { copyFileSync, linkSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { net } from 'electron'
import { getAppCacheDir } from 'electron-updater/out/AppAdapter'
import { AppUpdater, type DownloadExecutorResult, type DownloadUpdateOptions } from 'electron-updater/out/AppUpdater'
import { findFile, type ProviderRuntimeOptions } from 'electron-updater/out/providers/Provider'
import { errorText } from '../../../shared/error-text'
import type { Log } from '../log'
import { download } from './download'
import { runHelper } from './helper'
import { type SignedFolder, type SignedList, SignedProvider } from './signed-provider'
import {
  type Checked,
  type Downloaded,
  type Installed,
  type Refused,
  type Unreachable,
  type UpdateFetch,
  UpdateRefused,
  type Updater,
} from './updater'

export interface DebUpdaterNeeds {
  /** Of the folder with the channel file and the packages. */
  readonly url: string
  readonly publicKeyPem: string
  /** Says in which of the user's cache folders electron-updater keeps packages. */
  readonly settingsFile: string
  readonly log: Log
}

/** As `updaterCacheDirName` of resources/updates/app-update.yml: all of it is on one disk. */
const folder = join(getAppCacheDir(), 'cryobench-updater')
const part = join(folder, 'download.part')
/** What the helper is given. */
const handOver = join(folder, 'hand-over')

class DebFetcher extends AppUpdater {
  list: SignedList | null = null
  package: string | null = null
  private progress: (receivedBytes: number, totalBytes: number | null) => void = () => undefined
  private stop = new AbortController()

  constructor(needs: DebUpdaterNeeds) {
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
        mkdirSync(folder, { recursive: true })
        await download({
          url: fileInfo.url.href,
          file: part,
          sha512: fileInfo.info.sha512,
          bytes: fileInfo.info.size ?? null,
          signal: this.stop.signal,
          progress: this.progress,
          fetch: fetchOfNet,
        })
        renameSync(part, target)
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

export function debUpdater(needs: DebUpdaterNeeds): Updater {
  const fetcher = new DebFetcher(needs)
  // Each failure is an answer below; without a listener an event of this name would end the program.
  fetcher.on('error', () => undefined)
  let version: string | null = null

  return {
    async check(): Promise<Checked> {
      try {
        const result = await fetcher.checkForUpdates()
        if (result === null) return { kind: 'nothingNewer' }
        version = result.updateInfo.version
        if (result.isUpdateAvailable) return { kind: 'found', version }
        const isOlder = fetcher.currentVersion.compare(version) > 0
        return isOlder ? { kind: 'refused', why: 'older', version } : { kind: 'nothingNewer' }
      } catch (error) {
        return failureOf(error, null)
      }
    },

    async download(progress): Promise<Downloaded> {
      try {
        await fetcher.fetchPackage(progress)
        return { kind: 'downloaded' }
      } catch (error) {
        return fetcher.isStopped ? { kind: 'cancelled' } : failureOf(error, version)
      }
    },

    cancel: () => fetcher.stopFetching(),

    async install(): Promise<Installed> {
      const { list, package: file } = fetcher
      if (list === null || file === null) return { why: 'failed', detail: 'There is no package' }
      try {
        rmSync(handOver, { recursive: true, force: true })
        mkdirSync(handOver, { recursive: true, mode: 0o700 })
        writeFileSync(join(handOver, 'channel.yml'), list.text)
        writeFileSync(join(handOver, 'channel.yml.sig'), list.signature)
        putBeside(file, join(handOver, 'package.deb'))
        return await runHelper('install', handOver)
      } catch (error) {
        return { why: 'failed', detail: errorText(error) }
      } finally {
        rmSync(handOver, { recursive: true, force: true })
      }
    },
  }
}

function putBeside(file: string, path: string): void {
  try {
    linkSync(file, path)
  } catch {
    // Cache and data on two disks.
    copyFileSync(file, path)
  }
}

function failureOf(error: unknown, version: string | null): Refused | Unreachable {
  if (error instanceof UpdateRefused) return { kind: 'refused', why: error.why, version: error.version ?? version }
  return { kind: 'unreachable', detail: errorText(error) }
}
