import en from './en.json'

/** A key that is not in en.json does not compile. */
export type MessageKey = keyof typeof en
export type MessageValues = Readonly<Record<string, string | number>>

/** Text for a key in the language of the screen, its ICU arguments filled in. */
export type Translate = (key: MessageKey, values?: MessageValues) => string

export const isMessageKey = (key: string): key is MessageKey => Object.hasOwn(en, key)
