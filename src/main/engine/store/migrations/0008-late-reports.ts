// Procedures of which the device has spoken after a person had ended them: found without reading all that ever ended.
export const lateReports = `
ALTER TABLE mirror_procedure ADD COLUMN late INTEGER NOT NULL DEFAULT 0;
CREATE INDEX mirror_procedure_late ON mirror_procedure (ended_at, id) WHERE late = 1;
`
