import { request, type APIRequestContext } from "@playwright/test"
import { asOperator } from "./operator"

const server = process.env.SOUK_TEST_API_URL
const password = "SoukDemo2026"
const key = { "x-publishable-api-key": process.env.SOUK_TEST_PUBLISHABLE_KEY! }

export const treasurer = "tresoriere@souk.example"

export type Parcel = { id: string; number: string; total_millimes: number }
export type Shop = { id: string; name: string; return_days: number }

async function say<Answer>(
  api: APIRequestContext,
  path: string,
  data?: object,
  params?: Record<string, string | number | boolean>,
): Promise<Answer> {
  const answer = await (data ? api.post(path, { data, params }) : api.get(path, { params }))
  if (!answer.ok()) throw new Error(`${path} answered ${answer.status()}: ${await answer.text()}`)
  // Only routes of known answers are called here.
  return (await answer.json()) as Answer
}

async function asMember(email: string): Promise<APIRequestContext> {
  const visitor = await request.newContext({ baseURL: server })
  const { token } = await say<{ token: string }>(visitor, "/auth/user/emailpass", {
    email,
    password,
  })
  await visitor.dispose()
  return request.newContext({
    baseURL: server,
    extraHTTPHeaders: { authorization: `Bearer ${token}` },
  })
}

/** The second person of the marketplace's staff, whom money needs; invited once. */
export async function inviteTreasurer(): Promise<void> {
  const visitor = await request.newContext({ baseURL: server })
  const known = await visitor.post("/auth/user/emailpass", {
    data: { email: treasurer, password },
  })
  if (!known.ok()) {
    const operator = await asOperator()
    const { invite } = await say<{ invite: { token: string } }>(operator, "/admin/invites", {
      email: treasurer,
    })
    await operator.dispose()
    const { token } = await say<{ token: string }>(visitor, "/auth/user/emailpass/register", {
      email: treasurer,
      password,
    })
    const accepted = await visitor.post(`/admin/invites/accept?token=${invite.token}`, {
      data: { email: treasurer },
      headers: { authorization: `Bearer ${token}` },
    })
    if (!accepted.ok()) throw new Error(await accepted.text())
  }
  await visitor.dispose()
}

/** Sets for how many days a vendor takes parts back, and says how it was before. */
export async function setReturnDays(handle: string, days: number): Promise<Shop> {
  const operator = await asOperator()
  const { vendors } = await say<{ vendors: (Shop & { handle: string })[] }>(
    operator,
    "/admin/vendors",
    undefined,
    { limit: 100 },
  )
  const { id, name } = vendors.find((vendor) => vendor.handle === handle)!
  const { vendor } = await say<{ vendor: Shop }>(operator, `/admin/vendors/${id}`)
  await say(operator, `/admin/vendors/${id}`, { return_days: days })
  await operator.dispose()
  return { id, name, return_days: vendor.return_days }
}

/** An order of one part of a vendor, to be paid on delivery. */
export async function placeOrder(handle: string): Promise<Parcel> {
  const store = await request.newContext({ baseURL: server, extraHTTPHeaders: key })
  const { regions } = await say<{ regions: { id: string }[] }>(store, "/store/regions")
  const { parts } = await say<{ parts: { id: string }[] }>(store, "/store/parts", undefined, {
    in_stock: true,
    vendor: handle,
    limit: 1,
  })
  const { part } = await say<{
    part: { offers: { variant_id: string; vendor: { handle: string } }[] }
  }>(store, `/store/parts/${parts[0]!.id}`)
  const offer = part.offers.find(({ vendor }) => vendor.handle === handle)!
  const { cart } = await say<{ cart: { id: string } }>(store, "/store/carts", {
    region_id: regions[0]!.id,
    items: [{ variant_id: offer.variant_id, quantity: 1 }],
  })
  const groups = await say<{
    cart: { groups: { shipping_options: { id: string }[] }[] }
  }>(store, `/store/carts/${cart.id}/groups`)
  await say(store, `/store/carts/${cart.id}/checkouts`, {
    email: "nour.haddad@courriel.example",
    phone: "20 123 456",
    address: {
      first_name: "Nour",
      last_name: "Haddad",
      governorate_code: "11",
      delegation_code: "1116",
      address_1: "12 rue des Jasmins",
    },
    shipping_options: { [handle]: groups.cart.groups[0]!.shipping_options[0]!.id },
    payment_method: "cod",
  })
  const { order } = await say<{ order: { id: string } }>(
    store,
    `/store/carts/${cart.id}/complete`,
    {},
  )
  await store.dispose()

  const operator = await asOperator()
  const { vendor_orders } = await say<{ vendor_orders: Parcel[] }>(
    operator,
    "/admin/vendor-orders",
    undefined,
    { order_id: order.id },
  )
  await operator.dispose()
  return vendor_orders[0]!
}

/** The vendor confirms its order and gives it to a carrier. */
export async function ship({ id }: Parcel, handle: string, carrier: string): Promise<void> {
  const vendor = await asMember(`vendeur@${handle}.example`)
  await say(vendor, `/vendor/orders/${id}/confirmations`, {})
  await say(vendor, `/vendor/orders/${id}/shipments`, { carrier })
  await vendor.dispose()
}

/** An order paid on delivery, confirmed by its vendor and given to a carrier. */
export async function shipParcel(handle: string, carrier: string): Promise<Parcel> {
  const parcel = await placeOrder(handle)
  await ship(parcel, handle, carrier)
  return parcel
}

/** The secret address by which the buyer of `placeOrder` follows the order. */
export async function trackingPath({ number }: Parcel): Promise<string> {
  const store = await request.newContext({ baseURL: server, extraHTTPHeaders: key })
  const { tracking_token } = await say<{ tracking_token: string }>(store, "/store/order-lookups", {
    display_id: Number(number.split("-")[0]),
    phone: "20 123 456",
  })
  await store.dispose()
  return `/suivi/${tracking_token}`
}

/** The marketplace owes a vendor what two people decided, without an order. */
export async function credit(vendorId: string, millimes: number): Promise<void> {
  const operator = await asOperator()
  const { ledger_adjustment } = await say<{ ledger_adjustment: { id: string } }>(
    operator,
    "/admin/ledger-adjustments",
    {
      reason: "Campagne de lancement",
      debit_account: "marketplace/goodwill",
      credit_account: `vendors/${vendorId}`,
      amount_millimes: millimes,
    },
  )
  await operator.dispose()
  const second = await asMember(treasurer)
  await say(second, `/admin/ledger-adjustments/${ledger_adjustment.id}/decisions`, {
    decision: "approved",
  })
  await second.dispose()
}

/** A carrier's file, as a browser uploads it. */
export function carrierFile(rows: { number: string; millimes: number }[]) {
  const dinars = (millimes: number) => (millimes / 1000).toFixed(3).replace(".", ",")
  const text = ["Colis;Montant", ...rows.map((row) => `${row.number};${dinars(row.millimes)}`)]
  return {
    name: "reversement.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(`${text.join("\r\n")}\r\n`),
  }
}

/** `1 234,500 DT`, as the pages write it, its spaces of any kind. */
export function dinarsSaid(millimes: number): RegExp {
  const [whole, rest] = (millimes / 1000).toFixed(3).split(".")
  const grouped = whole!.replace(/\B(?=(\d{3})+$)/g, "\\s")
  return new RegExp(`${grouped},${rest}`)
}
