// What must never stand in a log or leave with a diagnostics file: keys, tokens, codes, and who a subject is. Pure.

/** Names of values that are secrets, as JSON and Node's `inspect` write them. */
const secretNames = String.raw`code|enrol|token|\w*[sS]ecret|\w*[pP]assword|privateKey\w*|authorization`
/** A bench gets codes of subjects only; whatever else a careless central or a file may say of a person. */
const personNames = `(?:first|last|given|family|middle|maiden|full|patient|subject)[_ -]?[nN]ame|dateOfBirth|date_of_birth|birth[_ -]?[dD]ate|birthday|dob`

/** A name with its value in quotes, which may be escaped because the whole is a text in JSON itself. */
const valueUnder = (names: string): RegExp =>
  new RegExp(String.raw`((?:\\*["'])?\b(?:${names})(?:\\*["'])?\s*[:=]\s*)(\\*["'])(?:(?!\2)(?:\\.|[^\n]))*\2`, 'g')

const secrets: readonly { readonly pattern: RegExp; readonly instead: string }[] = [
  { pattern: /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g, instead: '[key]' },
  // The same without its frame: an Ed25519 key as PKCS #8.
  { pattern: /MC4CAQAwBQYDK2Vw[\w+/=]*/g, instead: '[key]' },
  { pattern: /\b(Bearer|Basic)\s+[\w+/=.~-]+/gi, instead: '$1 [token]' },
  { pattern: /(--enrol[ =])\S+/g, instead: '$1[code]' },
  // An enrolment code as central makes them, wherever it stands.
  { pattern: /(?<![\w-])[0-9A-HJKMNP-TV-Z]{4}(?:-[0-9A-HJKMNP-TV-Z]{4}){2}(?![\w-])/g, instead: '[code]' },
  { pattern: /([?&](?:code|token|access_token|client_secret|secret|password)=)[^&\s"']+/gi, instead: '$1[secret]' },
  { pattern: valueUnder(secretNames), instead: '$1$2[secret]$2' },
  { pattern: valueUnder(personNames), instead: '$1$2[person]$2' },
  // A user's name and password in a URL.
  { pattern: /(\w+:\/\/)[^/\s:@]+:[^/\s@]+@/g, instead: '$1[secret]@' },
  // Central's tokens and whatever else looks as random. Tags and hashes are hex, ids are shorter.
  {
    pattern: /(?<![\w-])(?=[\w-]*[a-z])(?=[\w-]*[A-Z])(?=[\w-]*\d)[\w-]{40,}(?![\w-])/g,
    instead: '[token]',
  },
]

/** SECURITY: every line of every log and each file of a diagnostics archive goes through here. */
export const redacted = (text: string): string =>
  secrets.reduce((rest, { pattern, instead }) => rest.replace(pattern, instead), text)
