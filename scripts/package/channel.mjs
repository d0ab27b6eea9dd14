// What a folder of updates needs beside the packages: the list of a version's packages with their digests, and our signature over it.
import crypto from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { Stop } from '../lib/say.mjs'

/** As electron-updater names the list: by system, and by kind of processor where it isn't the usual one. */
const LIST_OF = {
  linux: (/** @type {string} */ arch) => `latest-linux${arch === 'x64' ? '' : `-${arch}`}.yml`,
}

/** What an installed program can update itself from. */
const LISTED = /\.deb$/

/**
 * @param {string} file a private Ed25519 key, PEM; made by: openssl genpkey -algorithm ed25519
 * @returns {{ privateKey: crypto.KeyObject, publicKeyPem: string }}
 */
export function readSignKey(file) {
  let privateKey
  try {
    privateKey = crypto.createPrivateKey(fs.readFileSync(file))
  } catch (error) {
    throw new Stop(`the key ${file} can't be read: ${error instanceof Error ? error.message : String(error)}`, 2)
  }
  if (privateKey.asymmetricKeyType !== 'ed25519') throw new Stop(`the key ${file} is not an Ed25519 key.`, 2)
  return {
    privateKey,
    publicKeyPem: crypto.createPublicKey(privateKey).export({ type: 'spki', format: 'pem' }).toString(),
  }
}

/**
 * Writes the list of the packages of one version and its signature beside them.
 * @param {{ folder: string, version: string, names: readonly string[], arch: string, privateKey: crypto.KeyObject }} release
 * @returns {string | undefined} the list's name; undefined if none of the packages can update a program
 */
export function writeChannel({ folder, version, names, arch, privateKey }) {
  const listed = names.filter((name) => LISTED.test(name))
  if (listed.length === 0) return undefined
  const name = LIST_OF.linux(arch)
  const text = channelText(
    version,
    listed.map((url) => {
      const bytes = fs.readFileSync(path.join(folder, url))
      return { url, size: bytes.length, sha512: crypto.createHash('sha512').update(bytes).digest('base64') }
    }),
  )
  fs.writeFileSync(path.join(folder, name), text)
  fs.writeFileSync(path.join(folder, `${name}.sig`), `${signatureOf(text, privateKey)}\n`)
  return name
}

/**
 * The helper that installs looks for the digest's line as it is written here: resources/linux/update-helper.sh.
 * @param {string} version
 * @param {readonly { url: string, size: number, sha512: string }[]} files
 */
export const channelText = (version, files) =>
  [
    `version: ${version}`,
    'files:',
    ...files.flatMap(({ url, size, sha512 }) => [`  - url: ${url}`, `    sha512: ${sha512}`, `    size: ${size}`]),
    '',
  ].join('\n')

/**
 * @param {string} text
 * @param {crypto.KeyObject} privateKey
 */
export const signatureOf = (text, privateKey) => crypto.sign(null, Buffer.from(text), privateKey).toString('base64')
