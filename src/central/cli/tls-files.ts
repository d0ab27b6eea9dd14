// The files of --tls-cert and --tls-key, checked before central serves: a key of another certificate would only be met by the first bench.
import { createPrivateKey, X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Fingerprint } from '../../shared/enrolment/fingerprint'
import { ok, type Result, refused } from '../../shared/result'
import type { Tls } from '../http/server'
import { keyOfPem } from '../start/enrolment-address'

const why = (problem: unknown) => (problem instanceof Error ? problem.message : String(problem))

function fileOf(name: string, path: string): Result<string, string> {
  try {
    return ok(readFileSync(path, 'utf8'))
  } catch (problem) {
    return refused(`${name} can't be read: ${why(problem)}.`)
  }
}

/** Null without both switches: central serves http. */
export function tlsOf(values: Partial<Record<string, string | boolean>>): Result<Tls | null, string> {
  const { 'tls-cert': certFile, 'tls-key': keyFile } = values
  if (certFile === undefined && keyFile === undefined) return ok(null)
  if (certFile === undefined || keyFile === undefined) return refused('--tls-cert and --tls-key go together.')
  const cert = fileOf('--tls-cert', String(certFile))
  if (!cert.ok) return cert
  const key = fileOf('--tls-key', String(keyFile))
  if (!key.ok) return key
  try {
    const fits = new X509Certificate(cert.value).checkPrivateKey(createPrivateKey(key.value))
    return fits ? ok({ cert: cert.value, key: key.value }) : refused('--tls-key is not the key of --tls-cert.')
  } catch (problem) {
    return refused(`--tls-cert and --tls-key need a certificate and its key in PEM: ${why(problem)}.`)
  }
}

/** SHA-256 of the public key in a certificate's file. */
export function certificateKey(path: string): Result<Fingerprint, string> {
  const text = fileOf('--tls-cert', path)
  if (!text.ok) return text
  try {
    return ok(keyOfPem(text.value))
  } catch (problem) {
    return refused(`--tls-cert needs a certificate in PEM: ${why(problem)}.`)
  }
}
