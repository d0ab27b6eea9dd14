import { memo, useState } from 'react'
import type { CaneView, TankView } from '../../../shared/views/storage'
import { useT } from '../../i18n/i18n'
import { DewarDrawing } from '../../icons/EmptyDrawings'
import { LoadFailed } from '../../parts/refusal/LoadFailed'
import { useAct } from '../../parts/useAct'
import { useTanks } from '../../parts/useTanks'
import { Sheet } from '../../ui/Sheet'
import { Skeleton } from '../../ui/Skeleton'
import { StatePanel } from '../../ui/StatePanel'
import { CaneColumn } from './CaneColumn'
import { CanisterColumn } from './CanisterColumn'
import { roomsOf } from './canes'
import styles from './PlacePicker.module.css'
import { TankColumn } from './TankColumn'
import { useCanes } from './useCanes'

interface Props {
  readonly opened: boolean
  readonly current: CaneView | null
  readonly onClose: () => void
}

interface ColumnsProps {
  readonly tanks: readonly TankView[]
  readonly first: TankView
  readonly current: CaneView | null
  readonly onChosen: () => void
}

function Columns({ tanks, first, current, onChosen }: ColumnsProps) {
  const t = useT()
  const { busy, act } = useAct()
  const [storageId, setStorageId] = useState(current?.storageId ?? first.tank.id)
  const [canister, setCanister] = useState(current?.canister ?? null)
  const { canes, again } = useCanes(storageId)
  const tank = tanks.find((view) => view.tank.id === storageId) ?? first
  const rooms = roomsOf(tank.tank.canisters, canes.kind === 'ready' ? canes.value : [])
  const room =
    rooms.find((each) => each.canister.name === canister) ?? rooms.find((each) => each.free > 0) ?? rooms[0] ?? null
  const choose = async (cane: Pick<CaneView, 'storageId' | 'canister' | 'cane'>) => {
    const done = await act('tagging/choosePlace', {
      storageId: cane.storageId,
      canister: cane.canister,
      cane: cane.cane,
    })
    if (done !== undefined) onChosen()
  }
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
              storageId={storageId}
              current={current}
              busy={busy}
              onChoose={(cane) => void choose(cane)}
            />
          )}
        </>
      )}
    </div>
  )
}

/** Tank, canister, cane: three columns of large targets. A touch on a cane chooses it and closes the sheet. */
export const PlacePicker = memo(function PlacePicker({ opened, current, onClose }: Props) {
  const t = useT()
  return (
    <Sheet opened={opened} onClose={onClose} title={t('place.title')} closeLabel={t('app.close')} size="wide">
      {opened ? <Tanks current={current} onChosen={onClose} /> : null}
    </Sheet>
  )
})

function Tanks({ current, onChosen }: Pick<ColumnsProps, 'current' | 'onChosen'>) {
  const t = useT()
  const { tanks, again } = useTanks()
  if (tanks.kind === 'loading') return <Skeleton lines={6} />
  if (tanks.kind === 'failed') return <LoadFailed title={t('place.failed')} refusal={tanks.refusal} onAgain={again} />
  const first = tanks.value[0]
  if (!first)
    return <StatePanel drawing={<DewarDrawing />} title={t('place.noTanks.title')} text={t('place.noTanks.text')} />
  return <Columns tanks={tanks.value} first={first} current={current} onChosen={onChosen} />
}
