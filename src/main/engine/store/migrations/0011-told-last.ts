// What was told last counts, whatever its date: readings have the order in which they came, and tanks and devices when this bench heard of them.
// `band`: where the level stands beside its limits, as the readings up to now have it.
export const toldLast = `
ALTER TABLE tank ADD COLUMN heard_ms INTEGER;
ALTER TABLE tank ADD COLUMN band TEXT;
ALTER TABLE device ADD COLUMN heard_ms INTEGER;
ALTER TABLE tank_level ADD COLUMN ordinal INTEGER NOT NULL DEFAULT 0;
CREATE INDEX tank_level_arrival ON tank_level (storage_id, ordinal);
`
