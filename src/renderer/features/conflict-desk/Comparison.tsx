import { IconArrowsDiff, IconDeviceDesktop, IconRobot, IconServer2 } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { assertNever } from '../../../shared/assert-never'
import type { SeenProcedure } from '../../../shared/model/seen'
import type { Conflict } from '../../../shared/views/conflict'
import { useFormat } from '../../i18n/format'
import { useT } from '../../i18n/i18n'
import { useCentralNow } from '../../parts/freshness'
import { placeText, type TankNames } from '../../parts/places'
import { useTanks } from '../../parts/useTanks'
import { statusWord, typeWord } from '../../parts/words'
import { useBench } from '../../stores/snapshots'
import { cx } from '../../ui/cx'
import { TagText } from '../../ui/TagText'
import { useNow } from '../../ui/useNow'
import styles from './Comparison.module.css'
import { type Cell, compare, isApart, type Row } from './compare'

/** What a side has under the number in question, for a person to tell the two apart. */
function Seen({ seen }: { readonly seen: SeenProcedure }) {
  const t = useT()
  const format = useFormat()
  const { subjectCode, createdAt, vials, vialCount } = seen
  const names = format.list(vials.slice(0, vialsShown).map(({ name }) => name))
  const more = vialCount - Math.min(vials.length, vialsShown)
  return (
    <>
      {subjectCode === null ? typeWord({ typeName: seen.type }, t) : <bdi>{subjectCode}</bdi>}
      <span className={styles.second}>
        {more > 0 ? t('conflict.said.vialsAndMore', { names, count: more }) : <bdi>{names}</bdi>}
      </span>
      <span className={styles.second}>{t('conflict.said.created', { moment: format.moment(createdAt) })}</span>
    </>
  )
}

/** Named in a cell of the comparison. */
const vialsShown = 3

function Said({ cell, tankName }: { readonly cell: Cell; readonly tankName: TankNames }) {
  const t = useT()
  switch (cell.kind) {
    case 'silent':
      return <span className={styles.quiet}>–</span>
    case 'unknownHere':
      return <>{t('conflict.said.unknown')}</>
    case 'seen':
      return <Seen seen={cell.seen} />
    case 'status':
      return <bdi>{statusWord(cell, t)}</bdi>
    case 'tag':
      return (
        <>
          {cell.tag === null ? t('procedure.tag.none') : <TagText tag={cell.tag} />}
          {cell.owner === null ? null : (
            <span className={styles.second}>{t('conflict.said.owner', { owner: cell.owner })}</span>
          )}
        </>
      )
    case 'place':
      return (
        <>
          {cell.place === null ? t('procedure.place.none') : placeText(cell.place, tankName(cell.place.storageId), t)}
        </>
      )
    case 'name':
      return <bdi>{cell.name}</bdi>
    case 'noRight':
      return (
        <>
          <bdi>{cell.name}</bdi>
          <span className={styles.second}>{t('conflict.said.noRight')}</span>
        </>
      )
    case 'deviceState':
      return (
        <>
          {t(`devices.state.${cell.state}`)}
          <span className={styles.second}>{t(cell.here ? 'conflict.said.onIt' : 'conflict.said.notOnIt')}</span>
        </>
      )
    default:
      return assertNever(cell)
  }
}

function Head({ icon, name, when }: { readonly icon: ReactNode; readonly name: string; readonly when: string }) {
  return (
    <th scope="col">
      <span className={styles.head}>
        {icon}
        <span>
          <bdi>{name}</bdi>
          <span className={styles.second}>{when}</span>
        </span>
      </span>
    </th>
  )
}

const columns = ['bench', 'central', 'device'] as const

function Line({ row, tankName }: { readonly row: Row; readonly tankName: TankNames }) {
  const t = useT()
  return (
    <tr data-field={row.field} data-differs={row.differs}>
      <th scope="row">
        {t(`conflict.field.${row.field}`)}
        {row.differs ? (
          <span className={styles.mark}>
            <IconArrowsDiff size={16} aria-hidden="true" />
            {t('conflict.differs')}
          </span>
        ) : null}
      </th>
      {[row.bench, row.central, row.device].map((cell, column) => (
        <td key={columns[column]} className={cx(isApart(row, cell) && styles.apart)}>
          <Said cell={cell} tankName={tankName} />
        </td>
      ))}
    </tr>
  )
}

/** This bench, central and the device side by side; what differs is marked by a sign and a word, and by colour only besides. */
export function Comparison({ conflict }: { readonly conflict: Conflict }) {
  const t = useT()
  const format = useFormat()
  const now = useNow(15_000)
  const centralNow = useCentralNow(15_000)
  const { tankName } = useTanks()
  const benchName = useBench()?.benchName ?? ''
  const { bench, central, device } = conflict
  const icon = { size: 28, stroke: 1.5, 'aria-hidden': true } as const
  const changed = central.procedure === null ? '' : format.when(central.procedure.updatedAt, now)
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <thead>
          <tr>
            <td />
            <Head
              icon={<IconDeviceDesktop {...icon} />}
              name={t('conflict.column.bench')}
              when={`${benchName} · ${format.when(bench.atMs, now)}`}
            />
            <Head
              icon={<IconServer2 {...icon} />}
              name={t('sync.central')}
              when={changed === '' ? t('conflict.said.unknown') : t('conflict.column.changed', { when: changed })}
            />
            <Head
              icon={<IconRobot {...icon} />}
              name={device?.name ?? t('conflict.column.device')}
              when={
                device === null
                  ? t('conflict.column.noDevice')
                  : device.lastSeenAt === null
                    ? t('central.unknown')
                    : t('procedure.lastWord', { age: format.age(centralNow - Date.parse(device.lastSeenAt)) })
              }
            />
          </tr>
        </thead>
        <tbody>
          {compare(conflict).map((row) => (
            <Line key={row.field} row={row} tankName={tankName} />
          ))}
        </tbody>
      </table>
    </div>
  )
}
