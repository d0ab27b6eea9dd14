// The program's version and its update.

import { ok } from '../../../shared/result'
import type { UpdateAct } from '../../../shared/views/program'
import type { Room } from '../ipc/room'
import type { Store } from '../store/contract'
import type { BenchProgram } from './bench-program'

export { benchProgram } from './bench-program'

export interface ProgramNeeds {
  readonly store: Pick<Store, 'onCommit'>
  readonly program: BenchProgram
  readonly onUpdateAct?: (act: UpdateAct) => void
}

export function programRoom({ store, program, onUpdateAct }: ProgramNeeds) {
  const stopListening = store.onCommit((touched) => {
    if (touched.has('outbox') || touched.has('tagging')) program.workChanged()
  })
  return {
    handlers: {
      'program/get': () => ok(program.current()),
      'program/update': ({ act }) => {
        onUpdateAct?.(act)
        return ok(null)
      },
    },
    snapshots: { 'program/changed': program.current },
    stop() {
      stopListening()
      program.stop()
    },
  } satisfies Room
}
