// Old orders for a bench: copies of the newest order with everything that hangs on it, by one INSERT a table.
import { withClient } from "../../../scripts/lib/postgres.mjs"

/** Every table an order is written in, and which of its columns name the order or a row of it. */
const TABLES = {
  order: ["id", "shipping_address_id"],
  order_summary: ["id", "order_id"],
  order_item: ["id", "order_id", "item_id"],
  order_line_item: ["id"],
  order_line_item_tax_line: ["id", "item_id"],
  order_shipping: ["id", "order_id", "shipping_method_id"],
  order_shipping_method: ["id"],
  order_shipping_method_tax_line: ["id", "shipping_method_id"],
  order_address: ["id"],
  order_cart: ["id", "order_id", "cart_id"],
  order_payment_collection: ["id", "order_id", "payment_collection_id"],
  payment_collection: ["id"],
  payment_session: ["id", "payment_collection_id"],
  payment: ["id", "payment_collection_id", "payment_session_id"],
  vendor_order: ["id", "number", "order_id"],
  vendor_order_line: ["id", "line_item_id", "vendor_order_id"],
  vendor_order_event: ["id", "vendor_order_id"],
  commission_line: ["id", "line_id"],
  ledger_transaction: ["id", "source", "vendor_order_id"],
  ledger_entry: ["id", "transaction_id"],
  payment_allocation: ["id", "payment_collection_id", "vendor_order_id"],
}

/** Which of a table's rows are the newest order's. */
const OF_THE_NEWEST = {
  order: "id = $1",
  order_summary: "order_id = $1",
  order_item: "order_id = $1",
  order_line_item: "id in (select item_id from order_item where order_id = $1)",
  order_line_item_tax_line: "item_id in (select item_id from order_item where order_id = $1)",
  order_shipping: "order_id = $1",
  order_shipping_method:
    "id in (select shipping_method_id from order_shipping where order_id = $1)",
  order_shipping_method_tax_line:
    "shipping_method_id in (select shipping_method_id from order_shipping where order_id = $1)",
  order_address: `id = (select shipping_address_id from "order" where id = $1)`,
  order_cart: "order_id = $1",
  order_payment_collection: "order_id = $1",
  payment_collection:
    "id in (select payment_collection_id from order_payment_collection where order_id = $1)",
  payment_session:
    "payment_collection_id in (select payment_collection_id from order_payment_collection where order_id = $1)",
  payment:
    "payment_collection_id in (select payment_collection_id from order_payment_collection where order_id = $1)",
  vendor_order: "order_id = $1",
  vendor_order_line: "vendor_order_id in (select id from vendor_order where order_id = $1)",
  vendor_order_event: "vendor_order_id in (select id from vendor_order where order_id = $1)",
  commission_line: `line_id in (select l.id from vendor_order_line l
    join vendor_order o on o.id = l.vendor_order_id where o.order_id = $1)`,
  ledger_transaction: "vendor_order_id in (select id from vendor_order where order_id = $1)",
  ledger_entry: `transaction_id in (select t.id from ledger_transaction t
    join vendor_order o on o.id = t.vendor_order_id where o.order_id = $1)`,
  payment_allocation: "vendor_order_id in (select id from vendor_order where order_id = $1)",
}

/** Adds so many orders to a shop that has one. */
export async function addOldOrders(databaseUrl, count) {
  await withClient(databaseUrl, async (client) => {
    const newest = await client.query(`select id from "order" order by created_at desc limit 1`)
    const orderId = newest.rows[0].id
    await client.query("set synchronous_commit = off")
    // Each row names rows that are being written beside it.
    await client.query("set session_replication_role = replica")
    for (const [table, named] of Object.entries(TABLES)) {
      const { rows } = await client.query(
        `select column_name as name from information_schema.columns
          where table_name = $1 and table_schema = current_schema() and is_generated = 'NEVER'`,
        [table],
      )
      const columns = rows.map(({ name }) => name).filter((name) => name !== "display_id")
      const values = columns.map((name) => {
        if (named.includes(name)) return `"${name}" || '_' || n`
        // Nobody waits any more for mails about them.
        return name === "created_at" ? `"${name}" - interval '30 days'` : `"${name}"`
      })
      await client.query(
        `insert into "${table}" (${columns.map((name) => `"${name}"`).join(", ")})
         select ${values.join(", ")} from "${table}", generate_series(1, ${count}) as n
          where ${OF_THE_NEWEST[table]}`,
        [orderId],
      )
    }
    await client.query("vacuum analyze")
  })
}
