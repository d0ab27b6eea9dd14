// What a central's address from the switches, or from the embedded central, means for a bench that may have one already. Pure.
import type { Fingerprint } from '../../../../shared/enrolment/fingerprint'
import type { CentralAddress } from '../../../../shared/shell-messages'
import type { Identity } from '../../store/contract'

export type CentralChoice =
  | { readonly kind: 'keep' }
  | {
      readonly kind: 'enrol'
      readonly url: string
      readonly code: string
      readonly fingerprint: Fingerprint | null
    }
  /** The same central at another address, or with another key that its administrator has named. */
  | { readonly kind: 'move'; readonly url: string; readonly fingerprint: Fingerprint | null }

/** `https://central/` and `https://central` are one address. */
const plain = (url: string): string => url.replace(/\/+$/, '')

const isTls = (url: string): boolean => /^https:/i.test(url)

/** The embedded central listens on this computer only. */
const isHere = (url: string): boolean =>
  URL.canParse(url) && /^(127\.0\.0\.1|\[::1\]|localhost)$/.test(new URL(url).hostname)

/**
 * A code is used once, so a bench that is at home at this address keeps what it has. At another address a code means
 * another central, and none means that central has moved. The embedded central has another port at each start; a bench that
 * belongs to a central elsewhere is never led to it, whatever the shell believes.
 */
export function centralChoice(
  mode: 'demo' | 'bench',
  identity: Pick<Identity, 'centralUrl' | 'fingerprint'> | null,
  address: CentralAddress,
): CentralChoice {
  const { code } = address
  const url = plain(address.url)
  const fingerprint = address.fingerprint ?? null
  const enrol = (withCode: string): CentralChoice => ({ kind: 'enrol', url, code: withCode, fingerprint })

  if (identity === null) return code === null ? { kind: 'keep' } : enrol(code)
  // Over another address the same key is asked for, unless there is no TLS that could show one.
  const current = identity.fingerprint ?? null
  const move: CentralChoice = { kind: 'move', url, fingerprint: fingerprint ?? (isTls(url) ? current : null) }
  if (plain(identity.centralUrl) === url)
    return fingerprint === null || fingerprint === current ? { kind: 'keep' } : move
  if (mode === 'demo') return isHere(identity.centralUrl) ? move : { kind: 'keep' }
  return code === null ? move : enrol(code)
}
