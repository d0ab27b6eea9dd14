// What is made at the bench: storing new vials, storing others again, and retrieving.
import { ok } from '../../../../shared/result'
import type { Room } from '../../ipc/room'
import { saving } from '../../ipc/saving'
import { type MakingNeeds, make } from './making'
import { findSubject } from './subjects'

export const makingRoom = (needs: MakingNeeds) =>
  ({
    handlers: {
      'making/subject': ({ code }) => ok(findSubject(needs.store.mirror, needs.procedures, code)),
      'making/make': (asked) => saving(() => make(needs, asked)),
    },
  }) satisfies Room
