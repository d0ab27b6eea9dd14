import { IconPlus } from '@tabler/icons-react'
import { useT } from '../../i18n/i18n'
import { LoadFailed } from '../../parts/refusal/LoadFailed'
import { lanes } from '../../stores/entries'
import { beginMaking } from '../../stores/making'
import { useWorklistStore } from '../../stores/snapshots'
import { Button } from '../../ui/Button'
import { deferred } from '../../ui/deferred'
import { Skeleton } from '../../ui/Skeleton'
import { FilterBar } from './FilterBar'
import { applyFilter, isFiltering, useFilter, useWorklistView } from './filter'
import { LaneColumn } from './LaneColumn'
import { listRows } from './listRows'
import styles from './Worklist.module.css'

const ListView = deferred(() => import('./ListView').then((module) => module.ListView))

/** Fetches the list ahead of its first use. */
export const fetchListView = ListView.fetch

const usual = lanes.filter((lane) => lane !== 'other' && lane !== 'notDoneToday')

function Loading() {
  const t = useT()
  return (
    <div className={styles.lanes} aria-busy="true">
      {usual.map((lane) => (
        <section key={lane} className={styles.lane} aria-label={t(`worklist.lane.${lane}`)}>
          <h2 className={styles.laneTitle}>{t(`worklist.lane.${lane}`)}</h2>
          <Skeleton lines={4} />
        </section>
      ))}
    </div>
  )
}

function Entries() {
  const loaded = useWorklistStore((state) => state.loaded)
  const filter = useFilter()
  const view = useWorklistView((state) => state.view)
  const t = useT()
  if (loaded.kind === 'failed') return <LoadFailed title={t('worklist.failedTitle')} refusal={loaded.refusal} />
  if (loaded.kind === 'loading' || loaded.value.loading) return <Loading />
  if (view === 'list')
    return <ListView.Screen rows={listRows(loaded.value, filter, t)} filtered={isFiltering(filter)} />
  // What ought not to happen has a lane only when it has happened.
  const shown = lanes.filter((lane) => (lane !== 'other' && lane !== 'notDoneToday') || loaded.value[lane].length > 0)
  return (
    <div className={styles.lanes}>
      {shown.map((lane) => (
        <LaneColumn
          key={lane}
          lane={lane}
          entries={applyFilter(loaded.value[lane], filter, t)}
          filtered={isFiltering(filter)}
        />
      ))}
    </div>
  )
}

/** Every procedure of the facility, in a lane for what is to be done with it. */
export function Worklist() {
  const t = useT()
  return (
    <div className={styles.screen}>
      <div className={styles.head}>
        <h1 className={styles.title}>{t('worklist.title')}</h1>
        <FilterBar />
        <Button icon={<IconPlus size={22} aria-hidden="true" />} onClick={() => beginMaking()}>
          {t('worklist.make')}
        </Button>
      </div>
      <Entries />
    </div>
  )
}
