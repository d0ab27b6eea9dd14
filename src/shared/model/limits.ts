// What two parts of the program, or two programs, have to agree on: said here once. What only one part keeps to stands there. The B2B
// API's own limits are in ../api/external.ts, what a tag can be is in tag.ts.

/** Characters of a new thing's name, such as a cane's. */
export const newNameLength = 50
/** Characters of the reason why a person did something. */
export const reasonLength = 500
/** Vials of one procedure. */
export const vialsPerProcedure = 1000
/** Characters of a vial's name, and of a subject's code. */
export const vialNameLength = 200
/** Characters of a vial's description. */
export const vialTextLength = 2000
/** Characters of a search. */
export const searchLength = 100
/** Characters of a bench's name. */
export const benchNameLength = 100
/** Characters of an enrolment code, however it is written. */
export const enrolmentCodeLength = { least: 4, most: 64 } as const
/** Characters of an address of central. */
export const addressLength = 500

/** Acts in one request to central. */
export const intentsPerBatch = 100
/** Acts that one resolution may name: more than any procedure can have between two contacts with central. */
export const intentsCovered = 5000
/** Bytes of chance in a bench's token, whoever makes it. */
export const tokenBytes = 32

/** A clock that is off by more than this signs no approval and enrols no bench by hand, milliseconds. */
export const clockWrongMs = 5 * 60_000
/** Central says on an open event stream that it is there, milliseconds. A bench waits for three. */
export const heartbeatMs = 15_000
/** A claim on a procedure holds for so long unless it is renewed, seconds. A bench renews it after half of that. */
export const claimSeconds = 120

/** Of a tank, so much of the past is fetched and drawn, milliseconds. */
export const trendMs = 30 * 24 * 60 * 60_000
/** Left free by backups for the bench itself and everything else on the computer; below it health says that none is made. */
export const backupReserveBytes = 256 * 1024 * 1024
