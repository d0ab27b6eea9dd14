// The first run of a bench, and a link that brought it to a central. Shown in the frame.
import { ok, refused } from '../../../../shared/result'
import type { Room } from '../../ipc/room'
import type { SetupState } from './setup-state'

export { setupState } from './setup-state'

export const setupRoom = ({ setup }: { readonly setup: SetupState }) =>
  ({
    handlers: {
      'enrolment/invitationRead': () => {
        setup.invite(null)
        return ok(null)
      },
      'enrolment/chooseDemo': () => (setup.chooseDemo() ? ok(null) : refused({ kind: 'onlyOnFirstRun' })),
      'enrolment/finishFirstRun': () => {
        setup.firstRun.finish()
        return ok(null)
      },
    },
  }) satisfies Room
