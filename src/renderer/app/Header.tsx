import { IconSearch, IconSettings } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { searchLength } from '../../shared/model/limits'
import { CurrentPerson } from '../features/people/CurrentPerson'
import { useT } from '../i18n/i18n'
import type { MessageKey } from '../i18n/messages'
import { Logo } from '../icons/Logo'
import { loadedValue } from '../stores/snapshot'
import { useAttentionStore, useBench } from '../stores/snapshots'
import { go, type Route, searchFor, useView } from '../stores/view'
import { cx } from '../ui/cx'
import { KeyHint } from '../ui/KeyHint'
import styles from './Header.module.css'
import { TaggingReturn } from './TaggingReturn'

const screens = [
  { kind: 'worklist', label: 'nav.worklist' },
  { kind: 'storage', label: 'nav.storage' },
  { kind: 'devices', label: 'nav.devices' },
] as const satisfies readonly { readonly kind: Route['kind']; readonly label: MessageKey }[]

interface LinkProps {
  readonly to: Exclude<Route, { kind: 'procedure' | 'conflicts' }>
  readonly shortcut?: string
  readonly label?: string
  readonly className?: string | undefined
  readonly children: ReactNode
}

function ScreenLink({ to, label, shortcut, className, children }: LinkProps) {
  const here = useView((view) => view.route.kind === to.kind)
  return (
    <button
      type="button"
      className={cx(styles.link, here && styles.here, className)}
      aria-current={here ? 'page' : undefined}
      aria-label={label}
      aria-keyshortcuts={shortcut}
      onClick={() => go(to)}
    >
      {children}
    </button>
  )
}

function Search() {
  const t = useT()
  const search = useView((view) => view.search)
  return (
    <form
      className={styles.search}
      onSubmit={(event) => {
        event.preventDefault()
        go({ kind: 'storage' })
      }}
    >
      <IconSearch size={20} stroke={1.75} aria-hidden="true" />
      <input
        data-search
        data-codes="search"
        type="search"
        aria-label={t('nav.search')}
        placeholder={t('nav.search')}
        value={search}
        maxLength={searchLength}
        onChange={(event) => searchFor(event.target.value)}
      />
      <KeyHint>/</KeyHint>
    </form>
  )
}

/** The list of what needs attention, with how much of it there is; calm where there is nothing. */
function AttentionLink() {
  const t = useT()
  const count = useAttentionStore(({ loaded }) => loadedValue(loaded)?.count)
  return (
    <ScreenLink to={{ kind: 'attention', containerId: null }} shortcut="F7">
      {t('nav.attention')}
      {count === undefined || count.n === 0 ? null : (
        <span className={styles.badge} data-testid="attention-count">
          {t('nav.attention.count', { count: count.n, exact: count.exact ? 'yes' : 'no' })}
        </span>
      )}
    </ScreenLink>
  )
}

/** Where to go, what is being tagged, what to find, who is here. */
export function Header() {
  const t = useT()
  const demo = useBench()?.mode === 'demo'
  return (
    <header className={styles.header}>
      <div className={styles.brand}>
        <Logo />
        <span className={styles.name}>{t('app.name')}</span>
        {demo ? <span className={styles.demo}>{t('app.demo')}</span> : null}
      </div>
      <nav aria-label={t('nav.label')} className={styles.nav}>
        {screens.map(({ kind, label }) => (
          <ScreenLink key={kind} to={{ kind }}>
            {t(label)}
          </ScreenLink>
        ))}
        <AttentionLink />
      </nav>
      <TaggingReturn />
      <div className={styles.end}>
        <Search />
        <CurrentPerson />
        <ScreenLink to={{ kind: 'settings' }} label={t('nav.settings')} className={styles.icon}>
          <IconSettings size={24} stroke={1.75} aria-hidden="true" />
        </ScreenLink>
      </div>
    </header>
  )
}
