import { memo, useState } from 'react'
import type { CaneView, TankView } from '../../../shared/views/storage'
import { useT } from '../../i18n/i18n'
import { DewarDrawing } from '../../icons/EmptyDrawings'
import { Sheet } from '../../ui/Sheet'
import { Skeleton } from '../../ui/Skeleton'
import { StatePanel } from '../../ui/StatePanel'
import { LoadFailed } from '../refusal/LoadFailed'
import { useTanks } from '../useTanks'
import { CaneColumn } from './CaneColumn'
import { CanisterColumn } from './CanisterColumn'
import { roomsOf } from './canes'
import styles from './PlacePicker.module.css'
import { TankColumn } from './TankColumn'
import { useCanes } from './useCanes'

interface Props {
  readonly opened: boolean
  readonly title: string
  readonly current: CaneView | null
  /** What was chosen is on its way: nothing else can be. */
  readonly busy: boolean
  readonly onChoose: (cane: CaneView) => void
  readonly onClose: () => void
}

interface ColumnsProps {
  readonly tanks: readonly TankView[]
  readonly first: TankView
  readonly current: CaneView | null
  readonly busy: boolean
  readonly onChoose: (cane: CaneView) => void
}

function Columns({ tanks, first, current, busy, onChoose }: ColumnsProps) {
  const t = useT()
  const [storageId, setStorageId] = useState(current?.storageId ?? first.tank.id)
  const [canister, setCanister] = useState(current?.canister ?? null)
  const { canes, again } = useCanes(storageId)
  const tank = tanks.find((view) => view.tank.id === storageId) ?? first
  const rooms = roomsOf(tank.tank.canisters, canes.kind === 'ready' ? canes.value : [])
  const room =
    rooms.find((each) => each.canister.name === canister) ?? rooms.find((each) => each.free > 0) ?? rooms[0] ?? null
  if (canes.kind === 'failed') return <LoadFailed title={t('place.failed')} refusal={canes.refusal} onAgain={again} />
  return (
    <div className={styles.columns}>
      <TankColumn
        tanks={tanks}
        chosen={storageId}
        onChoose={(id) => {
          setStorageId(id)
          setCanister(null)
        }}
      />
      {canes.kind === 'loading' ? (
        <Skeleton lines={6} />
      ) : (
        <>
          <CanisterColumn rooms={rooms} chosen={room?.canister.name ?? null} onChoose={setCanister} />
          {room === null ? null : (
            <CaneColumn
              key={`${storageId}/${room.canister.name}`}
              room={room}
              tank={tank.tank}
              current={current}
              busy={busy}
              onChoose={onChoose}
            />
          )}
        </>
      )}
    </div>
  )
}

/** Tank, canister, cane: three columns of large targets. A touch on a cane chooses it. */
export const PlacePicker = memo(function PlacePicker({ opened, title, onClose, ...choice }: Props) {
  const t = useT()
  return (
    <Sheet opened={opened} onClose={onClose} title={title} closeLabel={t('app.close')} size="wide">
      {opened ? <Tanks {...choice} /> : null}
    </Sheet>
  )
})

function Tanks(choice: Omit<ColumnsProps, 'tanks' | 'first'>) {
  const t = useT()
  const { tanks, again } = useTanks()
  if (tanks.kind === 'loading') return <Skeleton lines={6} />
  if (tanks.kind === 'failed') return <LoadFailed title={t('place.failed')} refusal={tanks.refusal} onAgain={again} />
  const first = tanks.value[0]
  if (!first)
    return <StatePanel drawing={<DewarDrawing />} title={t('place.noTanks.title')} text={t('place.noTanks.text')} />
  return <Columns tanks={tanks.value} first={first} {...choice} />
}
