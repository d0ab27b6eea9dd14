// Vials are found by the look of their names (docs/decisions/0078): what is not plain ASCII, or has several blanks in a row, has other keys than
// before. `search_keys` is this program's own: ../name-functions.ts.
const changed = `name GLOB '*[^ -~]*' OR subject_code GLOB '*[^ -~]*' OR name LIKE '%  %' OR subject_code LIKE '%  %'`

export const searchKeysByLook = `
DELETE FROM search_key WHERE container_id IN (SELECT id FROM container WHERE ${changed});
INSERT INTO search_key (storage_id, key, container_id, shared)
  SELECT coalesce(container.storage_id, 0), json_extract(entry.value, '$.key'), container.id, json_extract(entry.value, '$.shared')
  FROM container, json_each(search_keys(name, subject_code, tag)) AS entry
  WHERE ${changed};
`
