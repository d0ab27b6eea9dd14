// npm run faults: the tests of test/faults with more kills, and their figures.
import fs from 'node:fs'
import { parseArgs } from 'node:util'
import { buildIfNeeded } from '../build/build.mjs'
import { runToEnd } from '../lib/children.mjs'
import { inRoot, root } from '../lib/paths.mjs'
import { say } from '../lib/say.mjs'
import { setUpNode } from '../setup/set-up.mjs'
import { installSystemLibraries } from '../setup/system-libraries.mjs'

const RESULTS = inRoot('bench', 'RESULTS.md')
const [FROM, TO] = ['<!-- faults -->', '<!-- /faults -->']

/** @param {string[]} args */
export async function run(args) {
  const { values } = parseArgs({
    args,
    options: { kills: { type: 'string', default: '300' }, write: { type: 'boolean', default: false } },
  })
  await setUpNode()
  await installSystemLibraries(['faults'])
  await buildIfNeeded()
  const report = inRoot('out', 'reports', 'faults.jsonl')
  fs.mkdirSync(inRoot('out', 'reports'), { recursive: true })
  fs.rmSync(report, { force: true })
  const code = await runToEnd(
    process.execPath,
    [inRoot('node_modules', 'vitest', 'vitest.mjs'), 'run', 'test/faults'],
    {
      cwd: root,
      env: { ...process.env, CRYOBENCH_KILLS: values.kills, CRYOBENCH_FAULTS_REPORT: report },
    },
  )
  const lines = fs.existsSync(report) ? fs.readFileSync(report, 'utf8').trim().split('\n').filter(Boolean) : []
  const table = tableOf(lines.map((line) => JSON.parse(line)))
  say(table)
  if (values.write && code === 0) keep(`\`npm run faults -- ${args.join(' ')}\`\n\n${table}`)
  return code
}

/** @param {readonly Record<string, string | number>[]} runs */
function tableOf(runs) {
  const columns = ['faults', 'acknowledged', 'refused', 'lost', 'doubled']
  const rows = runs.map((each) => columns.map((column) => String(each[column] ?? '-')))
  const head = `| run | ${columns.join(' | ')} |`
  return [
    head,
    `|---${'|---'.repeat(columns.length)}|`,
    ...rows.map((row, n) => `| ${[runs[n]?.name, ...row].join(' | ')} |`),
  ].join('\n')
}

/** @param {string} body */
function keep(body) {
  const text = fs.readFileSync(RESULTS, 'utf8')
  const [start, end] = [text.indexOf(FROM), text.indexOf(TO)]
  if (start < 0 || end < start) throw new Error(`${RESULTS} has no section for faults`)
  fs.writeFileSync(RESULTS, `${text.slice(0, start)}${FROM}\n${body}\n${text.slice(end)}`)
}
