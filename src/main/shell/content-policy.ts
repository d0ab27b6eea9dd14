// What the window may load: its own files and nothing else. Pure.

export interface PolicyOptions {
  /** Lets the styles through that the component library writes into the page; new for every page. */
  readonly nonce: string
  /** The development server, whose hot reload needs inline code and a socket; null in every build. */
  readonly developmentUrl: string | null
}

export function contentSecurityPolicy({ nonce, developmentUrl }: PolicyOptions): string {
  const isDevelopment = developmentUrl !== null
  const socket = isDevelopment ? ` ${new URL(developmentUrl).origin.replace(/^http/, 'ws')}` : ''
  const directives = [
    "default-src 'none'",
    // SECURITY: code only from the application's own files; never inline, never evaluated.
    `script-src 'self'${isDevelopment ? " 'unsafe-inline'" : ''}`,
    // SECURITY: style elements need the page's nonce, so that text that slips into the page can't restyle a refusal into a success.
    isDevelopment ? "style-src 'self' 'unsafe-inline'" : `style-src 'self' 'nonce-${nonce}'`,
    // Sizes and positions that React and the components write as attributes; they can load nothing.
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "media-src 'self'",
    `connect-src 'self'${socket}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "frame-src 'none'",
    "object-src 'none'",
  ]
  return directives.join('; ')
}

/** Tells the page its nonce: the component library reads it from this element. */
export const withNonce = (html: string, nonce: string): string =>
  html.replace('<head>', `<head><meta property="csp-nonce" content="${nonce}" nonce="${nonce}" />`)
