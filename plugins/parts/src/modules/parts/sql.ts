import { createHash } from "node:crypto"
import type { EntityManager, Knex } from "@medusajs/framework/mikro-orm/knex"

/**
 * Runs one statement with real bindings (arrays and JSON included), in the manager's transaction if
 * there is one. The entity manager's own `execute` would write the values into the text instead.
 */
export async function sql<Row>(
  manager: EntityManager,
  statement: string,
  bindings: readonly unknown[],
): Promise<Row[]> {
  const { rows } = await rawOf(manager, statement, bindings)
  return rows as Row[]
}

/**
 * As `sql`, for a statement whose text never changes: each connection plans it once, which takes the
 * part's page, planned longer than it is read, half the time.
 */
export async function preparedSql<Row>(
  manager: EntityManager,
  statement: string,
  bindings: readonly unknown[],
): Promise<Row[]> {
  const name = createHash("sha1").update(statement).digest("base64url")
  const { rows } = await rawOf(manager, statement, bindings).options({ name })
  return rows as Row[]
}

function rawOf(manager: EntityManager, statement: string, bindings: readonly unknown[]) {
  const knex = manager.getTransactionContext<Knex>() ?? manager.getKnex()
  // Every value type that PostgreSQL's driver takes; the statement's columns are named by the caller.
  return knex.raw(statement, bindings as Knex.RawBinding[])
}

export type Page<Row> = { rows: Row[]; count: number }

/** One page of an ordered statement that says how many rows there are in its `total` column. */
export async function pageOf<Row>(
  manager: EntityManager,
  statement: string,
  bindings: readonly unknown[],
  { limit, offset }: { limit: number; offset: number },
): Promise<Page<Row>> {
  const paged = `${statement} LIMIT ? OFFSET ?`
  type Counted = Row & { total: number }
  const rows = await sql<Counted>(manager, paged, [...bindings, limit, offset])
  // A page beyond the last one holds no row to read the total from.
  const first =
    rows[0] ?? (offset > 0 ? (await sql<Counted>(manager, paged, [...bindings, 1, 0]))[0] : null)
  return {
    count: first?.total ?? 0,
    rows: rows.map(({ total: _, ...row }) => row as unknown as Row),
  }
}
