import { Client } from "pg"
import { testServer } from "../../../scripts/lib/test-server"
import { found, made, post, type Answer } from "./client"

const { databaseUrl } = testServer()

/** Who the seed lets in. */
export const demo = {
  operator: "operateur@souk.example",
  buyer: "acheteur@souk.example",
  otherBuyer: "leila.trabelsi@courriel.example",
  vendorA: { handle: "frein-express", email: "vendeur@frein-express.example" },
  vendorB: { handle: "sfax-auto-pieces", email: "vendeur@sfax-auto-pieces.example" },
  /** Seeded suspended. */
  suspended: { handle: "poids-lourd-kairouan", email: "vendeur@poids-lourd-kairouan.example" },
  password: "SoukDemo2026",
}

/** What the API does not show is read where it is kept. Columns are named by the caller's query. */
export async function sql<Row extends object>(
  text: string,
  values: unknown[] = [],
): Promise<Row[]> {
  const client = new Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    return (await client.query<Row>(text, values)).rows
  } finally {
    await client.end()
  }
}

// Stories count what deliveries cost: no vendor offers its own until a story says so.
beforeAll(async () => {
  await sql("update vendor set free_shipping_from_millimes = null")
})

export async function signIn(actor: "user" | "customer", email: string): Promise<string> {
  const { token } = await made<{ token: string }>(`/auth/${actor}/emailpass`, {
    email,
    password: demo.password,
  })
  return token
}

export type Offer = {
  id: string
  product_id: string
  variant_id: string
  part_id: string
  inventory_item_id: string
  location_id: string
  price_millimes: number
  stock: number
  vendor_id: string
  vendor_handle: string
  vendor_name: string
  shipping_option_id: string
  shipping_fee_millimes: number
}

/** Offers on sale of a vendor, those with the most stock first. */
export async function offersOf(vendorHandle: string, count = 1): Promise<Offer[]> {
  const offers = await sql<Offer>(
    `select o.id, o.product_id, o.variant_id, o.part_id, o.price_millimes,
            i.inventory_item_id, l.location_id,
            (l.stocked_quantity - l.reserved_quantity)::int as stock,
            v.id as vendor_id, v.handle as vendor_handle, v.name as vendor_name,
            v.shipping_option_id, v.shipping_fee_millimes
       from offer o
       join vendor v on v.id = o.vendor_id and v.handle = $1
       join product_variant_inventory_item i on i.variant_id = o.variant_id and i.deleted_at is null
       join inventory_level l on l.inventory_item_id = i.inventory_item_id
                             and l.location_id = v.stock_location_id and l.deleted_at is null
      where o.listed and o.deleted_at is null
      order by l.stocked_quantity - l.reserved_quantity desc, o.id
      limit $2`,
    [vendorHandle, count],
  )
  if (offers.length < count) throw new Error(`${vendorHandle} sells fewer than ${count} offers`)
  return offers
}

export type Stock = { stocked: number; reserved: number }

export async function stockOf(offer: Offer): Promise<Stock> {
  const [level] = await sql<Stock>(
    `select stocked_quantity::int as stocked, reserved_quantity::int as reserved
       from inventory_level
      where inventory_item_id = $1 and location_id = $2 and deleted_at is null`,
    [offer.inventory_item_id, offer.location_id],
  )
  return level!
}

export type Line = { offer: Offer; quantity: number }

export async function regionId(): Promise<string> {
  const { regions } = await found<{ regions: { id: string }[] }>("/store/regions")
  return regions[0]!.id
}

/** A cart with its lines, as core's route makes it. */
export async function openCart(lines: Line[], as?: string): Promise<string> {
  const { cart } = await made<{ cart: { id: string } }>(
    "/store/carts",
    {
      region_id: await regionId(),
      items: lines.map(({ offer, quantity }) => ({ variant_id: offer.variant_id, quantity })),
    },
    { as },
  )
  return cart.id
}

export const checkoutBody = (lines: Line[]) => ({
  email: "nour.haddad@courriel.example",
  phone: "20 123 456",
  address: {
    first_name: "Nour",
    last_name: "Haddad",
    governorate_code: "11",
    delegation_code: "1116",
    address_1: "12 rue des Jasmins",
  },
  shipping_options: Object.fromEntries(
    lines.map(({ offer }) => [offer.vendor_handle, offer.shipping_option_id]),
  ),
  payment_method: "cod",
})

export type CartView = {
  id: string
  completed: boolean
  payment_method: string | null
  groups: {
    vendor: { handle: string; name: string; governorate_code: string }
    lines: {
      id: string
      variant_id: string
      quantity: number
      available: boolean
      unit_price_millimes: number
      discount_millimes: number
      total_millimes: number
      problem: string | null
    }[]
    shipping_options: { id: string; name: string; price_millimes: number }[]
    chosen_shipping_option_id: string | null
    free_delivery: { from_millimes: number; missing_millimes: number } | null
    items_millimes: number
    discount_millimes: number
    shipping_millimes: number
    total_millimes: number
  }[]
  items_millimes: number
  discount_millimes: number
  shipping_millimes: number
  vat_included_millimes: number
  total_millimes: number
  promo_codes: string[]
  ready: { address: boolean; shipping: boolean; payment: boolean }
}

