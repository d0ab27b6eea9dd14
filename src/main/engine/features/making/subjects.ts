// Which subject is meant, as far as this bench knows: exactly as it is written, or else the only one that looks the same. Central decides.
import { isSameName } from '../../../../shared/names/key'
import { readName } from '../../../../shared/names/name'
import type { SubjectFound } from '../../../../shared/views/making'
import type { Procedures } from '../../procedures/procedures'
import type { Store } from '../../store/contract/store'

/** Rows of the inventory that are looked at: those of one subject are far fewer. */
const lookedAt = 200

export function findSubject(
  mirror: Pick<Store['mirror'], 'inventory'>,
  procedures: Pick<Procedures, 'open'>,
  asked: string,
): SubjectFound {
  const name = readName(asked)
  if (!name.ok) return { kind: 'unknown', code: asked.trim() }
  const stored = mirror.inventory({ text: name.value, offset: 0, limit: lookedAt }).rows.map((row) => row.subjectCode)
  const inWork = procedures.open().flatMap(({ subject }) => (subject === null ? [] : [subject.code]))
  const codes = [...new Set([...stored, ...inWork])]
  if (codes.includes(asked)) return { kind: 'known', code: asked }
  if (codes.includes(name.value)) return { kind: 'known', code: name.value }
  const alike = codes.filter((code) => isSameName(code, name.value))
  const [first, ...others] = alike
  if (first === undefined) return { kind: 'unknown', code: name.value }
  return others.length === 0 ? { kind: 'known', code: first } : { kind: 'several', codes: alike }
}
