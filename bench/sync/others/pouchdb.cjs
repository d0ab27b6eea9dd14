// Documents are written to one database first; what is timed is the replication of all of them into another.
const { readFileSync } = require('node:fs')
const { join } = require('node:path')
const PouchDB = require('pouchdb')

const [rowsFile, folder] = process.argv.slice(2)

async function main() {
  const docs = readFileSync(rowsFile, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
    .map(({ id, ...row }) => ({ _id: String(id).padStart(10, '0'), ...row }))
  const source = new PouchDB(join(folder, 'source'))
  for (let at = 0; at < docs.length; at += 1000) await source.bulkDocs(docs.slice(at, at + 1000))
  const target = new PouchDB(join(folder, 'target'))
  const began = performance.now()
  await source.replicate.to(target, { batch_size: 1000 })
  const seconds = (performance.now() - began) / 1000
  const { doc_count: count } = await target.info()
  if (count !== docs.length) throw new Error(`${count} of ${docs.length} arrived`)
  console.log(docs.length / seconds)
}

main().catch((error) => {
  console.error(error)
  process.exitCode = 1
})
