// What needs attention is listed by page, beside the acts of this bench about it that wait: a list of any length is read at its head only.
export const attention = `
ALTER TABLE loss ADD COLUMN restoration_id TEXT NOT NULL DEFAULT '';
ALTER TABLE loss ADD COLUMN container_id INTEGER;
UPDATE loss SET restoration_id = ifnull(body ->> '$.restorationId', ''), container_id = body ->> '$.thing.containerId';
CREATE INDEX loss_of_restoration ON loss (restoration_id, id);
CREATE INDEX loss_of_container ON loss (container_id, id) WHERE container_id IS NOT NULL;
CREATE INDEX loss_to_close ON loss (id) WHERE container_id IS NULL;

CREATE INDEX outbox_about ON outbox (aggregate, kind, state) WHERE in_mirror = 0 AND procedure_id IS NULL
  AND state IN ('queued', 'sending', 'accepted');
`
