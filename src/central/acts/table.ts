// What each act does at central. An act without its decision does not compile.
import type { ActKind, BodyOf } from '../../shared/acts'
import type { CentralAct } from './act'
import { addCane } from './add-cane'
import { approveRetrieval } from './approve-retrieval'
import { assignTag } from './assign-tag'
import { cancelProcedure } from './cancel-procedure'
import { closeLoss } from './close-loss'
import { createProcedure } from './create-procedure'
import { endProcedure } from './end-procedure'
import { prepareProcedure } from './prepare-procedure'
import { releaseTag } from './release-tag'
import { resolveConflict } from './resolve-conflict'
import { verifyVial } from './verify-vial'

export const centralActs: { readonly [Kind in ActKind]: CentralAct<BodyOf<Kind>> } = {
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
}
