import { Modal } from '@mantine/core'
import { type ReactNode, useEffect, useState } from 'react'
import styles from './SheetModal.module.css'
import { ThemeProvider } from './theme/ThemeProvider'

export interface SheetProps {
  readonly opened: boolean
  readonly onClose: () => void
  readonly title: ReactNode
  readonly closeLabel: string
  readonly size?: 'narrow' | 'wide'
  readonly children: ReactNode
}

const widths = { narrow: '36rem', wide: '64rem' } as const

/** A sheet as Mantine's modal. Mounted closed: what had the focus before is remembered only when it opens after that. */
export function SheetModal({ opened, onClose, title, closeLabel, size = 'narrow', children }: SheetProps) {
  const [mounted, setMounted] = useState(false)
  useEffect(() => setMounted(true), [])
  return (
    <ThemeProvider>
      <Modal.Root
        opened={opened && mounted}
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
            <Modal.CloseButton data-close className={styles.close ?? ''} aria-label={closeLabel} />
          </div>
          <Modal.Body>{children}</Modal.Body>
        </Modal.Content>
      </Modal.Root>
    </ThemeProvider>
  )
}
