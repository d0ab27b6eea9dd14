import { assertNever } from '../../../shared/assert-never'
import type { UpdateAct, UpdateState } from '../../../shared/views/program'
import type { Translate } from '../../i18n/messages'
import type { Tone } from '../../ui/tone'

interface UpdateView {
  readonly tone: Tone
  readonly text: string
  /** The one thing that can be done about it now. */
  readonly act: UpdateAct | null
}

/** What is said of an update, and the one button beside it. */
export function updateView(update: UpdateState, t: Translate): UpdateView {
  switch (update.kind) {
    case 'off':
      return { tone: 'neutral', text: t(`program.off.${update.why}`), act: null }
    case 'idle':
      return { tone: 'neutral', text: t('program.idle'), act: 'check' }
    case 'checking':
      return { tone: 'waiting', text: t('program.checking'), act: null }
    case 'available':
      return { tone: 'neutral', text: t('program.available', { version: update.version }), act: 'download' }
    case 'downloading':
      return { tone: 'waiting', text: t('program.downloading', { version: update.version }), act: 'cancel' }
    case 'retrying': {
      const values = { detail: update.detail, version: update.version ?? '' }
      const text = t(update.version === null ? 'program.retrying.check' : 'program.retrying.download', values)
      return { tone: 'attention', text, act: 'check' }
    }
    case 'ready':
      return { tone: 'accepted', text: t('program.ready', { version: update.version }), act: 'restart' }
    case 'waiting': {
      const text = t(`program.waiting.${update.why}`, { version: update.version })
      return { tone: 'attention', text, act: 'cancel' }
    }
    case 'installing':
      return { tone: 'waiting', text: t('program.installing', { version: update.version }), act: null }
    case 'refused':
      return {
        tone: 'stop',
        text: t(`program.refused.${update.why}`, { version: update.version ?? '' }),
        act: 'check',
      }
    default:
      return assertNever(update)
  }
}
