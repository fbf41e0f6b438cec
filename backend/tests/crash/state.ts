import { sql, type PreparedCart } from "./shop"

/** How far a completion had come, read from what it left in the database. In their order. */
export const STAGES = [
  "nothing written",
  "order without its cart",
  "stock not reserved",
  "payment not authorised",
  "not split",
  "split, not answered",
  "answered",
] as const

export type Stage = (typeof STAGES)[number]

type Facts = {
  order_id: string
  status: string
  linked: boolean
  lines: number
  reserved: number
  authorised: boolean
  slices: number
}

/** Every order of a cart, oldest first, with what completion writes one after the other. */
function ordersOf(cartId: string): Promise<Facts[]> {
  return sql<Facts>(
    `select o.id as order_id, o.status,
            exists (select 1 from order_cart oc
                     where oc.order_id = o.id and oc.deleted_at is null) as linked,
            (select count(*)::int from order_item oi
              where oi.order_id = o.id and oi.version = o.version and oi.deleted_at is null) as lines,
            (select count(*)::int from reservation_item r
               join order_item oi on oi.item_id = r.line_item_id and oi.order_id = o.id
              where r.deleted_at is null) as reserved,
            exists (select 1 from cart_payment_collection cpc
                      join payment_session s on s.payment_collection_id = cpc.payment_collection_id
                     where cpc.cart_id = $1 and s.status = 'authorized') as authorised,
            (select count(*)::int from vendor_order vo where vo.order_id = o.id) as slices
       from "order" o
      where o.metadata->>'checkout_cart_id' = $1
      order by o.created_at, o.id`,
    [cartId],
  )
}

export async function stageOf(cart: PreparedCart, isAnswered: boolean): Promise<Stage> {
  if (isAnswered) return "answered"
  const [order] = (await ordersOf(cart.id)).slice(-1)
  if (!order) return "nothing written"
  if (!order.linked) return "order without its cart"
  if (order.reserved < order.lines) return "stock not reserved"
  if (!order.authorised) return "payment not authorised"
  if (order.slices === 0) return "not split"
  return "split, not answered"
}

/**
 * What core's cancellation leaves when it is killed too, on each order that its cart does not know: a
 * change of the order that nobody closes. Answers how many.
 */
export async function leaveCancellationsBegun(carts: PreparedCart[]): Promise<number> {
  const begun = await sql(
    `insert into order_change (id, order_id, version, change_type, status)
     select 'ordch_killed_' || o.id, o.id, o.version + 1, 'credit_line', 'pending'
       from "order" o
      where o.metadata->>'checkout_cart_id' = any($1)
        and not exists (select 1 from order_cart oc where oc.order_id = o.id and oc.deleted_at is null)
     returning id`,
    [carts.map((cart) => cart.id)],
  )
  return begun.length
}

