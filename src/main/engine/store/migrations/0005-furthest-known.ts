// The furthest row of central's feed that this bench has heard of: after a restore central has another one under the same number.
export const furthestKnown = `
ALTER TABLE feed ADD COLUMN known_n INTEGER;
ALTER TABLE feed ADD COLUMN known_digest TEXT;
`
