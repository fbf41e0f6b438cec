import type { Shared } from "./tables"

/** Runs and remittances that happen at once would count the same money: one after the other. */
export async function lockSettlement(context: Shared) {
  const knex = context.transactionManager!.getTransactionContext()!
  await knex.raw("select pg_advisory_xact_lock(hashtext('souk:settlement'))")
}
