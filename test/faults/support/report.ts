// Figures of a run, for whoever asked for more than the usual number: `npm run faults` collects them.
import { appendFileSync } from 'node:fs'

export function tell(name: string, figures: Readonly<Record<string, number | string>>): void {
  const file = process.env.CRYOBENCH_FAULTS_REPORT
  if (file) appendFileSync(file, `${JSON.stringify({ name, ...figures })}\n`)
}
