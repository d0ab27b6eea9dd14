// When an intent was refused, and a way to the people's resolutions without reading the whole outbox.
export const resolutions = `
ALTER TABLE outbox ADD COLUMN refused_ms INTEGER;
CREATE INDEX outbox_resolutions ON outbox (position) WHERE kind = 'conflict.resolve';
`
