import { TextInput } from '@mantine/core'
import { IconSearch, IconX } from '@tabler/icons-react'
import { searchLength } from '../../../shared/model/limits'
import { useT } from '../../i18n/i18n'
import { useTanks } from '../../parts/useTanks'
import { searchFor, useView } from '../../stores/view'
import { InventoryTable } from './InventoryTable'
import styles from './Storage.module.css'
import { TankChoice } from './TankChoice'
import { useInventory } from './useInventory'

/** Tanks as pictures on one side, every stored vial on the other. */
export function Storage() {
  const t = useT()
  const search = useView((view) => view.search)
  const tank = useView((view) => view.tank)
  const { tanks, tankName, again: tanksAgain } = useTanks()
  const { inventory, show, again } = useInventory(search, tank)
  const { total, exact } = inventory
  return (
    <div className={styles.screen}>
      <div className={styles.head}>
        <h1 className={styles.title}>{t('storage.title')}</h1>
        <p className={styles.count} role="status">
          {total === null ? null : t('storage.count', { exact: exact ? 'yes' : 'no', count: total })}
        </p>
        <TextInput
          className={styles.search ?? ''}
          aria-label={t('storage.search')}
          placeholder={t('storage.searchHint')}
          leftSection={<IconSearch size={20} aria-hidden="true" />}
          rightSectionPointerEvents="all"
          rightSectionWidth={48}
          rightSection={
            search === '' ? null : (
              <button
                type="button"
                className={styles.clear}
                aria-label={t('storage.clear')}
                onClick={() => searchFor('')}
              >
                <IconX size={20} aria-hidden="true" />
              </button>
            )
          }
          data-codes=""
          value={search}
          maxLength={searchLength}
          onChange={(event) => searchFor(event.currentTarget.value)}
        />
      </div>
      <div className={styles.columns}>
        <TankChoice tanks={tanks} chosen={tank} onAgain={tanksAgain} />
        <InventoryTable
          inventory={inventory}
          searching={search.trim() !== ''}
          tankName={tankName}
          onShow={show}
          onAgain={again}
        />
      </div>
    </div>
  )
}
