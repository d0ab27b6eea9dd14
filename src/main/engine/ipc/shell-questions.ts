// What the engine asks the shell: secrets, and the file that a person chooses. Each question has a number, which its answer names.
import type {
  ChosenFile,
  EngineToShell,
  FileChoice,
  SecretName,
  SecretNotKept,
  ShellToEngine,
} from '../../../shared/shell-messages'

type Answer = Extract<ShellToEngine, { id: number }>

export interface ShellQuestions {
  readonly secrets: {
    /** Rejects where the system's key store is locked. */
    get(name: SecretName): Promise<string | null>
    /** Rejects where the system's key store is locked, and where the disk refuses: then with the system's `code`. */
    set(name: SecretName, value: string): Promise<void>
  }
  chooseFile(choice: FileChoice): Promise<ChosenFile>
  answered(answer: Answer): void
}

function notKept(problem: SecretNotKept): Error {
  const error = new Error(problem.detail)
  return problem.kind === 'disk' ? Object.assign(error, { code: problem.code }) : error
}

export function shellQuestions(post: (message: EngineToShell) => void): ShellQuestions {
  const waiting = new Map<number, (answer: Answer) => void>()
  let lastId = 0
  const ask = (question: (id: number) => EngineToShell) =>
    new Promise<Answer>((resolve) => {
      const id = ++lastId
      waiting.set(id, resolve)
      post(question(id))
    })
  return {
    secrets: {
      async get(name) {
        const answer = await ask((id) => ({ kind: 'getSecret', id, name }))
        if (answer.kind === 'secretLocked') throw new Error(answer.detail)
        return answer.kind === 'secret' ? answer.value : null
      },
      async set(name, value) {
        const answer = await ask((id) => ({ kind: 'setSecret', id, name, value }))
        if (answer.kind === 'secretKept' && answer.problem !== null) throw notKept(answer.problem)
      },
    },
    async chooseFile(choice) {
      const answer = await ask((id) => ({ kind: 'chooseFile', id, choice }))
      return answer.kind === 'fileChosen' ? answer.file : { kind: 'nothing' }
    },
    answered(answer) {
      waiting.get(answer.id)?.(answer)
      waiting.delete(answer.id)
    },
  }
}
