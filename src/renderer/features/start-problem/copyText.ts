/** Puts it on the clipboard; false where the page may not. Without the clipboard's own interface, which asks for a permission that no page gets. */
export function copyText(text: string): boolean {
  const field = document.createElement('textarea')
  field.value = text
  field.style.position = 'fixed'
  field.style.opacity = '0'
  document.body.append(field)
  try {
    field.select()
    return document.execCommand('copy')
  } finally {
    field.remove()
  }
}