/** What is not as it must be once a cart was ordered, in words; nothing when all is well. */
export async function problemsOf(cart: PreparedCart): Promise<string[]> {
  const problems: string[] = []
  const expect = (fact: string, found: unknown, wanted: unknown) => {
    if (found !== wanted) problems.push(`${cart.id}: ${fact} is ${found}, not ${wanted}`)
  }
  const orders = await ordersOf(cart.id)
  const living = orders.filter((order) => order.status !== "canceled")
  expect("number of living orders", living.length, 1)
  for (const order of orders) {
    if (order.status !== "canceled") continue
    expect(`reservations of the cancelled ${order.order_id}`, order.reserved, 0)
    expect(`slices of the cancelled ${order.order_id}`, order.slices, 0)
    expect(`link of the cancelled ${order.order_id} to the cart`, order.linked, false)
  }
  const [order] = living
  if (!order) return problems
  expect("link of the order to the cart", order.linked, true)
  expect("number of slices", order.slices, cart.vendors)
  expect("number of lines", order.lines, cart.variants.length)
  const told = await sql("select id from mail where key = $1", [`order_placed:${order.order_id}`])
  expect("number of mails to the buyer", told.length, 1)

  const lines = await sql<{ quantity: string; reservations: number; reserved: string }>(
    `select oi.quantity, count(r.id)::int as reservations, coalesce(sum(r.quantity), 0) as reserved
       from order_item oi
       left join reservation_item r on r.line_item_id = oi.item_id and r.deleted_at is null
      where oi.order_id = $1 and oi.deleted_at is null
      group by oi.id, oi.quantity`,
    [order.order_id],
  )
  for (const line of lines) {
    expect("number of reservations of a line", line.reservations, 1)
    expect("reserved quantity of a line", Number(line.reserved), Number(line.quantity))
  }

  const payments = await sql<{
    session: string
    millimes: string
    payments: number
    collection: string
    orders: number
  }>(
    `select s.status as session, s.amount * 1000 as millimes, pc.status as collection,
            (select count(*)::int from payment p
              where p.payment_session_id = s.id and p.deleted_at is null and p.canceled_at is null
                and p.amount = s.amount) as payments,
            (select count(*)::int from order_payment_collection opc
              where opc.payment_collection_id = pc.id and opc.order_id = $2
                and opc.deleted_at is null) as orders
       from cart_payment_collection cpc
       join payment_collection pc on pc.id = cpc.payment_collection_id
       join payment_session s on s.payment_collection_id = pc.id and s.deleted_at is null
      where cpc.cart_id = $1 and cpc.deleted_at is null`,
    [cart.id, order.order_id],
  )
  expect("number of payment sessions", payments.length, 1)
  for (const payment of payments) {
    expect("payment session", payment.session, "authorized")
    expect("payment collection", payment.collection, "authorized")
    expect("amount of the payment session", Number(payment.millimes), cart.total_millimes)
    expect("number of living payments", payment.payments, 1)
    expect("number of links of the payment to the order", payment.orders, 1)
  }

  const [slices] = await sql<{ total: string; authorised: string; vendors: number }>(
    `select sum(vo.total_millimes) as total, sum(pa.authorized_millimes) as authorised,
            count(distinct vo.vendor_id)::int as vendors
       from vendor_order vo left join payment_allocation pa on pa.vendor_order_id = vo.id
      where vo.order_id = $1`,
    [order.order_id],
  )
  expect("sum of the slices", Number(slices?.total), cart.total_millimes)
  expect("sum of the payment allocations", Number(slices?.authorised), cart.total_millimes)
  expect("number of vendors with a slice", slices?.vendors, cart.vendors)

  const sales = await sql<{ sales: number; balance: string; receivable: string }>(
    `select count(distinct t.id) filter (where t.kind = 'sale')::int as sales, sum(e.amount_millimes) as balance,
            sum(e.amount_millimes) filter (where e.account = 'buyers/receivable') as receivable
       from vendor_order vo
       left join ledger_transaction t on t.source = vo.id
       left join ledger_entry e on e.transaction_id = t.id
      where vo.order_id = $1
      group by vo.id`,
    [order.order_id],
  )
  for (const sale of sales) {
    expect("number of sales of a slice in the ledger", sale.sales, 1)
    expect("sum of a sale's ledger entries", Number(sale.balance), 0)
  }
  expect(
    "what the ledger says the buyer owes",
    sales.reduce((sum, sale) => sum + Number(sale.receivable), 0),
    cart.total_millimes,
  )
  const [cartRow] = await sql<{ completed: boolean }>(
    "select completed_at is not null as completed from cart where id = $1",
    [cart.id],
  )
  expect("completion of the cart", cartRow?.completed, true)
  return problems
}

/** What is not as it must be in the shop as a whole. */
export async function problemsOfShop(): Promise<string[]> {
  const problems: string[] = []
  const drifted = await sql<{ inventory_item_id: string; reserved: string; wanted: string }>(
    `select l.inventory_item_id, l.reserved_quantity as reserved, coalesce(r.quantity, 0) as wanted
       from inventory_level l
       left join (select inventory_item_id, location_id, sum(quantity) as quantity
                    from reservation_item where deleted_at is null group by 1, 2) r
         on r.inventory_item_id = l.inventory_item_id and r.location_id = l.location_id
      where l.deleted_at is null
        and (l.reserved_quantity <> coalesce(r.quantity, 0) or l.reserved_quantity > l.stocked_quantity)`,
  )
  for (const level of drifted) {
    problems.push(
      `${level.inventory_item_id} has ${level.reserved} reserved where its reservations sum to ${level.wanted}`,
    )
  }
  const [ledger] = await sql<{ balance: string }>(
    "select coalesce(sum(amount_millimes), 0) as balance from ledger_entry",
  )
  if (Number(ledger?.balance) !== 0) problems.push(`the ledger sums to ${ledger?.balance}`)

  // Locks live in the server's memory unless a provider keeps them in a table.
  const [table] = await sql<{ exists: boolean }>(
    "select to_regclass('locking') is not null as exists",
  )
  const held = table?.exists ? await sql<{ id: string }>("select id from locking") : []
  for (const lock of held) problems.push(`the lock ${lock.id} was left behind`)
  return problems
}
