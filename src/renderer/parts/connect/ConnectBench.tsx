// From an address and a code to an enrolled bench: probe the address, show who answers, and send the code only after a person's yes.
import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { CentralSeen, EnrolmentRefusal } from '../../../shared/enrolment/central'
import type { CentralLink } from '../../../shared/views/central-link'
import { ask } from '../../bridge'
import { useBench } from '../../stores/snapshots'
import { tellRefusal } from '../refusal/tellRefusal'
import { useAct } from '../useAct'
import { ConfirmCentral } from './ConfirmCentral'
import { ConnectForm } from './ConnectForm'
import type { Entered } from './entered'
import { RefusalBox } from './RefusalBox'

interface Refused {
  readonly refusal: EnrolmentRefusal
  readonly url: string
}

const refusedBy = (link: CentralLink | undefined): Refused | null =>
  link?.kind === 'enrolmentRefused' ? { refusal: link.why, url: link.url } : null

/** What the form begins with: from a link, or from an attempt that failed. */
function firstFields(bench: ReturnType<typeof useBench>): Entered {
  const invitation = bench?.invitation
  if (invitation?.kind === 'offered') {
    return { url: invitation.central, code: invitation.code, fingerprint: invitation.fingerprint }
  }
  return { url: refusedBy(bench?.link)?.url ?? '', code: '', fingerprint: null }
}

export function ConnectBench({ back }: { readonly back?: ReactNode }) {
  const bench = useBench()
  const { act } = useAct()
  const [fields, setFields] = useState<Entered>(() => firstFields(bench))
  const [probing, setProbing] = useState(false)
  const [seen, setSeen] = useState<CentralSeen | null>(null)
  const [refused, setRefused] = useState<Refused | null>(() => refusedBy(bench?.link))
  const link = bench?.link
  const invitation = bench?.invitation
  const enrolling = link?.kind === 'enrolling'
  const awaited = useRef(enrolling)
  const before = useRef(link?.kind)
  const entered = useRef(fields)

  // What was found out of other fields is of no use for these.
  const enter = (next: Entered) => {
    entered.current = next
    setFields(next)
    if (next.fingerprint !== fields.fingerprint) setRefused(null)
  }
  // A link that comes while the form is open fills it; it never goes on by itself.
  useEffect(() => {
    if (invitation?.kind !== 'offered') return
    entered.current = { url: invitation.central, code: invitation.code, fingerprint: invitation.fingerprint }
    setFields(entered.current)
    setSeen(null)
    setRefused(null)
    void ask('enrolment/invitationRead', undefined)
  }, [invitation])
  // Snapshots that follow the engine's answer tell of this attempt; those before, of an earlier one. A refusal that comes by itself is a
  // policy's: it is told too, but leads nobody away from a certificate that they are probing at.
  useEffect(() => {
    const isNews = awaited.current || before.current !== 'enrolmentRefused'
    before.current = link?.kind
    if (!isNews || link?.kind !== 'enrolmentRefused') return
    if (awaited.current) setSeen(null)
    awaited.current = false
    setRefused(refusedBy(link))
    setFields((fields) => (fields.url === '' ? { ...fields, url: link.url } : fields))
  }, [link])

  const probe = async (asked: Entered) => {
    const { url, fingerprint } = asked
    entered.current = asked
    setProbing(true)
    setRefused(null)
    const answer = await ask('enrolment/probe', { url: url.trim(), fingerprint })
    setProbing(false)
    if (entered.current !== asked) return
    if (!answer.ok) tellRefusal(answer.problem)
    else if (answer.value.ok) setSeen(answer.value.value)
    else setRefused({ refusal: answer.value.problem, url: url.trim() })
  }
  const confirm = async ({ url, transport }: CentralSeen) => {
    const fingerprint = transport.kind === 'tls' ? transport.certificate.fingerprint : null
    if ((await act('bench/enrol', { url, code: fields.code.trim(), fingerprint })) !== undefined) awaited.current = true
  }
  if (seen !== null)
    return (
      <ConfirmCentral seen={seen} busy={enrolling} onConfirm={() => void confirm(seen)} onBack={() => setSeen(null)} />
    )
  return (
    <>
      {refused === null || probing ? null : <RefusalBox {...refused} />}
      <ConnectForm
        fields={fields}
        busy={probing || enrolling}
        change={enter}
        onProbe={(entered) => void probe(entered)}
        back={back}
      />
    </>
  )
}
