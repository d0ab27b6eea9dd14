// What of central's history the mirror stood on before a restored central's takes its place (JSON): until that is whole, a central that was
// restored once more is told what this bench remembers.
export const replacedHistory = `
ALTER TABLE feed ADD COLUMN replaced TEXT;
`
