// The ONE contract between renderer and engine: every request with its input, value and refusal, and every event with its payload.
// Adding one: docs/adding-a-screen.md. Inputs are parsed by the engine; names are `area/verb` and `area/happened`.

import { z } from 'zod'
import { namedVials } from '../acts/seen'
import type { CentralSeen, EnrolmentRefusal } from '../enrolment/central'
import { parseFingerprint } from '../enrolment/fingerprint'
import { containerId, intentId, personId, procedureId, storageId } from '../model/ids'
import {
  addressLength,
  enrolmentCodeLength,
  newNameLength,
  reasonLength,
  searchLength,
  vialNameLength,
  vialsPerProcedure,
  vialTextLength,
} from '../model/limits'
import { outcomes, type Procedure } from '../model/procedure'
import { writtenBytes } from '../model/tag'
import type { Result } from '../result'
import type { AttentionPage, AttentionSnapshot } from '../views/attention'
import type { BenchSnapshot } from '../views/bench'
import type { ConflictsSnapshot } from '../views/conflict'
import type { DevicesSnapshot } from '../views/devices'
import type { HealthSnapshot, RestoreCandidate, SavedFile } from '../views/health'
import type { InventoryPage, InventoryRow, OnReader } from '../views/inventory'
import type { SubjectFound } from '../views/making'
import type { ProgramSnapshot } from '../views/program'
import type { Refusal } from '../views/refusal'
import type { Settings } from '../views/settings'
import type { CaneView, TankView } from '../views/storage'
import type { SyncSnapshot } from '../views/sync'
import type { TaggingSnapshot } from '../views/tagging'
import type { WorklistEntry, WorklistSnapshot } from '../views/worklist'

/** Below zero: made at this bench, and not numbered yet. */
const anyNumber = z.int().refine((number) => number !== 0)
const procedure = z.strictObject({ procedureId: anyNumber.transform(procedureId) })
const vialNumber = anyNumber.transform(containerId)
/** As the window showed it when somebody decided: where it is something else by now, nothing is done. */
const shown = z
  .strictObject({
    type: z.string().max(100),
    subjectCode: z.string().max(1000).nullable(),
    createdAt: z.string().max(100),
    vials: z
      .array(z.strictObject({ containerId: z.int().transform(containerId), name: z.string().max(1000) }))
      .max(namedVials)
      .readonly(),
    vialCount: z.int(),
    status: z.string().max(100),
  })
  .optional()
const nothing = z.undefined()
const reason = z.string().trim().min(1).max(reasonLength)
const cane = z.strictObject({
  storageId: z.int().positive().transform(storageId),
  canister: z.string().min(1).max(50),
  cane: z.string().trim().min(1).max(newNameLength),
})
/** The vial, and what the window showed of it. */
const verified = {
  containerId: vialNumber,
  seen: z.strictObject({ name: z.string().max(200), subjectCode: z.string().max(200) }),
}
const foundStored = z.strictObject({
  kind: z.literal('stored'),
  place: z.strictObject({ ...cane.shape, position: z.int().min(1).max(1000) }),
})
const foundOut = z.strictObject({ kind: z.literal('out') })
const tagText = z
  .string()
  .trim()
  .refine((text) => writtenBytes(text) !== undefined)

const centralUrl = z.url({ protocol: /^https?$/ }).max(addressLength)
/** Of the key that a person has confirmed, or that a link has named; null where there is none. */
const fingerprint = z
  .string()
  .max(200)
  .nullable()
  .default(null)
  .transform((text, context) => {
    const parsed = text === null ? null : parseFingerprint(text)
    if (text !== null && parsed === null) context.addIssue('no fingerprint')
    return parsed
  })

