import { sql } from "./shop"

/**
 * The writings of core's completion and of the split, each with the SQL that finds the cart behind a
 * new row; then those of a refund and of a cancellation, with the SQL that finds the order. The work
 * can be held at any of them, and its server killed exactly there.
 */
const HOLDS = {
  order_payment_collection:
    "select cart_id from cart_payment_collection where payment_collection_id = new.payment_collection_id",
  order_cart: "select new.cart_id",
  reservation_item: `select o.metadata->>'checkout_cart_id' from "order" o
    join order_item i on i.order_id = o.id where i.item_id = new.line_item_id`,
  payment: `select c.cart_id from payment_session s
    join cart_payment_collection c on c.payment_collection_id = s.payment_collection_id
    where s.id = new.payment_session_id`,
  vendor_order: `select o.metadata->>'checkout_cart_id' from "order" o where o.id = new.order_id`,
  commission_line: `select o.metadata->>'checkout_cart_id' from vendor_order_line l
    join vendor_order v on v.id = l.vendor_order_id join "order" o on o.id = v.order_id
    where l.id = new.line_id`,
  order_refund: "select new.order_id",
  refund: "select r.order_id from order_refund r where r.id = new.note",
  ledger_transaction: "select r.order_id from order_refund r where r.id = new.source",
  order_transaction: "select new.order_id where new.reference = 'refund'",
} as const

export type Hold = keyof typeof HOLDS

const ALL_HOLDS = Object.keys(HOLDS) as Hold[]

export const REFUND_HOLDS: Hold[] = [
  "order_refund",
  "refund",
  "ledger_transaction",
  "order_transaction",
]

export const HOLD_NAMES = ALL_HOLDS.filter((name) => !REFUND_HOLDS.includes(name))

const HOLD_SECONDS = 600

/** Holds the completion of a cart, or the refund of an order, at its first row of a table. */
export async function holdAt(cartId: string, table: Hold): Promise<void> {
  await sql(
    "create table if not exists crash_hold (cart_id text, held_at text, primary key (cart_id, held_at))",
  )
  await sql(
    `create or replace function crash_hold_${table}() returns trigger language plpgsql as $$
     begin
       if exists (select 1 from crash_hold where held_at = '${table}' and cart_id = (${HOLDS[table]} limit 1))
       then perform pg_sleep(${HOLD_SECONDS});
       end if;
       return new;
     end $$`,
  )
  await sql(
    `create or replace trigger crash_hold before insert on "${table}"
     for each row execute function crash_hold_${table}()`,
  )
  await sql("insert into crash_hold values ($1, $2)", [cartId, table])
}

/** The tables at which completions are held now. */
export async function heldNow(): Promise<Hold[]> {
  const rows = await sql<{ query: string }>(
    `select query from pg_stat_activity
      where datname = current_database() and wait_event = 'PgSleep'`,
  )
  return ALL_HOLDS.filter((table) =>
    rows.some((row) => row.query.startsWith(`insert into "${table}"`)),
  )
}

/**
 * Ends the statements that a killed server left running, as the database does once it notices that
 * nobody listens any more, and holds nothing from now on.
 */
export async function releaseAll(): Promise<void> {
  await sql(
    `select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`,
  )
  for (const table of ALL_HOLDS) {
    await sql(`drop trigger if exists crash_hold on "${table}"`)
    await sql(`drop function if exists crash_hold_${table}()`)
  }
  await sql("drop table if exists crash_hold")
}
