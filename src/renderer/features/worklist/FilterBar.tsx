import { SegmentedControl, TextInput } from '@mantine/core'
import { IconFilter } from '@tabler/icons-react'
import { procedureTypes } from '../../../shared/model/procedure'
import { useT } from '../../i18n/i18n'
import { type Filter, useFilter } from './filter'
import styles from './Worklist.module.css'

const isType = (value: string): value is Filter['type'] =>
  value === 'all' || procedureTypes.some((type) => type === value)

/** Narrows all lanes at once: by type, and by number, subject or vial. */
export function FilterBar() {
  const t = useT()
  const filter = useFilter()
  return (
    <div className={styles.filters}>
      <SegmentedControl
        aria-label={t('worklist.filter.type')}
        value={filter.type}
        onChange={(value) => isType(value) && useFilter.setState({ type: value })}
        data={[
          { value: 'all', label: t('worklist.filter.all') },
          ...procedureTypes.map((type) => ({ value: type, label: t(`type.plain.${type}`) })),
        ]}
      />
      <TextInput
        className={styles.text ?? ''}
        aria-label={t('worklist.filter.text')}
        placeholder={t('worklist.filter.text')}
        leftSection={<IconFilter size={18} aria-hidden="true" />}
        value={filter.text}
        onChange={(event) => useFilter.setState({ text: event.currentTarget.value })}
      />
    </div>
  )
}