/** What each request takes. The engine parses with these before a handler sees anything. */
export const inputs = {
  'bench/get': nothing,
  /** The first screen is painted: what the engine has put off for its sake may begin. */
  'bench/shown': nothing,
  'bench/saveSettings': z.strictObject({
    language: z.enum(['system', 'en', 'de', 'en-XB']),
    scheme: z.enum(['system', 'light', 'dark']),
    volume: z.number().min(0).max(1),
    muted: z.boolean(),
  }),
  /** Somebody has read what happened to this bench's data. */
  'bench/noticesRead': nothing,
  /** Ask central now: connect, send, fetch. */
  'bench/syncNow': nothing,
  /** No request leaves the bench until somebody turns it back. Kept over a restart. */
  'sync/workOffline': z.strictObject({ offline: z.boolean() }),
  'sync/get': nothing,
  /** Writes the whole outbox with its chain and public key into one file. */
  'sync/exportOutbox': nothing,
  'health/get': nothing,
  /** Writes it where the person chooses; `withDumps`: with crash dumps, which hold what was in memory. */
  'diagnostics/write': z.strictObject({ withDumps: z.boolean() }),
  'diagnostics/cancel': nothing,
  'backups/make': nothing,
  'backups/copy': z.strictObject({ name: z.string().max(100) }),
  /** Looks through a backup before it is restored: one of the list, or a file that the person chooses. */
  'backups/choose': z.strictObject({ name: z.string().max(100).nullable() }),
  /** Restores what was chosen last; the engine starts again. */
  'backups/restore': z.strictObject({ reason }),
  'conflicts/get': nothing,
  'conflicts/resolve': z.strictObject({
    conflictId: z.uuid().transform(intentId),
    choice: z.enum(['keepCentral', 'doAgain', 'tagAgain', 'useOurTag']),
    reason: reason.nullable(),
    /** The acts that it was shown to be about, and central's state of the procedure, if it has one. */
    shown: z
      .strictObject({ acts: z.array(z.uuid().transform(intentId)).max(10_000), status: z.string().max(100).nullable() })
      .optional(),
  }),
  /** The program's version and its update. */
  'program/get': nothing,
  /** `restart`: install what is ready and come back, as soon as no work is cut off by it. */
  'program/update': z.strictObject({ act: z.enum(['check', 'download', 'cancel', 'restart']) }),
  'bench/enrol': z.strictObject({
    url: centralUrl,
    code: z.string().trim().min(enrolmentCodeLength.least).max(enrolmentCodeLength.most),
    fingerprint,
  }),
  /** Is this a central, and which certificate does it show? Tells it nothing of this bench. */
  'enrolment/probe': z.strictObject({ url: centralUrl, fingerprint }),
  /** A person has read, or used, what a link brought. */
  'enrolment/invitationRead': nothing,
  /** On the first run only: a bench to try things on, with a central of its own. */
  'enrolment/chooseDemo': nothing,
  'enrolment/finishFirstRun': nothing,
  /** Demo mode: who stands at the bench. */
  'people/switch': z.strictObject({ personId: z.string().max(100).transform(personId) }),
  'worklist/get': nothing,
  'procedure/get': procedure,
  'retrieval/accept': z.strictObject({ ...procedure.shape, shown }),
  'procedure/cancel': z.strictObject({ ...procedure.shape, shown, reason }),
  /** Before the procedure is queued, whichever bench has put it on. */
  'procedure/releaseTag': z.strictObject({
    ...procedure.shape,
    shown,
    containerId: vialNumber,
    /** That is taken off: another one may be on the vial by then. */
    tag: z.string().max(200).optional(),
    reason,
  }),
  /** In place of a device that has stopped answering: `outcomes` of every vial that it has not told of. */
  'procedure/end': z.strictObject({
    ...procedure.shape,
    shown,
    reason,
    outcomes: z
      .array(z.strictObject({ containerId: vialNumber, outcome: z.enum(outcomes).exclude(['pending']) }))
      .max(1000),
  }),
  /** Which subject a code means, as far as this bench knows. */
  'making/subject': z.strictObject({ code: z.string().trim().min(1).max(vialNameLength) }),
  /** Makes a procedure. Vials that are there already are named as the window has shown them. */
  'making/make': z.strictObject({
    type: z.enum(['STORE', 'RETRIEVAL']),
    subjectCode: z.string().min(1).max(vialNameLength),
    newVials: z
      .array(
        z.strictObject({
          name: z.string().trim().min(1).max(vialNameLength),
          description: z.string().trim().max(vialTextLength),
        }),
      )
      .max(vialsPerProcedure),
    vials: z
      .array(z.strictObject({ containerId: vialNumber, name: z.string().max(vialNameLength) }))
      .max(vialsPerProcedure),
  }),
  'tagging/get': nothing,
  'tagging/open': procedure,
  'tagging/stop': nothing,
  /** With the vial that the button named: after a scan under the finger it is another one. */
  'tagging/undo': z.strictObject({ containerId: vialNumber }).optional(),
  'tagging/skip': z.strictObject({ containerId: vialNumber }).optional(),
  /** Goes to a vial that was skipped, or out of turn. */
  'tagging/goTo': z.strictObject({ containerId: vialNumber }),
  'tagging/choosePlace': cane,
  'places/tanks': nothing,
  'places/canes': z.strictObject({ storageId: z.int().positive().transform(storageId) }),
  /** With the name of the tank, as the window showed it. */
  'places/addCane': cane.extend({ tankName: z.string().max(vialNameLength).optional() }),
  'devices/get': nothing,
  'inventory/search': z.strictObject({
    text: z.string().max(searchLength),
    storageId: z.int().positive().transform(storageId).optional(),
    offset: z.int().min(0).max(10_000_000),
    limit: z.int().min(1).max(200),
  }),
  /** A vial that is shown, as it is known by now. */
  'inventory/vial': z.strictObject({ containerId: vialNumber }),
  /** What `reader/shows` has told, as it is known by now. */
  'reader/get': nothing,
  'attention/get': nothing,
  /** Rows of one kind, or all; `after`: what the page before has named as `next`. */
  'attention/page': z.strictObject({
    only: z.enum(['verify', 'loss']).nullable(),
    after: z.string().max(200).nullable(),
    limit: z.int().min(1).max(200),
  }),
  /** The list is looked at: this vial is verified next; null: the one of it that is laid on the reader. */
  'attention/open': z.strictObject({ containerId: vialNumber.nullable() }),
  /** The list is not looked at any more. */
  'attention/close': nothing,
  /** The vial whose tag was read was found here. The engine knows what was read. */
  'attention/verify': z.strictObject({ ...verified, found: z.discriminatedUnion('kind', [foundStored, foundOut]) }),
  /** Without a scan. */
  'attention/verifyUnscanned': z.strictObject({
    ...verified,
    found: z.discriminatedUnion('kind', [foundStored, foundOut, z.strictObject({ kind: z.literal('notFound') })]),
    reason,
  }),
  'attention/closeLoss': z.strictObject({ lossId: z.string().min(1).max(100), seen: z.string().max(100), reason }),
  /** The simulated reader's panel; refused outside demo mode. */
  'simulator/present': z.strictObject({ tags: z.array(tagText).min(1).max(8) }),
  'simulator/remove': nothing,
  'simulator/garble': nothing,
  'simulator/plug': z.strictObject({ plugged: z.boolean() }),
} as const

