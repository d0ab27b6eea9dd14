// Writes a file where a person wants it.
import { errorText } from '../../../shared/error-text'
import { ok, type Result, refused } from '../../../shared/result'
import type { FileChoice } from '../../../shared/shell-messages'
import type { SavedFile } from '../../../shared/views/health'
import type { Refusal } from '../../../shared/views/refusal'
import type { HealthPorts } from './ports'

/** Null: the person thought better of it. */
export type Saved = Result<SavedFile | null, Refusal>

export interface SaveNeeds extends Pick<HealthPorts, 'chooseFile'> {
  readonly report: (error: unknown) => void
}

/** `write` rejects with what the disk says, or with an AbortError where the person has cancelled it. */
export async function saveFile(
  { chooseFile, report }: SaveNeeds,
  choice: Extract<FileChoice, { kind: 'save' }>,
  write: (path: string) => Promise<SavedFile>,
): Promise<Saved> {
  const file = await chooseFile(choice)
  if (file.kind !== 'chosen') return ok(null)
  try {
    return ok(await write(file.path))
  } catch (error) {
    if (error instanceof Error && error.name === 'AbortError') return ok(null)
    report(error)
    return refused({ kind: 'notExported', detail: errorText(error) })
  }
}
