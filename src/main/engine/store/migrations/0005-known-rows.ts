// Rows of central's feed that this bench has heard of, with their digests (JSON): after a restore central has others under these numbers.
export const knownRows = `
ALTER TABLE feed ADD COLUMN known TEXT NOT NULL DEFAULT '[]';
`
