import { useScheme } from '../../ui/theme/appearance'
import { StartProblem } from './StartProblem'
import { schemeIn, startProblemIn } from './startProblem'

/** In the colours and the language that the shell remembers, without an engine that could say anything else. */
export function StartProblemPage({ search }: { readonly search: string }) {
  useScheme(schemeIn(search))
  const problem = startProblemIn(search)
  if (problem === null) return null
  return <StartProblem problem={problem} version={new URLSearchParams(search).get('version') ?? ''} />
}
