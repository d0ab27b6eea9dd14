// Who stands at the bench. Shown in the frame.
import type { Room } from '../ipc/room'
import { saving } from '../ipc/saving'
import type { People } from './people'

export { peopleHere } from './people'

export const peopleRoom = ({ people }: { readonly people: People }) =>
  ({
    handlers: { 'people/switch': ({ personId }) => saving(() => people.switchTo(personId)) },
  }) satisfies Room
