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
  const knex = manager.getTransactionContext<Knex>() ?? manager.getKnex()
  // Every value type that PostgreSQL's driver takes; the statement's columns are named by the caller.
  const { rows } = await knex.raw(statement, bindings as Knex.RawBinding[])
  return rows as Row[]
}
