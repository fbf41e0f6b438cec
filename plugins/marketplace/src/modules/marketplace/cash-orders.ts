import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { CashParcel, RemittedRow } from "../../domain/remittance"
import { isCash } from "./returnable"

/** Providers of cash: see `isCash`. */
export const CASH = "pp_cod"

/** The carrier of orders that the vendor delivers itself. */
export const OWN_DELIVERY = "own"

/** A vendor order with its share of the payment, as the driver reads them. */
export type CashOrder = {
  id: string
  order_id: string
  number: string
  carrier: string | null
  status: string
  payment_method: string
  currency_code: string
  allocation_id: string
  due_millimes: string
  captured_millimes: string
}

export function parcelOf(order: CashOrder): CashParcel {
  return {
    vendor_order_id: order.id,
    number: order.number,
    carrier: order.carrier,
    // Un transporteur qui reverse le prix d'un colis dit par là qu'il l'a remis.
    is_delivered: ["delivered", "shipped", "undelivered"].includes(order.status),
    is_remitted: Number(order.captured_millimes) >= Number(order.due_millimes),
    due_millimes: Number(order.due_millimes),
  }
}

/** A vendor order with its share of the payment, or nothing where it is not paid in cash. */
export async function cashOrder(
  knex: Knex,
  which: { id: string } | { number: string },
): Promise<CashOrder | undefined> {
  const [order]: CashOrder[] = await knex("vendor_order as o")
    .join("payment_allocation as p", "p.vendor_order_id", "o.id")
    .where("id" in which ? { "o.id": which.id } : { "o.number": which.number })
    .whereNull("o.deleted_at")
    .select("o.*", "p.id as allocation_id", "p.due_millimes", "p.captured_millimes")
  return order && isCash(order.payment_method) ? order : undefined
}

/** The orders paid in cash that the rows of a remittance name. */
export async function cashOrders(knex: Knex, rows: RemittedRow[]): Promise<CashOrder[]> {
  const orders: CashOrder[] = await knex("vendor_order as o")
    .join("payment_allocation as p", "p.vendor_order_id", "o.id")
    .whereIn(
      "o.number",
      rows.map((row) => row.reference),
    )
    .whereNull("o.deleted_at")
    .select("o.*", "p.id as allocation_id", "p.due_millimes", "p.captured_millimes")
  return orders.filter((order) => isCash(order.payment_method))
}
