// Vials that are to be verified, and the places where they may be. Until now the places of ended procedures were held for good, and of the
// vials nothing was said: central says it from now on, and what is in the mirror already is told from its procedures.
export const verification = `
ALTER TABLE container ADD COLUMN verify_since TEXT;
ALTER TABLE container ADD COLUMN verify_why TEXT;
CREATE INDEX container_to_verify ON container (verify_since, id) WHERE verify_since IS NOT NULL;

CREATE TABLE doubtful_place (
  container_id INTEGER PRIMARY KEY,
  storage_id INTEGER NOT NULL,
  canister TEXT NOT NULL,
  cane TEXT NOT NULL,
  position INTEGER NOT NULL
) STRICT;
CREATE INDEX doubtful_place_at ON doubtful_place (storage_id, canister, cane, position);

INSERT OR REPLACE INTO doubtful_place (container_id, storage_id, canister, cane, position)
  SELECT vial.value ->> 'containerId', vial.value ->> '$.place.storageId', vial.value ->> '$.place.canister',
    vial.value ->> '$.place.cane', vial.value ->> '$.place.position'
  FROM mirror_procedure AS ended, json_each(ended.body, '$.vials') AS vial
  WHERE ended.open = 0 AND vial.value ->> 'outcome' = 'unknown' AND vial.value ->> '$.place.storageId' IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM mirror_procedure AS later, json_each(later.body, '$.vials') AS again
      WHERE later.id > ended.id AND again.value ->> 'containerId' = vial.value ->> 'containerId'
        AND again.value ->> 'outcome' <> 'pending');
UPDATE container SET verify_why = 'outcomeUnknown', verify_since = ifnull((
  SELECT vial.value ->> 'outcomeAt' FROM mirror_procedure AS ended, json_each(ended.body, '$.vials') AS vial
  WHERE vial.value ->> 'outcome' = 'unknown' AND vial.value ->> 'containerId' = container.id
  ORDER BY ended.id DESC LIMIT 1
), '') WHERE id IN (SELECT container_id FROM doubtful_place);
`