/** What each request answers with. */
export interface Values {
  'bench/get': BenchSnapshot
  'bench/saveSettings': Settings
  'bench/noticesRead': null
  'bench/shown': null
  'bench/syncNow': null
  'sync/workOffline': null
  'sync/get': SyncSnapshot
  'sync/exportOutbox': { readonly file: string; readonly intents: number }
  'health/get': HealthSnapshot
  /** Null: the person thought better of it. */
  'diagnostics/write': SavedFile | null
  'diagnostics/cancel': null
  'backups/make': null
  'backups/copy': SavedFile | null
  'backups/choose': RestoreCandidate | null
  'backups/restore': null
  'conflicts/get': ConflictsSnapshot
  'conflicts/resolve': null
  'program/get': ProgramSnapshot
  'program/update': null
  'bench/enrol': null
  'enrolment/probe': Result<CentralSeen, EnrolmentRefusal>
  'enrolment/invitationRead': null
  'enrolment/chooseDemo': null
  'enrolment/finishFirstRun': null
  'people/switch': null
  'worklist/get': WorklistSnapshot
  'procedure/get': WorklistEntry
  'retrieval/accept': Procedure
  'procedure/cancel': Procedure
  'procedure/releaseTag': Procedure
  'procedure/end': Procedure
  'making/subject': SubjectFound
  'making/make': Procedure
  'tagging/get': TaggingSnapshot | null
  'tagging/open': TaggingSnapshot
  'tagging/stop': null
  'tagging/undo': null
  'tagging/skip': null
  'tagging/goTo': null
  'tagging/choosePlace': null
  'places/tanks': readonly TankView[]
  'places/canes': readonly CaneView[]
  'places/addCane': CaneView
  'devices/get': DevicesSnapshot
  'inventory/search': InventoryPage
  /** Null: central has it no more. */
  'inventory/vial': InventoryRow | null
  'reader/get': OnReader | null
  'attention/get': AttentionSnapshot
  'attention/page': AttentionPage
  'attention/open': null
  'attention/close': null
  'attention/verify': null
  'attention/verifyUnscanned': null
  'attention/closeLoss': null
  'simulator/present': null
  'simulator/remove': null
  'simulator/garble': null
  'simulator/plug': null
}

export type RequestName = keyof typeof inputs
export type Input<Name extends RequestName> = z.input<(typeof inputs)[Name]>
export type Parsed<Name extends RequestName> = z.output<(typeof inputs)[Name]>
export type Answer<Name extends RequestName> = Result<Values[Name], Refusal>

/** Whole states, each published when it has changed. A room of the engine is the source of each. */
export interface Snapshots {
  'bench/changed': BenchSnapshot
  'worklist/changed': WorklistSnapshot
  'tagging/changed': TaggingSnapshot | null
  'devices/changed': DevicesSnapshot
  'sync/changed': SyncSnapshot
  'conflicts/changed': ConflictsSnapshot
  'attention/changed': AttentionSnapshot
  'program/changed': ProgramSnapshot
  /** A place was taken or freed: place pickers ask again. */
  'places/changed': null
}
export type SnapshotName = keyof Snapshots

/** What happens once: there is no state to ask for later. */
export interface Happenings {
  /** What lies on a reader where nobody is tagging; null when it has left. */
  'reader/shows': OnReader | null
}

export interface Events extends Snapshots, Happenings {}
export type EventName = keyof Events

/**
 * What crosses the port. Requests are numbered by the renderer; an answer carries the number back. An event's payload is text all the
 * way: each process, and the isolation between preload and page, would copy a snapshot of hundreds of vials object by object.
 */
export type ToEngine = { readonly id: number; readonly name: string; readonly input: unknown }
export type FromEngine =
  | { readonly kind: 'answer'; readonly id: number; readonly answer: Result<unknown, Refusal> }
  | { readonly kind: 'event'; readonly name: EventName; readonly json: string }

/** `window.bench`: all that the preload gives the renderer. `engine` tells whether the engine process is up. */
export interface BenchBridge {
  request<Name extends RequestName>(name: Name, input: Input<Name>): Promise<Answer<Name>>
  /** `json`: the payload. */
  on(name: EventName, listener: (json: string) => void): () => void
  onEngine(listener: (state: 'up' | 'down') => void): () => void
}
