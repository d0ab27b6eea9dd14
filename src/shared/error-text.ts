/** What was thrown, in words: an error's message without its class, anything else as text. */
export const errorText = (thrown: unknown): string => (thrown instanceof Error ? thrown.message : String(thrown))

/** The code that Node, SQLite and PostgreSQL give their errors, such as `ENOENT`; undefined where there is none. */
export const errorCode = (thrown: unknown): string | undefined =>
  thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : undefined
