import { IconCheck, IconShieldCheck, IconUser } from '@tabler/icons-react'
import { useState } from 'react'
import { type Person, roles } from '../../../shared/model/person'
import { may } from '../../../shared/rights'
import { useT } from '../../i18n/i18n'
import { useAct } from '../../parts/useAct'
import { useBench } from '../../stores/snapshots'
import { Button } from '../../ui/Button'
import { Sheet } from '../../ui/Sheet'
import { VisuallyHidden } from '../../ui/VisuallyHidden'
import styles from './CurrentPerson.module.css'

const RoleIcon = ({ role }: { readonly role: Person['role'] }) => {
  const Icon = may({ role }, 'procedure.accept') ? IconShieldCheck : IconUser
  return <Icon size={24} stroke={1.75} aria-hidden="true" />
}

/** Who is at the bench, on every screen; in demo mode the way to change it. */
export function CurrentPerson() {
  const t = useT()
  const bench = useBench()
  const { busy, act } = useAct()
  const [opened, setOpened] = useState(false)
  if (bench === null) return null
  const { current, available } = bench.people
  const choose = async ({ id }: Person) => {
    if ((await act('people/switch', { personId: id })) !== undefined) setOpened(false)
  }
  return (
    <>
      <button type="button" className={styles.person} aria-haspopup="dialog" onClick={() => setOpened(true)}>
        <RoleIcon role={current?.role ?? roles[0]} />
        <span className={styles.who}>
          <bdi className={styles.name}>{current?.name ?? t('people.nobody')}</bdi>
          <span className={styles.role}>{current === null ? '' : t(`people.role.${current.role}`)}</span>
        </span>
        <VisuallyHidden>{t('people.current')}</VisuallyHidden>
      </button>
      <Sheet opened={opened} onClose={() => setOpened(false)} title={t('people.choose')} closeLabel={t('app.close')}>
        <div className={styles.people}>
          {available.length === 0 ? <p>{t('people.none')}</p> : null}
          {available.map((person) => (
            <Button
              key={person.id}
              target="hand"
              wide
              busy={busy}
              className={styles.choice}
              aria-pressed={person.id === current?.id}
              icon={<RoleIcon role={person.role} />}
              onClick={() => void choose(person)}
            >
              <bdi>{person.name}</bdi>, {t(`people.role.${person.role}`)}
              {person.id === current?.id ? <IconCheck size={24} aria-hidden="true" className={styles.here} /> : null}
            </Button>
          ))}
          {bench.mode === 'demo' ? <p className={styles.role}>{t('people.demoNote')}</p> : null}
        </div>
      </Sheet>
    </>
  )
}
