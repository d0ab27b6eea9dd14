// The files of --tls-cert and --tls-key, checked before central serves: otherwise a key that belongs to another certificate would not be
// noticed until the first bench connects.
import { createPrivateKey, X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Fingerprint } from '../../shared/enrolment/fingerprint'
import { errorText } from '../../shared/error-text'
import { ok, type Result, refused } from '../../shared/result'
import type { Tls } from '../http/server'
import { keyOfPem } from '../start/enrolment-address'

function fileOf(name: string, path: string): Result<string, string> {
  try {
    return ok(readFileSync(path, 'utf8'))
  } catch (problem) {
    return refused(`${name} can't be read: ${errorText(problem)}.`)
  }
}

/** Null without the two switches: central then serves http. */
export function tlsOf(values: {
  readonly 'tls-cert'?: string
  readonly 'tls-key'?: string
}): Result<Tls | null, string> {
  const { 'tls-cert': certFile, 'tls-key': keyFile } = values
  if (certFile === undefined && keyFile === undefined) return ok(null)
  if (certFile === undefined || keyFile === undefined) return refused('--tls-cert and --tls-key must be used together.')
  const cert = fileOf('--tls-cert', certFile)
  if (!cert.ok) return cert
  const key = fileOf('--tls-key', keyFile)
  if (!key.ok) return key
  try {
    const fits = new X509Certificate(cert.value).checkPrivateKey(createPrivateKey(key.value))
    return fits
      ? ok({ cert: cert.value, key: key.value })
      : refused('The key in --tls-key does not belong to the certificate in --tls-cert.')
  } catch (problem) {
    return refused(`--tls-cert and --tls-key need a certificate and its key in PEM: ${errorText(problem)}.`)
  }
}

/** SHA-256 of the public key in a certificate file. */
export function certificateKey(path: string): Result<Fingerprint, string> {
  const text = fileOf('--tls-cert', path)
  if (!text.ok) return text
  try {
    return ok(keyOfPem(text.value))
  } catch (problem) {
    return refused(`--tls-cert needs a certificate in PEM: ${errorText(problem)}.`)
  }
}
