import { IconDownload } from '@tabler/icons-react'
import { useT } from '../i18n/i18n'
import { useProgram } from '../stores/snapshots'
import { go } from '../stores/view'

/** A quiet note that a newer version can be installed; leads to where that is done. */
export function UpdateStatus({ className }: { readonly className: string | undefined }) {
  const t = useT()
  const update = useProgram()?.update
  if (update?.kind !== 'ready' && update?.kind !== 'waiting') return null
  return (
    <button
      type="button"
      className={className}
      data-testid="status-update"
      title={t('status.update', { version: update.version })}
      onClick={() => go({ kind: 'settings' })}
    >
      <IconDownload size={20} aria-hidden="true" />
      {t('status.updateReady')}
    </button>
  )
}
