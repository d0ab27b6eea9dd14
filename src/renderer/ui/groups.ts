/** Cuts a text into groups of four characters; the last may be shorter. */
export function groupsOfFour(text: string): readonly { readonly start: number; readonly text: string }[] {
  const groups: { start: number; text: string }[] = []
  for (let start = 0; start < text.length; start += 4) groups.push({ start, text: text.slice(start, start + 4) })
  return groups
}
