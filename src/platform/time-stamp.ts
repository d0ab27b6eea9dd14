/** A time as names of files and folders carry it: `20300102T030405Z`. */
export const stampOf = (atMs: number): string => new Date(atMs).toISOString().replaceAll(/[-:]|\.\d+/g, '')
