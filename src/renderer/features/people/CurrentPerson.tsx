import { Menu } from '@mantine/core'
import { IconCheck, IconShieldCheck, IconUser } from '@tabler/icons-react'
import type { Person } from '../../../shared/model/person'
import { useT } from '../../i18n/i18n'
import { useAct } from '../../parts/useAct'
import { useBench } from '../../stores/snapshots'
import styles from './CurrentPerson.module.css'

const RoleIcon = ({ role }: { readonly role: Person['role'] }) =>
  role === 'supervisor' ? (
    <IconShieldCheck size={22} stroke={1.75} aria-hidden="true" />
  ) : (
    <IconUser size={22} stroke={1.75} aria-hidden="true" />
  )

/** Who is at the bench, on every screen; in demo mode the way to change it. */
export function CurrentPerson() {
  const t = useT()
  const bench = useBench()
  const { act } = useAct()
  if (bench === null) return null
  const { current, available } = bench.people
  const role = current === null ? '' : t(`people.role.${current.role}`)
  const label = current === null ? t('people.nobody') : t('people.current', { name: current.name, role })
  return (
    <Menu position="bottom-end" width={280}>
      <Menu.Target>
        <button type="button" className={styles.person} aria-label={label}>
          <RoleIcon role={current?.role ?? 'staff'} />
          <span className={styles.who}>
            <span className={styles.name}>{current?.name ?? t('people.nobody')}</span>
            <span className={styles.role}>{role}</span>
          </span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('people.choose')}</Menu.Label>
        {available.map((person) => (
          <Menu.Item
            key={person.id}
            leftSection={<RoleIcon role={person.role} />}
            rightSection={person.id === current?.id ? <IconCheck size={18} aria-hidden="true" /> : null}
            onClick={() => void act('people/switch', { personId: person.id })}
          >
            {person.name}, {t(`people.role.${person.role}`)}
          </Menu.Item>
        ))}
        {bench.mode === 'demo' ? <Menu.Label>{t('people.demoNote')}</Menu.Label> : null}
      </Menu.Dropdown>
    </Menu>
  )
}
