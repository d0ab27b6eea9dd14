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
  <Modal.Root
    opened={opened}
    onClose={onClose}
    size={widths[size]}
    centered
    lockScroll={false}
    classNames={{ content: styles.content ?? '', body: styles.body ?? '' }}
  >
    <Modal.Overlay className={styles.veil ?? ''} />
    <Modal.Content>
      {/* Not Modal.Header: a second <header> on the page would pass for a second banner. */}
      <div className={styles.header}>
        <Modal.Title className={styles.title ?? ''}>{title}</Modal.Title>
        <Modal.CloseButton className={styles.close ?? ''} aria-label={closeLabel} />
      </div>
      <Modal.Body>{children}</Modal.Body>
    </Modal.Content>
  </Modal.Root>
)
