// Tags that the organization uses for something else than vials. It is in backups, unlike the inventory: a bench that was restored and is
// offline must not put one of them on a vial.
export const tagPurposes = `
CREATE TABLE tag_purpose (
  tag TEXT PRIMARY KEY,
  generation INTEGER NOT NULL,
  purpose TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`
