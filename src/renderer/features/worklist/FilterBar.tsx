import { IconFilter, IconLayoutColumns, IconList } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { procedureTypes } from '../../../shared/model/procedure'
import { useT } from '../../i18n/i18n'
import { Segments } from '../../ui/Segments'
import { VisuallyHidden } from '../../ui/VisuallyHidden'
import { useFilter, useWorklistView } from './filter'
import styles from './Worklist.module.css'

const icon = { size: 22, stroke: 1.75, 'aria-hidden': true } as const

/** Cards or list: two signs, named for those who listen. */
function ViewSwitch() {
  const t = useT()
  const view = useWorklistView((state) => state.view)
  return (
    <Segments
      label={t('worklist.view')}
      value={view}
      onChange={(value) => useWorklistView.setState({ view: value })}
      segments={[
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
      <Segments
        label={t('worklist.filter.type')}
        value={filter.type}
        onChange={(type) => useFilter.setState({ type })}
        segments={[
          { value: 'all' as const, label: t('worklist.filter.all') },
          ...procedureTypes.map((type) => ({ value: type, label: t(`type.${type}`) })),
        ]}
      />
      <div className={styles.text}>
        <IconFilter size={18} aria-hidden="true" />
        <input
          data-codes=""
          aria-label={t('worklist.filter.text')}
          placeholder={t('worklist.filter.text')}
          value={filter.text}
          onChange={(event) => useFilter.setState({ text: event.currentTarget.value })}
        />
      </div>
    </div>
  )
}
