// Updates of the installed .deb: fetched by electron-updater, installed by the package's own helper, which runs as root and believes
// nothing that this program says. Why: docs/decisions/0060-updates.md.
import { errorText } from '../../../shared/error-text'
import { DebFetcher, type DebFetcherNeeds } from './deb-fetcher'
import { installPackage } from './hand-over'
import { type Checked, type Downloaded, type Refused, type Unreachable, UpdateRefused, type Updater } from './updater'

export function debUpdater(needs: DebFetcherNeeds): Updater {
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

    async install() {
      const { list, package: file } = fetcher
      if (list === null || file === null) return { why: 'failed', detail: 'There is no package' }
      return await installPackage(list, file)
    },
  }
}

function failureOf(error: unknown, version: string | null): Refused | Unreachable {
  if (error instanceof UpdateRefused) return { kind: 'refused', why: error.why, version: error.version ?? version }
  return { kind: 'unreachable', detail: errorText(error) }
}
