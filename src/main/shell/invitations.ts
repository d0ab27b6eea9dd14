// Links `cryobench://enrol?…` that somebody follows: at the start of the program, to one that runs already, and as macOS hands them over.
// SECURITY: the text comes from anywhere. It is parsed here, and only ever fills a form (src/shared/enrolment/link.ts).
import type { App } from 'electron'
import type { Invitation } from '../../shared/enrolment/central'
import { linkAmong, parseEnrolmentLink } from '../../shared/enrolment/link'

export interface Invitations {
  /** Passes on each; one that came before, at once. */
  listen(handle: (invitation: Invitation) => void): void
}

export function invitationOf(text: string): Invitation {
  const link = parseEnrolmentLink(text)
  return link.ok ? { kind: 'offered', ...link.value } : { kind: 'unusable', why: link.problem }
}

export function invitationsTo(app: App, args: readonly string[] = process.argv.slice(1)): Invitations {
  let early: Invitation | null = null
  let handle = (invitation: Invitation) => {
    early = invitation
  }
  const find = (given: readonly string[]) => {
    const text = linkAmong(given)
    if (text !== null) handle(invitationOf(text))
  }
  find(args)
  app.on('second-instance', (_event, given) => find(given))
  app.on('open-url', (event, url) => {
    event.preventDefault()
    find([url])
  })
  // On Linux and macOS the package says so.
  if (process.platform === 'win32' && app.isPackaged) app.setAsDefaultProtocolClient('cryobench')
  return {
    listen(next) {
      handle = next
      if (early !== null) next(early)
    },
  }
}
