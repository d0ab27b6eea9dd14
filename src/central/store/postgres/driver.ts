// kysely over a pool of pg: named statements, errors in the store's terms, and no broken connection back into the pool.
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
  type TransactionSettings,
} from 'kysely'
import { DatabaseError, type Pool, type PoolClient } from 'pg'
import { storeProblem } from './problems'

/** The server keeps the plan of a named statement. Those of bulk work are long and come only once. */
const mostNamed = 500
const mostParametersNamed = 40

function statementNames() {
  const names = new Map<string, string>()
  return ({ sql, parameters }: CompiledQuery): string | undefined => {
    const known = names.get(sql)
    if (known !== undefined || names.size >= mostNamed || parameters.length > mostParametersNamed) return known
    const name = `s${names.size}`
    names.set(sql, name)
    return name
  }
}

const changing: ReadonlySet<string> = new Set(['INSERT', 'UPDATE', 'DELETE', 'MERGE'])

class Connection implements DatabaseConnection {
  /** After a failure that wasn't the server's own answer, the connection's state is unknown. */
  broken = false

  constructor(
    readonly client: PoolClient,
    private readonly nameOf: (query: CompiledQuery) => string | undefined,
  ) {}

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    const name = this.nameOf(query)
    try {
      const result = await this.client.query({
        text: query.sql,
        values: [...query.parameters],
        ...(name !== undefined && { name }),
      })
      const rows: Row[] = result.rows
      return changing.has(result.command) ? { rows, numAffectedRows: BigInt(result.rowCount ?? 0) } : { rows }
    } catch (problem) {
      this.broken ||= !(problem instanceof DatabaseError)
      throw storeProblem(problem)
    }
  }

  streamQuery(): AsyncIterableIterator<never> {
    throw new Error('Long reads go page by page')
  }
}

class PoolDriver implements Driver {
  private readonly nameOf = statementNames()

  constructor(private readonly pool: Pool) {}

  async init() {}

  async acquireConnection(): Promise<Connection> {
    const client = await this.pool.connect().catch((problem: unknown) => {
      throw storeProblem(problem)
    })
    return new Connection(client, this.nameOf)
  }

  async beginTransaction(connection: Connection, { isolationLevel, accessMode }: TransactionSettings) {
    const words = ['start transaction isolation level', isolationLevel ?? 'read committed', accessMode ?? '']
    await connection.executeQuery(CompiledQuery.raw(words.join(' ').trim()))
  }

  async commitTransaction(connection: Connection) {
    await connection.executeQuery(CompiledQuery.raw('commit'))
  }

  async rollbackTransaction(connection: Connection) {
    // A server that loses the connection rolls back by itself; the error that led here is the one to report.
    await connection.executeQuery(CompiledQuery.raw('rollback')).catch(() => {
      connection.broken = true
    })
  }

  async releaseConnection(connection: Connection) {
    connection.client.release(connection.broken)
  }

  async destroy() {
    await this.pool.end()
  }
}

export const postgresDialect = (pool: Pool): Dialect => ({
  createAdapter: () => new PostgresAdapter(),
  createDriver: () => new PoolDriver(pool),
  createIntrospector: (db) => new PostgresIntrospector(db),
  createQueryCompiler: () => new PostgresQueryCompiler(),
})
