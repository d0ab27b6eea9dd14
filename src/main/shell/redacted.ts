// What must never stand in a log or leave with a diagnostics file: keys, tokens, codes. Pure.

const secrets: readonly { readonly pattern: RegExp; readonly instead: string }[] = [
  { pattern: /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g, instead: '[key]' },
  { pattern: /\b(Bearer|Basic)\s+[\w+/=.~-]+/gi, instead: '$1 [token]' },
  { pattern: /(--enrol[ =])\S+/g, instead: '$1[code]' },
  { pattern: /([?&](?:code|token|access_token|client_secret|secret|password)=)[^&\s"']+/gi, instead: '$1[secret]' },
  // In JSON and in what Node prints of an object.
  {
    pattern: /(["']?(?:code|token|\w*[sS]ecret|password|privateKey\w*|authorization)["']?\s*:\s*)(?:"[^"]*"|'[^']*')/g,
    instead: '$1"[secret]"',
  },
  // A user's name and password in a URL.
  { pattern: /(\w+:\/\/)[^/\s:@]+:[^/\s@]+@/g, instead: '$1[secret]@' },
]

/** SECURITY: every line of every log and each file of a diagnostics archive goes through here. */
export const redacted = (text: string): string =>
  secrets.reduce((rest, { pattern, instead }) => rest.replace(pattern, instead), text)
