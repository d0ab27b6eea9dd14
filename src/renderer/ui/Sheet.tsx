import { Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import styles from './Sheet.module.css'

interface Props {
  readonly opened: boolean
  readonly onClose: () => void
  readonly title: ReactNode
  readonly closeLabel: string
  readonly size?: 'narrow' | 'wide'
  readonly children: ReactNode
}

const widths = { narrow: '36rem', wide: '64rem' } as const

/** A sheet over the screen, for one decision. Esc or the veil closes it; the focus stays inside and returns. */
export const Sheet = ({ opened, onClose, title, closeLabel, size = 'narrow', children }: Props) => (
  <Modal
    opened={opened}
    onClose={onClose}
    title={title}
    size={widths[size]}
    closeButtonProps={{ 'aria-label': closeLabel, className: styles.close }}
    classNames={{
      content: styles.content ?? '',
      header: styles.header ?? '',
      title: styles.title ?? '',
      body: styles.body ?? '',
      overlay: styles.veil ?? '',
    }}
  >
    {children}
  </Modal>
)
