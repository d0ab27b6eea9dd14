// The three columns of a conflict, row by row: pure.

import { acts } from '../../../shared/acts/table'
import type { Place } from '../../../shared/model/place'
import type { Procedure } from '../../../shared/model/procedure'
import type { TagId } from '../../../shared/model/reader'
import type { SeenProcedure } from '../../../shared/model/seen'
import type { Conflict } from '../../../shared/views/conflict'

export type Field = Conflict['differs'][number]

/** One side's word. `silent`: it has nothing to say of this. */
export type Cell =
  | { readonly kind: 'silent' }
  | { readonly kind: 'unknownHere' }
  | { readonly kind: 'seen'; readonly seen: SeenProcedure }
  | ({ readonly kind: 'status' } & Pick<Procedure, 'statusName' | 'typeName'>)
  | { readonly kind: 'tag'; readonly tag: TagId | null; readonly owner: string | null }
  | { readonly kind: 'place'; readonly place: Place | null }
  | { readonly kind: 'name'; readonly name: string }
  /** The person is known there, but not as one who may do this. */
  | { readonly kind: 'noRight'; readonly name: string }
  | { readonly kind: 'deviceState'; readonly state: 'idle' | 'working' | 'refilling' | 'fault'; readonly here: boolean }

export interface Row {
  readonly field: Field
  readonly differs: boolean
  readonly bench: Cell
  readonly central: Cell
  readonly device: Cell
}

const silent: Cell = { kind: 'silent' }
const nameOf = (name: string | null | undefined): Cell => (name == null ? silent : { kind: 'name', name })
const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)

/** Whoever brought central to the state that refused, and at which bench; else whoever has the procedure in work. */
function actorAtCentral({ by, procedure }: Conflict['central']): string | null {
  if (by !== null) return by.benchName === null ? by.actor.name : `${by.actor.name} · ${by.benchName}`
  return procedure?.claim?.benchName ?? null
}

function personAtCentral({ kind, bench, central }: Conflict): Cell {
  if (kind === 'rightWithdrawn') return { kind: 'noRight', name: text(central.problem.name) ?? bench.actorName }
  return nameOf(actorAtCentral(central))
}

/** The vial that central names as the tag's owner, if it does. */
function ownerOf({ problem }: Conflict['central']): string | null {
  const vial = text(problem.containerName)
  const subject = text(problem.subjectCode)
  return vial === null ? null : subject === null ? vial : `${vial} · ${subject}`
}

/** The device works on this very procedure. */
const isOnIt = ({ bench, device }: Conflict): boolean =>
  device !== null && device.procedureId !== null && device.procedureId === bench.procedureId

const statusOf = ({ statusName, typeName }: Procedure): Cell => ({ kind: 'status', statusName, typeName })

function statusRow(conflict: Conflict): Omit<Row, 'field' | 'differs'> {
  const { bench, central, device } = conflict
  return {
    bench: bench.foreseen === null ? silent : statusOf(bench.foreseen),
    central:
      central.procedure !== null
        ? statusOf(central.procedure)
        : bench.procedureId === null
          ? silent
          : { kind: 'unknownHere' },
    device: device === null ? silent : { kind: 'deviceState', state: device.state, here: isOnIt(conflict) },
  }
}

const nobodysWord = { bench: silent, central: silent, device: silent }

/** The tank that an act names, and the one that central has under its number. */
const tankIn = (side: unknown): string | null =>
  typeof side === 'object' && side !== null && 'tankName' in side ? text(side.tankName) : null

function seenRow({ bench, central }: Conflict): Omit<Row, 'field' | 'differs'> {
  const [tank, centralsTank] = [tankIn(central.problem.seen), tankIn(central.problem.central)]
  if (tank !== null && centralsTank !== null) {
    return { bench: { kind: 'name', name: tank }, central: { kind: 'name', name: centralsTank }, device: silent }
  }
  return {
    bench: bench.seen === null ? silent : { kind: 'seen', seen: bench.seen },
    central: central.seen === null ? { kind: 'unknownHere' } : { kind: 'seen', seen: central.seen },
    device: silent,
  }
}

/** Whether a side is part of the difference: not one that says nothing, nor a device that is busy with something else. */
export const isApart = ({ differs }: Row, cell: Cell): boolean =>
  differs && cell.kind !== 'silent' && (cell.kind !== 'deviceState' || cell.here)

/** The rows in which any of the three has something to say. */
export function compare(conflict: Conflict): readonly Row[] {
  const { bench, central, device, differs } = conflict
  const vial = central.procedure?.vials.find(({ name }) => name === bench.vialName)
  const released = acts[bench.kind].byHand === 'tookTagOff'
  const owner = ownerOf(central)
  const rows: Readonly<Record<Field, Omit<Row, 'field' | 'differs'>>> = {
    // Only where it is in question: else both have the same.
    seen: differs.includes('seen') ? seenRow(conflict) : nobodysWord,
    status: statusRow(conflict),
    tag: {
      bench: bench.vialName === null ? silent : { kind: 'tag', tag: released ? null : bench.tag, owner: null },
      central:
        owner !== null
          ? { kind: 'tag', tag: bench.tag, owner }
          : vial === undefined || bench.vialName === null
            ? silent
            : { kind: 'tag', tag: vial.tag, owner: null },
      device: silent,
    },
    place: {
      bench: bench.place === null ? silent : { kind: 'place', place: bench.place },
      central: vial === undefined || bench.place === null ? silent : { kind: 'place', place: vial.place },
      device: silent,
    },
    person: {
      bench: nameOf(bench.actorName),
      central: personAtCentral(conflict),
      device: silent,
    },
    device: {
      bench: nameOf(bench.foreseen?.device?.name),
      central: nameOf(central.procedure?.device?.name),
      device: isOnIt(conflict) ? nameOf(device?.name) : silent,
    },
  }
  const fields: readonly Field[] = ['seen', 'status', 'tag', 'place', 'person', 'device']
  return fields
    .map((field): Row => ({ field, differs: differs.includes(field), ...rows[field] }))
    .filter(({ bench: a, central: b, device: c }) => [a, b, c].some(({ kind }) => kind !== 'silent'))
}
