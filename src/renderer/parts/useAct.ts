import { useCallback, useState } from 'react'
import type { Input, RequestName, Values } from '../../shared/ipc/contract'
import { ask } from '../bridge'
import { tellRefusal } from './refusal/tellRefusal'

type Act = <Name extends RequestName>(name: Name, input: Input<Name>) => Promise<Values[Name] | undefined>

/** Asks the engine for something a person wants done; a refusal is told to them. Undefined when refused. */
export function useAct(): { readonly busy: boolean; readonly act: Act } {
  const [busy, setBusy] = useState(false)
  const act = useCallback<Act>(async (name, input) => {
    setBusy(true)
    const answer = await ask(name, input)
    setBusy(false)
    if (answer.ok) return answer.value
    tellRefusal(answer.problem)
    return undefined
  }, [])
  return { busy, act }
}
