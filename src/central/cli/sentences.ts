// Why central could not start, for the person at the terminal.
import { assertNever } from '../../shared/assert-never'
import { toldApart } from '../../shared/names/difference'
import type { StartProblem } from '../start/problem'
import type { TaskProblem } from './administration'

/** One sentence, without a line break. */
export function sentenceOf(problem: StartProblem | TaskProblem): string {
  switch (problem.kind) {
    case 'folderUnusable':
      return oneLine(`Central can't use the data folder ${problem.folder}: ${problem.why}.`)
    case 'newerDatabase':
      return `The database ${problem.file} was written by a newer version of central (${problem.migration}); use that version.`
    case 'notADatabase':
      return oneLine(`${problem.file} is not a readable database: ${problem.why}.`)
    case 'databaseOutOfReach':
      return oneLine(`Central can't reach the database ${problem.where}: ${problem.why}.`)
    case 'databaseRefuses':
      return oneLine(`The database ${problem.where} refused the connection: ${problem.why}.`)
    case 'databaseTooOld':
      return `The database ${problem.where} runs PostgreSQL ${problem.version}; central needs version 15 or later.`
    case 'databaseNotUnicode':
      return `The database ${problem.where} has the encoding ${problem.encoding}; central needs UTF8.`
    case 'unknownFacility':
      return `The --people file names facility ${problem.facilityId}, which does not exist.`
    case 'personElsewhere':
      return oneLine(`The person ${problem.personId} already belongs to facility ${problem.facilityId}.`)
    case 'alikePerson': {
      const [id, existing] = toldApart(problem.personId, problem.existing)
      return oneLine(
        `The --people file names ${id}, which looks like ${existing}; use the same spelling, or another id.`,
      )
    }
    case 'alikePersonName': {
      const { personId, name, other } = problem
      const [asked, existing] = toldApart(name, other.name)
      return oneLine(
        `The --people file names ${personId} "${asked}", but ${other.id} is called "${existing}"; add to one of the names what tells them apart.`,
      )
    }
    case 'unknownBench':
      return oneLine(`There is no bench ${problem.benchId}; --benches lists them.`)
    case 'revokedAlready':
      return oneLine(`The bench ${problem.benchId} was already revoked at ${problem.revokedAt}.`)
    case 'noSuchFacility':
      return `There is no facility ${problem.facilityId}.`
    case 'noSuchOrganization':
      return `There is no organization ${problem.organizationId}.`
    case 'tagOnVial':
      return oneLine(`The tag ${problem.tag} is on the vial ${problem.containerName} of ${problem.subjectCode}.`)
    case 'cannotListen':
      return oneLine(`Central can't listen on ${problem.host}:${problem.port}: ${problem.why}.`)
    default:
      return assertNever(problem)
  }
}

const oneLine = (text: string) => text.replace(/\s+/g, ' ')
