export interface Settings {
  readonly language: 'system' | 'en' | 'de' | 'en-XB'
  readonly scheme: 'system' | 'light' | 'dark'
  /** 0 to 1. */
  readonly volume: number
  readonly muted: boolean
}
