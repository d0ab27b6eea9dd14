// Answers what renderers ask over their ports. Nothing that arrives is trusted, and nothing is ever thrown across.
import type { z } from 'zod'
import { errorText } from '../../../shared/error-text'
import type { EventName, Events, Input, Parsed, RequestName } from '../../../shared/ipc/contract'
import { requestNames } from '../../../shared/ipc/names'
import { type Result, refused } from '../../../shared/result'
import type { Refusal } from '../../../shared/views/refusal'
import type { EnginePort } from './port'
import type { Handlers } from './room'

/** More than the largest input of the contract by far; a text of this length is never parsed. */
const mostInputCharacters = 65_536

type Reply = Result<unknown, Refusal>

/** Answers one request whose name is one of the contract's; the input is as it came. */
export type Answerer = (name: RequestName, input: unknown) => Reply | Promise<Reply>

export interface EngineHost {
  connect(port: EnginePort): void
  /** To every renderer. */
  publish<Name extends EventName>(name: Name, payload: Events[Name]): void
  close(): void
}

export function engineHost(answerer: Answerer, report: (error: unknown) => void): EngineHost {
  const ports = new Set<EnginePort>()

  const post = (port: EnginePort, message: Parameters<EnginePort['post']>[0]) => {
    try {
      port.post(message)
    } catch (error) {
      report(error)
    }
  }

  const answer = async (port: EnginePort, message: unknown) => {
    const request = requestOf(message)
    if (request === null) return report(new Error('A message on the port was no request'))
    const reply = await replyTo(request, answerer).catch((error: unknown): Reply => {
      report(error)
      return refused({ kind: 'failed', detail: errorText(error) })
    })
    if (ports.has(port)) post(port, { kind: 'answer', id: request.id, answer: reply })
  }

  return {
    connect(port) {
      ports.add(port)
      port.onClose(() => ports.delete(port))
      port.onMessage((message) => {
        // What still comes when the engine ends would find a closed database.
        if (ports.has(port)) void answer(port, message)
      })
    },
    publish(name, payload) {
      const json = JSON.stringify(payload)
      for (const port of ports) post(port, { kind: 'event', name, json })
    },
    close() {
      for (const port of ports) port.close()
      ports.clear()
    },
  }
}

interface Request {
  readonly id: number
  readonly name: string
  readonly input: unknown
}

function requestOf(message: unknown): Request | null {
  if (typeof message !== 'object' || message === null) return null
  if (!('id' in message) || !('name' in message)) return null
  const { id, name } = message
  if (typeof id !== 'number' || !Number.isSafeInteger(id) || typeof name !== 'string') return null
  return { id, name, input: 'input' in message ? message.input : undefined }
}

// SECURITY: own names only; `toString` and `__proto__` are names of no request.
const isRequestName = (name: string): name is RequestName => Object.hasOwn(requestNames, name)

async function replyTo({ name, input }: Request, answerer: Answerer): Promise<Reply> {
  if (!isRequestName(name)) return refused({ kind: 'invalid', field: 'name' })
  // SECURITY: measured before it is parsed, so that no renderer can keep the engine busy with one message.
  if (!isSmall(input)) return refused({ kind: 'invalid', field: 'size' })
  return answerer(name, input)
}

type Schemas = { readonly [Name in RequestName]: z.ZodType<Parsed<Name>> }
type TakesNothing = { [Name in RequestName]: Input<Name> extends undefined ? Name : never }[RequestName]

/** What a window asks to draw its first screen. None takes an input, so that none has to wait for the parsers. */
const firstAsked = ['bench/get', 'worklist/get', 'tagging/get'] as const satisfies readonly TakesNothing[]
type FirstAsked = (typeof firstAsked)[number]
const isFirstAsked = (name: RequestName): name is FirstAsked => firstAsked.some((first) => first === name)

const loadSchemas = async (): Promise<Schemas> => (await import('../../../shared/ipc/contract')).inputs

/** Parses an input by the contract, and hands it to the handler of that name. */
function ask<Name extends RequestName>(
  handler: Handlers[Name],
  schemas: Schemas,
  name: Name,
  input: unknown,
): Reply | Promise<Reply> {
  const parsed = schemas[name].safeParse(input)
  if (parsed.success) return handler(parsed.data)
  return refused({ kind: 'invalid', field: parsed.error.issues[0]?.path.join('.') || 'input' })
}

/**
 * The parsers are loaded when the first request needs them, which `onFirstParsed` is told; requests that wait for them keep their order.
 */
export function answerWith(handlers: Handlers, onFirstParsed: () => void = () => undefined): Answerer {
  let schemas: Schemas | null = null
  let loading: Promise<Schemas> | null = null
  const load = async () => {
    onFirstParsed()
    schemas = await loadSchemas()
    return schemas
  }
  return (name, input) => {
    if (schemas !== null) return ask(handlers[name], schemas, name, input)
    if (loading === null && input === undefined && isFirstAsked(name)) return handlers[name](input)
    loading ??= load()
    return loading.then((loaded) => ask(handlers[name], loaded, name, input))
  }
}

/** For an engine that can answer only some requests: `otherwise` is the answer to all others. */
export function answerSome(handlers: Partial<Handlers>, otherwise: Refusal): Answerer {
  return async (name, input) => {
    const handler = handlers[name]
    return handler === undefined ? refused(otherwise) : ask(handler, await loadSchemas(), name, input)
  }
}

function isSmall(input: unknown): boolean {
  if (input === undefined) return true
  try {
    return JSON.stringify(input).length <= mostInputCharacters
  } catch {
    // A cycle, or a value that is no JSON, is of no input's shape.
    return false
  }
}