export type OrderView = {
  id: string
  display_id: number
  status: string
  email: string
  payment: { method: string; status: string }
  address: Record<string, string | null>
  items_millimes: number
  discount_millimes: number
  shipping_millimes: number
  total_millimes: number
  tracking_token: string
  vendor_orders: {
    id: string
    number: string
    status: string
    vendor: { handle: string; name: string }
    timeline: { status: string; at: string }[]
    lines: { title: string; quantity: number; total_millimes: number }[]
    shipping: { name: string; millimes: number }
    total_millimes: number
  }[]
}

/** A cart ready to be ordered. */
export async function prepareCart(lines: Line[], as?: string): Promise<string> {
  const cartId = await openCart(lines, as)
  await made(`/store/carts/${cartId}/checkouts`, checkoutBody(lines), { as })
  return cartId
}

export type Completion = {
  type?: "order" | "cart"
  order?: { id: string }
  error?: { message: string; type: string }
  message?: string
}

/** Core's own route. */
export const complete = (cartId: string, as?: string): Promise<Answer<Completion>> =>
  post<Completion>(`/store/carts/${cartId}/complete`, {}, { as })

/** A whole checkout: the order as its buyer reads it. */
export async function placeOrder(lines: Line[], as?: string): Promise<OrderView> {
  const cartId = await prepareCart(lines, as)
  const { status, body, text } = await complete(cartId, as)
  if (status !== 200 || body.type !== "order") throw new Error(`complete → ${status} ${text}`)
  return (await found<{ order: OrderView }>(`/store/carts/${cartId}/order`)).order
}

export type Written = {
  vendor_orders: number
  total: number
  commission: number
  commission_vat: number
  earnings: number
  line_total: number
  lines: number
  commissions: number
  allocated: number
  ledger_transactions: number
  ledger_balance: number
  /** What the ledger says the buyer owes. */
  ledger_receivable: number
}

/** What the split of an order wrote, added up. */
export async function writtenFor(orderId: string): Promise<Written> {
  const [row] = await sql<Record<keyof Written, string>>(
    `with vo as (select * from vendor_order where order_id = $1 and deleted_at is null),
          vl as (select l.* from vendor_order_line l join vo on vo.id = l.vendor_order_id),
          lt as (select t.* from ledger_transaction t join vo on vo.id = t.source)
     select (select count(*) from vo) as vendor_orders,
            (select coalesce(sum(total_millimes), 0) from vo) as total,
            (select coalesce(sum(commission_millimes), 0) from vo) as commission,
            (select coalesce(sum(commission_vat_millimes), 0) from vo) as commission_vat,
            (select coalesce(sum(earnings_millimes), 0) from vo) as earnings,
            (select coalesce(sum(total_millimes), 0) from vl) as line_total,
            (select count(*) from vl) as lines,
            (select count(*) from commission_line c join vl on vl.id = c.line_id) as commissions,
            (select coalesce(sum(due_millimes), 0) from payment_allocation p
               join vo on vo.id = p.vendor_order_id) as allocated,
            (select count(*) from lt) as ledger_transactions,
            (select coalesce(sum(e.amount_millimes), 0) from ledger_entry e
               join lt on lt.id = e.transaction_id) as ledger_balance,
            (select coalesce(sum(e.amount_millimes) filter (where e.account = 'buyers/receivable'), 0)
               from ledger_entry e join lt on lt.id = e.transaction_id) as ledger_receivable`,
    [orderId],
  )
  return Object.fromEntries(
    Object.entries(row!).map(([name, value]) => [name, Number(value)]),
  ) as Written
}

/** The payment of a cart, in dinars as core keeps it. */
export async function paymentOf(cartId: string) {
  const [row] = await sql<{ collection: string; session: string; sessions: number }>(
    `select pc.amount::text as collection, max(s.amount)::text as session, count(s.id)::int as sessions
       from cart_payment_collection l
       join payment_collection pc on pc.id = l.payment_collection_id
       left join payment_session s on s.payment_collection_id = pc.id and s.deleted_at is null
      where l.cart_id = $1 and l.deleted_at is null
      group by pc.id`,
    [cartId],
  )
  return row
}

export const delay = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** Waits for what an event brings about, as the search index or the offers' projection. */
export async function eventually(what: string, check: () => Promise<boolean>): Promise<void> {
  for (const until = Date.now() + 30_000; Date.now() < until;) {
    if (await check()) return
    await delay(100)
  }
  throw new Error(`${what}: not within 30 s`)
}

/** A second member of the staff, let in as core does. */
export async function inviteOperator(email: string): Promise<string> {
  const as = await signIn("user", demo.operator)
  const { invite } = await made<{ invite: { token: string } }>("/admin/invites", { email }, { as })
  const { token } = await made<{ token: string }>("/auth/user/emailpass/register", {
    email,
    password: demo.password,
  })
  await made(`/admin/invites/accept?token=${invite.token}`, { email }, { as: token })
  return signIn("user", email)
}
