import { commonErrors, things } from "@souk/kit/errors"
import { mayDecideBankChange } from "../../domain/bank-change"
import { errors } from "../../domain/errors"
import { isValidRib } from "../../domain/identifiers"
import type { Shared, Tables } from "./tables"

/** Asks for another account: a request that waits is replaced by the newer one. */
export async function requestBankChange(
  tables: Tables,
  input: { vendor_id: string; rib: string; actor_id: string },
  context: Shared,
): Promise<{ id: string }> {
  const knex = context.transactionManager!.getTransactionContext()!
  if (!isValidRib(input.rib)) throw errors.rib_invalid({ rib: input.rib })
  const [vendor] = await knex("vendor").where({ id: input.vendor_id }).forUpdate()
  if (!vendor) throw commonErrors.not_found({ what: things.vendor, id: input.vendor_id })
  if (vendor.rib === input.rib) throw errors.bank_change_same()
  const waiting = await knex("bank_change")
    .where({ vendor_id: input.vendor_id, status: "requested" })
    .first()
  if (waiting?.rib === input.rib) return { id: waiting.id }
  if (waiting) await decide(waiting.id, "withdrawn", input.actor_id, null, context)
  const { id } = await tables.createBankChanges(
    {
      vendor_id: input.vendor_id,
      rib: input.rib,
      previous_rib: vendor.rib,
      requested_by: input.actor_id,
    },
    context,
  )
  return { id }
}

/**
 * Somebody else confirms an account, which becomes the vendor's in the same transaction, or refuses
 * it. Decided once.
 */
export async function decideBankChange(
  input: { id: string; confirm: boolean; note: string; actor_id: string },
  context: Shared,
): Promise<{ vendor_id: string }> {
  const knex = context.transactionManager!.getTransactionContext()!
  const [asked] = await knex("bank_change").where({ id: input.id }).select("vendor_id")
  // Le vendeur d'abord, comme qui demande : deux verrous pris à l'envers s'attendraient sans fin.
  if (asked) await knex("vendor").where({ id: asked.vendor_id }).forUpdate().select("id")
  const [change] = await knex("bank_change").where({ id: input.id }).forUpdate()
  if (!change) throw commonErrors.not_found({ what: things.bank_change, id: input.id })
  const problem = mayDecideBankChange(change, input.actor_id)
  if (problem === "decided") throw errors.bank_change_decided()
  if (problem === "same_person") throw errors.second_person_needed()
  await decide(
    input.id,
    input.confirm ? "confirmed" : "refused",
    input.actor_id,
    input.note,
    context,
  )
  if (input.confirm) {
    await knex("vendor")
      .where({ id: change.vendor_id })
      .update({ rib: change.rib, updated_at: new Date() })
  }
  return { vendor_id: change.vendor_id }
}

/** The vendor gives up its own request. */
export async function withdrawBankChange(
  input: { vendor_id: string; actor_id: string },
  context: Shared,
) {
  const knex = context.transactionManager!.getTransactionContext()!
  const [change] = await knex("bank_change")
    .where({ vendor_id: input.vendor_id, status: "requested" })
    .forUpdate()
  if (!change) throw errors.bank_change_decided()
  await decide(change.id, "withdrawn", input.actor_id, null, context)
}

async function decide(
  id: string,
  status: "confirmed" | "refused" | "withdrawn",
  actor_id: string,
  note: string | null,
  context: Shared,
) {
  const knex = context.transactionManager!.getTransactionContext()!
  const now = new Date()
  await knex("bank_change")
    .where({ id })
    .update({ status, decided_by: actor_id, decided_at: now, note, updated_at: now })
}

/** Vendors whose account waits for somebody to confirm it. */
export async function vendorsChangingBank(
  vendorIds: string[],
  context: Shared,
): Promise<Set<string>> {
  const knex = context.transactionManager!.getTransactionContext()!
  const rows: { vendor_id: string }[] = await knex("bank_change")
    .whereIn("vendor_id", vendorIds)
    .where({ status: "requested" })
    .whereNull("deleted_at")
    .select("vendor_id")
  return new Set(rows.map((row) => row.vendor_id))
}
