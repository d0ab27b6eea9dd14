import { useEffect, useRef, useState } from 'react'
import type { ContainerId } from '../../../shared/model/ids'
import type { OpenVerification } from '../../../shared/views/attention'
import { ask } from '../../bridge'
import { useT } from '../../i18n/i18n'
import { LoadFailed } from '../../parts/refusal/LoadFailed'
import { tellRefusal } from '../../parts/refusal/tellRefusal'
import { useAttentionStore, useEngineStore } from '../../stores/snapshots'
import { go, goBack, replace, useView } from '../../stores/view'
import { Skeleton } from '../../ui/Skeleton'
import { AttentionList } from './AttentionList'
import { type Said, saidOfLeft } from './said'
import { VerifyVial } from './VerifyVial'

/** Where the list is the screen before, back to it. */
function toList(): void {
  const before = useView.getState().trail.at(-1)
  if (before?.kind === 'attention' && before.containerId === null) goBack()
  else replace({ kind: 'attention', containerId: null })
}

/** Tells the engine what is looked at: a read is an answer to it as long as it is. */
function useOpened(containerId: ContainerId | null): void {
  const isUp = useEngineStore(({ up }) => up)
  useEffect(() => {
    if (!isUp) return
    void ask('attention/open', { containerId }).then((answer) => {
      if (answer.ok) return
      tellRefusal(answer.problem)
      toList()
    })
  }, [containerId, isUp])
  useEffect(() => () => void ask('attention/close', undefined), [])
}

/** A vial that was laid down opens itself. One that was left is not opened again by a snapshot that is older than that. */
function useFollow(openId: ContainerId | null, containerId: ContainerId | null): void {
  const before = useRef(containerId)
  const left = useRef<ContainerId | null>(null)
  useEffect(() => {
    if (before.current !== null && containerId === null) left.current = before.current
    before.current = containerId
    if (openId !== left.current) left.current = null
    if (openId !== null && containerId === null && left.current === null) go({ kind: 'attention', containerId: openId })
  }, [openId, containerId])
}

/** The open vial is in doubt no more: what central has of it now is said, unless it was verified here. */
function useVerifiedElsewhere(
  open: OpenVerification | null,
  containerId: ContainerId | null,
  say: (said: Said) => void,
) {
  const last = useRef(open?.row.vial ?? null)
  useEffect(() => {
    const vial = last.current
    last.current = open?.row.vial ?? null
    if (vial === null || vial.id !== containerId || open !== null) return
    void ask('inventory/vial', { containerId: vial.id }).then((answer) => {
      const said = answer.ok ? saidOfLeft(vial.name, answer.value) : null
      if (said === null) return
      say(said)
      toList()
    })
  }, [open, containerId, say])
}

/** What waits for a person, and the vial of it that is being verified: chosen from the list, or laid on the reader. */
export function Attention({ containerId }: { readonly containerId: ContainerId | null }) {
  const t = useT()
  const loaded = useAttentionStore((state) => state.loaded)
  const [said, setSaid] = useState<Said | null>(null)
  useOpened(containerId)
  const open = loaded.kind === 'ready' ? loaded.value.open : null
  const openId = open?.row.vial.id ?? null
  useFollow(openId, containerId)
  useVerifiedElsewhere(open, containerId, setSaid)
  if (loaded.kind === 'loading') return <Skeleton lines={8} />
  if (loaded.kind === 'failed') return <LoadFailed screen title={t('attention.failed')} refusal={loaded.refusal} />
  if (open !== null && containerId !== null) {
    return (
      <VerifyVial
        key={openId}
        open={open}
        onBack={toList}
        onSaved={(vial) => {
          setSaid({ kind: 'verified', vial })
          toList()
        }}
      />
    )
  }
  return <AttentionList attention={loaded.value} said={said} onSaid={setSaid} />
}
