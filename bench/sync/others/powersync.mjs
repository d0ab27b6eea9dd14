// A service's lines of one bucket, given to the client's own core extension: what is timed is their arrival and the local apply.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { column, PowerSyncDatabase, Schema, Table } from '@powersync/node'

const [rowsFile, folder] = process.argv.slice(2)
const rows = readFileSync(rowsFile, 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line))
const columns = Object.fromEntries(
  Object.keys(rows[0])
    .filter((name) => name !== 'id')
    .map((name) => [name, typeof rows[0][name] === 'number' ? column.integer : column.text]),
)
const db = new PowerSyncDatabase({
  schema: new Schema({ containers: new Table(columns) }),
  database: { dbFilename: 'powersync.db', dbLocation: join(folder) },
})
await db.init()
const bucket = 'all[]'
const checkpoint = {
  last_op_id: String(rows.length),
  write_checkpoint: null,
  buckets: [{ bucket, checksum: 0, count: rows.length, priority: 3 }],
}
const control = (operation, payload) =>
  db.writeTransaction((tx) => tx.execute('SELECT powersync_control(?, ?) AS r', [operation, payload]))
const began = performance.now()
await control('start', JSON.stringify({ parameters: {}, schema: { tables: [] } }))
await control('line_text', JSON.stringify({ checkpoint }))
for (let at = 0; at < rows.length; at += 1000) {
  const data = rows.slice(at, at + 1000).map(({ id, ...row }, index) => ({
    op_id: String(at + index + 1),
    op: 'PUT',
    object_type: 'containers',
    object_id: String(id),
    checksum: 0,
    data: JSON.stringify(row),
  }))
  await control(
    'line_text',
    JSON.stringify({
      data: { bucket, has_more: false, after: String(at), next_after: String(at + data.length), data },
    }),
  )
}
await control('line_text', JSON.stringify({ checkpoint_complete: { last_op_id: String(rows.length) } }))
const seconds = (performance.now() - began) / 1000
const { n } = await db.get('SELECT count(*) AS n FROM containers')
await db.close()
if (n !== rows.length) throw new Error(`${n} of ${rows.length} arrived`)
console.log(rows.length / seconds)
