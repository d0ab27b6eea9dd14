import { Identifier } from '../ui/Identifier'
import { TagText } from '../ui/TagText'

/** More is no code that anybody compares. */
const longest = 48

const isTag = (text: string): boolean => /^(?:[0-9A-F]{2}){4,}$/i.test(text)

/** What a scanner has typed, as tags and names are shown. */
export function TypedText({ text }: { readonly text: string }) {
  const shown = text.length > longest ? `${text.slice(0, longest)}…` : text
  return isTag(text) ? <TagText tag={shown.toUpperCase()} /> : <Identifier>{shown}</Identifier>
}
