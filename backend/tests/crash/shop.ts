import { Pool } from "pg"
import { testServer } from "../../../scripts/lib/test-server"

const { apiUrl, databaseUrl, publishableKey } = testServer()

/** A cart ready to be ordered, with what its order must come to. */
export type PreparedCart = {
  id: string
  total_millimes: number
  vendors: number
  variants: string[]
}

type Offer = { variant_id: string; vendor_handle: string; shipping_option_id: string }

const pool = new Pool({ connectionString: databaseUrl, max: 4 })
// A connection ended from outside, as `releaseAll` does, is replaced at its next use.
pool.on("error", () => {})

export async function sql<Row extends object>(
  text: string,
  values: unknown[] = [],
): Promise<Row[]> {
  const { rows } = await pool.query<Row>(text, values)
  return rows
}

export function leaveDatabase(): Promise<void> {
  return pool.end()
}

async function call(
  method: "GET" | "POST",
  path: string,
  body?: object,
  token?: string,
): Promise<Response> {
  return fetch(apiUrl + path, {
    method,
    headers: {
      "content-type": "application/json",
      "x-publishable-api-key": publishableKey,
      ...(token && { authorization: `Bearer ${token}` }),
    },
    body: body && JSON.stringify(body),
    signal: AbortSignal.timeout(120_000),
  })
}

export async function post<Answer>(path: string, body: object, token?: string): Promise<Answer> {
  const response = await call("POST", path, body, token)
  const text = await response.text()
  if (!response.ok) throw new Error(`POST ${path} answered ${response.status}: ${text}`)
  // Only routes of known answers are called here; a wrong one fails the assertions on it.
  return JSON.parse(text) as Answer
}

/** Enough of every offer for any number of kills. */
export async function fillTheShelves(): Promise<void> {
  await sql(
    `update inventory_level
        set stocked_quantity = 100000, raw_stocked_quantity = '{"value": "100000", "precision": 20}'`,
  )
}

/** Two offers of one vendor and one of another, none of them in `taken`. */
async function chooseOffers(taken: string[]): Promise<Offer[]> {
  const offers = await sql<Offer>(
    `with free as (
       select o.variant_id, v.handle as vendor_handle, v.shipping_option_id,
              row_number() over (partition by v.id order by random()) as place
         from offer o
         join vendor v on v.id = o.vendor_id and v.status = 'approved'
        where o.listed and o.variant_id <> all($1))
     select variant_id, vendor_handle, shipping_option_id
       from free
      where place <= 2 and vendor_handle in (
        select vendor_handle from free where place = 2 order by random() limit 2)
      order by vendor_handle, place`,
    [taken],
  )
  if (offers.length !== 4) throw new Error("The shop has no two vendors with two offers each.")
  return offers.slice(0, 3)
}

/** A cart with what no cart of `others` holds, up to the button that orders it. */
export async function prepareCart(others: PreparedCart[] = []): Promise<PreparedCart> {
  const offers = await chooseOffers(others.flatMap((cart) => cart.variants))
  const [region] = await sql<{ id: string }>(
    "select id from region where deleted_at is null limit 1",
  )
  const { cart } = await post<{ cart: { id: string } }>("/store/carts", {
    region_id: region!.id,
    items: offers.map((offer, index) => ({
      variant_id: offer.variant_id,
      quantity: 1 + (index % 2),
    })),
  })
  const [delegation] = await sql<{ code: string; governorate_code: string }>(
    "select code, governorate_code from delegation order by code limit 1",
  )
  const prepared = await post<{ cart: { total_millimes: number; groups: object[] } }>(
    `/store/carts/${cart.id}/checkouts`,
    {
      email: "acheteur@souk.example",
      phone: "20123456",
      address: {
        first_name: "Amel",
        last_name: "Ben Salah",
        governorate_code: delegation!.governorate_code,
        delegation_code: delegation!.code,
        address_1: "12 rue de Marseille",
      },
      shipping_options: Object.fromEntries(
        offers.map((offer) => [offer.vendor_handle, offer.shipping_option_id]),
      ),
      payment_method: "cod",
    },
  )
  return {
    id: cart.id,
    total_millimes: prepared.cart.total_millimes,
    vendors: prepared.cart.groups.length,
    variants: offers.map((offer) => offer.variant_id),
  }
}

/** As `post`, where the server may die before it answers: then null. */
export async function tryPost(path: string, body: object, token: string): Promise<number | null> {
  try {
    const response = await call("POST", path, body, token)
    await response.text()
    return response.status
  } catch {
    return null
  }
}

export type Completion = { status: number; order_id: string | null; said: string }

/** Core's own route. A server that dies before it answers gives null. */
export async function complete(cartId: string): Promise<Completion | null> {
  try {
    const response = await call("POST", `/store/carts/${cartId}/complete`, {})
    const said = await response.text()
    const order = (JSON.parse(said) as { order?: { id: string } }).order
    return { status: response.status, order_id: order?.id ?? null, said }
  } catch {
    return null
  }
}
