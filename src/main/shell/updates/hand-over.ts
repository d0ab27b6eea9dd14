// Hands a downloaded package to the helper, which installs it as root, with the signed list that it checks the package by.

import { copyFileSync, linkSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { errorText } from '../../../shared/error-text'
import { updatesFolder } from './deb-fetcher'
import { runHelper } from './helper'
import type { SignedList } from './signed-provider'
import type { Installed } from './updater'

const handOver = join(updatesFolder, 'hand-over')

/** `file`: path of the package. Never rejects. */
export async function installPackage(list: SignedList, file: string): Promise<Installed> {
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
}

function putBeside(file: string, path: string): void {
  try {
    linkSync(file, path)
  } catch {
    // Cache and data on two disks.
    copyFileSync(file, path)
  }
}
