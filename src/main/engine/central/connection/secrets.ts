import type { SecretName } from '../../../../shared/shell-messages'

/** Where what must not lie in the database is kept. The shell implements it over the system's safe storage. */
export interface Secrets {
  get(name: SecretName): Promise<string | null>
  /** Kept across restarts once it resolves. */
  set(name: SecretName, value: string): Promise<void>
}
