// Every act that there is: a body without its row does not compile, nor does a row without its body.
import type { Act } from './act'
import { type AddCane, addCane } from './add-cane'
import { type ApproveRetrieval, approveRetrieval } from './approve-retrieval'
import { type AssignTag, assignTag } from './assign-tag'
import { type CancelProcedure, cancelProcedure } from './cancel-procedure'
import { type CloseLoss, closeLoss } from './close-loss'
import { type CreateProcedure, createProcedure } from './create-procedure'
import { type EndProcedure, endProcedure } from './end-procedure'
import { type PrepareProcedure, prepareProcedure } from './prepare-procedure'
import { type ReleaseTag, releaseTag } from './release-tag'
import { type ResolveConflict, resolveConflict } from './resolve-conflict'
import { type VerifyVial, verifyVial } from './verify-vial'

export type ActBody =
  | CreateProcedure
  | AssignTag
  | ReleaseTag
  | PrepareProcedure
  | ApproveRetrieval
  | CancelProcedure
  | EndProcedure
  | AddCane
  | VerifyVial
  | CloseLoss
  | ResolveConflict

export type ActKind = ActBody['kind']
export type BodyOf<Kind extends ActKind> = Extract<ActBody, { readonly kind: Kind }>

export const acts = {
  'procedure.create': createProcedure,
  'tag.assign': assignTag,
  'tag.release': releaseTag,
  'procedure.prepare': prepareProcedure,
  'procedure.accept': approveRetrieval,
  'procedure.cancel': cancelProcedure,
  'procedure.end': endProcedure,
  'cane.add': addCane,
  'vial.verify': verifyVial,
  'loss.close': closeLoss,
  'conflict.resolve': resolveConflict,
} satisfies { readonly [Kind in ActKind]: Act<BodyOf<Kind>> }
