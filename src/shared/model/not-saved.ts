/** Why nothing was kept. `full` and `disk`: by the disk; `noKeys`: nothing can be signed, such as behind a locked key store. */
export type WhyNotSaved = 'full' | 'disk' | 'noKeys' | 'failed'
