// Why central could not start, for the person at the terminal.
import { assertNever } from '../../shared/assert-never'
import type { StartProblem } from '../start/problem'
import type { TaskProblem } from './administration'

/** One sentence, without a line break. */
export function sentenceOf(problem: StartProblem | TaskProblem): string {
  switch (problem.kind) {
    case 'folderUnusable':
      return oneLine(`Central can't use the data folder ${problem.folder}: ${problem.why}.`)
    case 'newerDatabase':
      return `The database ${problem.file} comes from a newer version of central (${problem.migration}); start that version.`
    case 'notADatabase':
      return oneLine(`${problem.file} can't be read as a database: ${problem.why}.`)
    case 'databaseOutOfReach':
      return oneLine(`Central can't reach the database ${problem.where}: ${problem.why}.`)
    case 'databaseRefuses':
      return oneLine(`The database ${problem.where} refuses central: ${problem.why}.`)
    case 'databaseTooOld':
      return `The database ${problem.where} is PostgreSQL ${problem.version}; central needs 15 or later.`
    case 'databaseNotUnicode':
      return `The database ${problem.where} keeps text as ${problem.encoding}; central needs one made with encoding UTF8.`
    case 'unknownFacility':
      return `There is no facility ${problem.facilityId} for the people that --people names.`
    case 'personElsewhere':
      return oneLine(`The person ${problem.personId} belongs to facility ${problem.facilityId} already.`)
    case 'unknownBench':
      return oneLine(`There is no bench ${problem.benchId}; --benches lists them.`)
    case 'revokedAlready':
      return oneLine(`The bench ${problem.benchId} was revoked at ${problem.revokedAt} already.`)
    case 'noSuchFacility':
      return `There is no facility ${problem.facilityId}.`
    case 'cannotListen':
      return oneLine(`Central can't listen on ${problem.host}:${problem.port}: ${problem.why}.`)
    default:
      return assertNever(problem)
  }
}

const oneLine = (text: string) => text.replace(/\s+/g, ' ')
