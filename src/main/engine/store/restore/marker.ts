/** Beside the database: the next start has to restore it. */
export const markerOf = (file: string): string => `${file}-damaged`
