// What a bench has made is found by the number that it had before central had numbered it; and what the facility has laid down.
export const madeHere = `
ALTER TABLE mirror_procedure ADD COLUMN made_number INTEGER;
CREATE INDEX mirror_procedure_made ON mirror_procedure (made_number) WHERE made_number IS NOT NULL;

CREATE TABLE facility_rules (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  generation INTEGER NOT NULL,
  body TEXT NOT NULL
) STRICT;
`
