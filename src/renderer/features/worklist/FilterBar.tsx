import { SegmentedControl, TextInput, VisuallyHidden } from '@mantine/core'
import { IconFilter, IconLayoutColumns, IconList } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { procedureTypes } from '../../../shared/model/procedure'
import { useT } from '../../i18n/i18n'
import { type Filter, useFilter, useWorklistView, type WorklistView } from './filter'
import styles from './Worklist.module.css'

const isView = (value: string): value is WorklistView => value === 'cards' || value === 'list'
const isType = (value: string): value is Filter['type'] =>
  value === 'all' || procedureTypes.some((type) => type === value)

const icon = { size: 22, stroke: 1.75, 'aria-hidden': true } as const

/** Cards or list: two signs, named for those who listen. */
function ViewSwitch() {
  const t = useT()
  const view = useWorklistView((state) => state.view)
  return (
    <SegmentedControl
      aria-label={t('worklist.view')}
      value={view}
      onChange={(value) => isView(value) && useWorklistView.setState({ view: value })}
      data={[
        { value: 'cards', label: <ViewName icon={<IconLayoutColumns {...icon} />} name={t('worklist.view.cards')} /> },
        { value: 'list', label: <ViewName icon={<IconList {...icon} />} name={t('worklist.view.list')} /> },
      ]}
    />
  )
}

const ViewName = (props: { readonly icon: ReactNode; readonly name: string }) => (
  <span className={styles.view} title={props.name}>
    {props.icon}
    <VisuallyHidden>{props.name}</VisuallyHidden>
  </span>
)

/** Narrows all lanes at once: by type, and by number, subject or vial. */
export function FilterBar() {
  const t = useT()
  const filter = useFilter()
  return (
    <div className={styles.filters}>
      <ViewSwitch />
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
