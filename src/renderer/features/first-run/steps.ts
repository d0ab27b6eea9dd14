// The way through the first run. Pure, so that every turn of it stands in a table of tests.
import type { BenchSnapshot } from '../../../shared/views/bench'

export type Step = 'language' | 'purpose' | 'central' | 'reader' | 'sound'

/** A demonstration brings its own central. */
export const stepsOf = ({ mode }: Pick<BenchSnapshot, 'mode'>): readonly Step[] =>
  mode === 'demo' ? ['language', 'purpose', 'reader', 'sound'] : ['language', 'purpose', 'central', 'reader', 'sound']

/** What this bench is to be has been decided: there is no way back behind that. */
export function isDecided({ mode, link }: Pick<BenchSnapshot, 'mode' | 'link'>): boolean {
  if (mode === 'demo') return true
  return link.kind !== 'notEnrolled' && link.kind !== 'enrolling' && link.kind !== 'enrolmentRefused'
}

/** Where the person is, after what has happened meanwhile: a bench that is decided leaves the steps that decide. */
export function stepNow(chosen: Step, bench: Pick<BenchSnapshot, 'mode' | 'link'>): Step {
  const decides = chosen === 'purpose' || chosen === 'central'
  return decides && isDecided(bench) ? 'reader' : chosen
}

/** A link has answered already what the bench is to be. */
export const afterLanguage = ({ invitation }: Pick<BenchSnapshot, 'invitation'>): Step =>
  invitation?.kind === 'offered' ? 'central' : 'purpose'

export function stepBefore(step: Step, bench: Pick<BenchSnapshot, 'mode' | 'link'>): Step | null {
  switch (step) {
    case 'language':
      return null
    case 'purpose':
      return 'language'
    case 'central':
      return 'purpose'
    case 'reader':
      return isDecided(bench) ? null : 'central'
    case 'sound':
      return 'reader'
  }
}
