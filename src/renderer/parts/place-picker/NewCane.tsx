import { TextInput } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { newNameLength } from '../../../shared/model/limits'
import type { Tank } from '../../../shared/model/place'
import type { CaneView } from '../../../shared/views/storage'
import { useT } from '../../i18n/i18n'
import { Button } from '../../ui/Button'
import { useAct } from '../useAct'
import { type CanisterRoom, suggestCane } from './canes'
import styles from './PlacePicker.module.css'

interface Props {
  readonly room: CanisterRoom
  readonly tank: Pick<Tank, 'id' | 'name'>
  readonly onAdded: (cane: CaneView) => void
}

/** Adds a cane and chooses it. The name is suggested: one touch is enough. */
export function NewCane({ room, tank, onAdded }: Props) {
  const t = useT()
  const { busy, act } = useAct()
  const [name, setName] = useState(() => suggestCane(room.canes.map((cane) => cane.cane)))
  const add = async (event: FormEvent) => {
    event.preventDefault()
    if (name.trim() === '') return
    const added = await act('places/addCane', {
      storageId: tank.id,
      canister: room.canister.name,
      cane: name.trim(),
      tankName: tank.name,
    })
    if (added !== undefined) onAdded(added)
  }
  return (
    <form className={styles.newCane} onSubmit={(event) => void add(event)}>
      <TextInput
        label={t('place.newCaneIn', { canister: room.canister.name })}
        value={name}
        maxLength={newNameLength}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Button type="submit" busy={busy} disabled={name.trim() === ''} icon={<IconPlus size={20} aria-hidden="true" />}>
        {t('place.addCane')}
      </Button>
    </form>
  )
}
