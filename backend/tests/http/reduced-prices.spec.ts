import { found, made } from "./client"
import { demo, eventually, offersOf, signIn, sql, type Offer } from "./shop"

type Listed = {
  parts: {
    id: string
    best_offer: { id: string; price_millimes: number; struck_price_millimes: number | null }
  }[]
  facets: { reduced: number }
}
type Page = {
  part: { offers: { id: string; price_millimes: number; struck_price_millimes: number | null }[] }
}

let vendor: string
let offer: Offer
beforeAll(async () => {
  vendor = await signIn("user", demo.vendorA.email)
  const offers = await offersOf(demo.vendorA.handle, 8)
  const moved = await sql<{ offer_id: string }>(
    "select offer_id from offer_price group by offer_id having count(*) > 1",
  )
  offer = offers.find(({ id }) => !moved.some(({ offer_id }) => offer_id === id))!
  // On sale at its price for long: what the thirty days before a reduction cost is known.
  await sql("update offer set created_at = now() - interval '80 days' where id = $1", [offer.id])
  await sql(
    `insert into offer_price (id, offer_id, price_millimes, asked_from)
     values ($1, $2, $3, now() - interval '80 days')`,
    [`oprice_${Date.now()}`, offer.id, offer.price_millimes],
  )
})

const ask = (price_millimes: number) =>
  made(`/vendor/offers/${offer.id}`, { price_millimes }, { as: vendor })
const shown = async () =>
  (await found<Page>(`/store/parts/${offer.part_id}`)).part.offers.find(
    ({ id }) => id === offer.id,
  )!
const history = async () =>
  (
    await sql<{ price_millimes: number }>(
      "select price_millimes from offer_price where offer_id = $1 order by asked_from, id",
      [offer.id],
    )
  ).map(({ price_millimes }) => price_millimes)
const listed = () =>
  found<Listed>(`/store/parts?reduced=true&vendor=${demo.vendorA.handle}&limit=100`)
const inList = async () =>
  (await listed()).parts.find(({ best_offer }) => best_offer.id === offer.id)?.best_offer

describe("a vendor lowers its price", () => {
  it("a rise and a fall are no reduction", async () => {
    const price = offer.price_millimes
    await ask(price + 20_000)
    await ask(price)
    expect((await history()).slice(-3)).toEqual([price, price + 20_000, price])
    expect(await shown()).toMatchObject({ price_millimes: price, struck_price_millimes: null })
  })

  it("a true one is shown against the lowest price of the thirty days before", async () => {
    const price = offer.price_millimes
    const lower = Math.floor(price * 0.8)
    const before = (await listed()).facets.reduced
    await ask(lower)
    expect(await shown()).toMatchObject({ price_millimes: lower, struck_price_millimes: price })
    await eventually("the list of reduced prices", async () => (await inList()) !== undefined)
    expect(await inList()).toMatchObject({ price_millimes: lower, struck_price_millimes: price })
    await eventually("its count", async () => (await listed()).facets.reduced === before + 1)
    for (const { best_offer } of (await listed()).parts) {
      expect(best_offer.struck_price_millimes).toBeGreaterThan(best_offer.price_millimes)
    }
  })

  it("is over when the price goes up again", async () => {
    await ask(offer.price_millimes)
    expect(await shown()).toMatchObject({ struck_price_millimes: null })
    await eventually("the list without it", async () => (await inList()) === undefined)
  })

  it("nobody rewrites what was asked", async () => {
    const change = (statement: string) =>
      expect(sql(`${statement} where offer_id = $1`, [offer.id])).rejects.toThrow(/append-only/)
    await change("update offer_price set price_millimes = 1")
    await change("delete from offer_price")
  })
})
