import { Switch } from '@mantine/core'
import styles from './SwitchLine.module.css'

interface Props {
  readonly label: string
  readonly description: string
  readonly checked: boolean
  readonly disabled?: boolean
  readonly onChange: (checked: boolean) => void
}

/** A switch across the whole line, with what it does. */
export const SwitchLine = ({ onChange, ...rest }: Props) => (
  <Switch
    size="lg"
    classNames={{ body: styles.body ?? '', labelWrapper: styles.words ?? '' }}
    onChange={(event) => onChange(event.currentTarget.checked)}
    {...rest}
  />
)
