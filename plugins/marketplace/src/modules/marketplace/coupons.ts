import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { CouponUses } from "../../domain/coupons"
import type { Shared, Tables } from "./tables"

/** A coupon that a cart is being ordered with is not for another one meanwhile. */
const COUPON_HOLD_MS = 15 * 60_000

/** How often a coupon served, or is being ordered with right now, by other carts. */
export async function couponUses(
  couponId: string,
  cartId: string,
  buyer: string,
  now: Date,
  context: Shared,
): Promise<CouponUses> {
  const transaction = context.transactionManager?.getTransactionContext<Knex>()
  const knex: Knex = transaction ?? context.manager!.getKnex()
  const [row] = await knex("coupon_use")
    .where({ coupon_id: couponId })
    .whereNot({ cart_id: cartId })
    .whereNull("deleted_at")
    .where((query) =>
      query
        .whereNotNull("order_id")
        .orWhere("updated_at", ">", new Date(now.getTime() - COUPON_HOLD_MS)),
    )
    .select(
      knex.raw("count(*) as all_uses"),
      knex.raw("count(*) filter (where buyer = ? and buyer <> '') as buyer_uses", [buyer]),
    )
  return { all: Number(row.all_uses), buyer: Number(row.buyer_uses) }
}

/**
 * Takes one use of each coupon for a cart that is about to be ordered, and gives back those that
 * it no longer carries. A cart that tries again keeps the one it took.
 * @returns the coupon that has no use left, or null.
 */
export async function takeCouponUses(
  tables: Tables,
  taken: { cart_id: string; buyer: string; coupon_ids: string[]; now: Date },
  context: Shared,
): Promise<string | null> {
  const knex = context.transactionManager!.getTransactionContext()!
  await knex("coupon_use")
    .where({ cart_id: taken.cart_id })
    .whereNull("order_id")
    .whereNotIn("coupon_id", taken.coupon_ids)
    .delete()
  if (taken.coupon_ids.length === 0) return null
  const coupons: { id: string; max_uses: number | null; max_uses_per_buyer: number | null }[] =
    await knex("coupon").whereIn("id", taken.coupon_ids).orderBy("id").forUpdate()
  for (const coupon of coupons) {
    const uses = await couponUses(coupon.id, taken.cart_id, taken.buyer, taken.now, context)
    if (coupon.max_uses !== null && uses.all >= coupon.max_uses) return coupon.id
    if (coupon.max_uses_per_buyer !== null && uses.buyer >= coupon.max_uses_per_buyer) {
      return coupon.id
    }
  }
  const known = await tables.listCouponUses(
    { cart_id: taken.cart_id, coupon_id: taken.coupon_ids },
    { take: 100 },
    context,
  )
  await tables.updateCouponUses(
    known.map(({ id }) => ({ id, buyer: taken.buyer })),
    context,
  )
  await knex("coupon_use")
    .whereIn(
      "id",
      known.map(({ id }) => id),
    )
    .update({ updated_at: taken.now })
  await tables.createCouponUses(
    taken.coupon_ids
      .filter((id) => !known.some((one) => one.coupon_id === id))
      .map((coupon_id) => ({ coupon_id, cart_id: taken.cart_id, buyer: taken.buyer })),
    context,
  )
  return null
}

/** Orders placed with each coupon. */
export async function orderedUses(
  couponIds: string[],
  context: Shared,
): Promise<Map<string, number>> {
  const knex = context.manager!.getKnex()
  const rows: { coupon_id: string; count: string }[] = await knex("coupon_use")
    .whereIn("coupon_id", couponIds)
    .whereNotNull("order_id")
    .groupBy("coupon_id")
    .select("coupon_id")
    .count("* as count")
  return new Map(rows.map((row) => [row.coupon_id, Number(row.count)]))
}
