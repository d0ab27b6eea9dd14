// What of the program around the engine the health page needs.
import type { ChosenFile, FileChoice, ProgramFacts } from '../../../shared/shell-messages'
import type { HealthJobs } from './jobs'

export interface HealthPorts {
  readonly program: ProgramFacts
  readonly jobs: HealthJobs
  chooseFile(choice: FileChoice): Promise<ChosenFile>
  /** To the log: what a person had done to the bench's files. */
  note(text: string): void
}
