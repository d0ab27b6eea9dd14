// The program's version and update, as the shell tells them.
import { type ProgramSnapshot, unknownProgram } from '../../../shared/views/program'

export interface ProgramState {
  current(): ProgramSnapshot
  set(next: ProgramSnapshot): void
}

export function programState(onChange: (next: ProgramSnapshot) => void): ProgramState {
  let current = unknownProgram
  return {
    current: () => current,
    set(next) {
      current = next
      onChange(next)
    },
  }
}
