// Each read of a tag asks whether it is on a vial that a restored central has lost: however many there are, one row is looked at.
export const lostTags = `
CREATE INDEX loss_by_tag ON loss (body ->> '$.thing.tag') WHERE container_id IS NULL;
`
