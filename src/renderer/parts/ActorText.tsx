import { IconPlugConnected, IconRobot, IconUser } from '@tabler/icons-react'
import type { Actor } from '../../shared/model/procedure'
import styles from './ActorText.module.css'

const icons = { person: IconUser, client: IconPlugConnected, device: IconRobot } as const

/** Who did something: a person, another system, or a device. */
export function ActorText({ actor }: { readonly actor: Actor }) {
  const Icon = icons[actor.kind]
  return (
    <span className={styles.actor}>
      <Icon size={18} stroke={1.75} aria-hidden="true" />
      <bdi>{actor.name}</bdi>
    </span>
  )
}
