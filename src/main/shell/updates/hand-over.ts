// Hands a downloaded package to the helper, which installs it as root, with the signed list that it checks the package by.
import { join } from 'node:path'
import { makeFolder, putBeside, removeFromDisk, replaceOnDisk, type Written } from '../disk'
import { updatesFolder } from './deb-fetcher'
import { runHelper } from './helper'
import type { SignedList } from './signed-provider'
import type { Installed } from './updater'

const handOver = join(updatesFolder, 'hand-over')

/** `file`: path of the package. Never rejects. */
export async function installPackage(list: SignedList, file: string): Promise<Installed> {
  const laidOut = [
    () => removeFromDisk(handOver),
    () => makeFolder(handOver),
    () => replaceOnDisk(join(handOver, 'channel.yml'), list.text),
    () => replaceOnDisk(join(handOver, 'channel.yml.sig'), list.signature),
    () => putBeside(file, join(handOver, 'package.deb')),
  ]
  const installed = await afterAll(laidOut, () => runHelper('install', handOver))
  // What is left of it is removed before the next one.
  removeFromDisk(handOver)
  return installed
}

async function afterAll(steps: readonly (() => Written)[], then: () => Promise<Installed>): Promise<Installed> {
  for (const step of steps) {
    const written = step()
    if (!written.ok) return { why: 'failed', detail: written.problem.detail }
  }
  return await then()
}
