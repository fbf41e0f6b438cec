import { get, post, send } from "./client"
import { complete, demo, offersOf, prepareCart, signIn, type Line } from "./shop"

let operator: string
let lines: Line[]

const open = {
  enabled: true,
  max_order_millimes: null,
  max_failed_deliveries: null,
  governorates: {},
}
const rules = (changes: object) =>
  post("/admin/cash-rules", { ...open, ...changes }, { as: operator })

beforeAll(async () => {
  operator = await signIn("user", demo.operator)
  const [offer] = await offersOf(demo.vendorA.handle)
  lines = [{ offer: offer!, quantity: 1 }]
})
afterEach(() => rules({}))

/** What the buyer is told, on the page and when ordering all the same. */
async function refusalOf(cartId: string): Promise<(string | undefined)[]> {
  const { body } = await get<{
    payment_methods: { name: string; refusal: { code: string } | null }[]
  }>(`/store/carts/${cartId}/payment-methods`)
  const cash = body.payment_methods.find(({ name }) => name === "cod")
  const ordered = await complete(cartId)
  return [cash?.refusal?.code, (ordered.body as { code?: string }).code]
}

// The buyer of `prepareCart` lives in governorate 11 and answers at 20123456.
it.each<[string, object, string]>([
  ["switched off", { enabled: false }, "cash_not_offered"],
  ["above the limit of an order", { max_order_millimes: 1 }, "cash_above_limit"],
  ["above the limit of the governorate", { governorates: { "11": 1 } }, "cash_above_limit"],
  ["closed in the governorate", { governorates: { "11": 0 } }, "cash_not_in_governorate"],
])("is refused when %s, and taken again without the rule", async (_name, changes, code) => {
  expect((await rules(changes)).status).toBe(200)
  const cartId = await prepareCart(lines)
  expect(await refusalOf(cartId)).toEqual([code, code])
  await rules({})
  expect((await complete(cartId)).body.type).toBe("order")
})

it("is refused to a buyer whose parcels came back, each counted once", async () => {
  await rules({ max_failed_deliveries: 2 })
  const note = (source: string) =>
    post("/admin/failed-deliveries", { phone: "20123456", source }, { as: operator })
  for (const source of ["P-1", "P-1", "P-1"]) expect((await note(source)).status).toBe(201)
  const cartId = await prepareCart(lines)
  expect((await complete(cartId)).body.type).toBe("order")
  await note("P-2")
  const code = "cash_not_for_buyer"
  expect(await refusalOf(await prepareCart(lines))).toEqual([code, code])
})

it("is refused to a buyer by the operator's decision, until it is taken back", async () => {
  const body = { phone: "20123456", reason: "Trois colis refusés" }
  const made = await post<{ cash_refusal: { id: string } }>("/admin/cash-refusals", body, {
    as: operator,
  })
  const { id } = made.body.cash_refusal
  const cartId = await prepareCart(lines)
  expect(await refusalOf(cartId)).toEqual(["cash_not_for_buyer", "cash_not_for_buyer"])
  expect((await send("DELETE", `/admin/cash-refusals/${id}`, { as: operator })).status).toBe(200)
  expect((await complete(cartId)).body.type).toBe("order")
})

it("takes only rules that mean something", async () => {
  for (const changes of [
    { max_order_millimes: -1 },
    { max_order_millimes: 1.5 },
    { max_failed_deliveries: 0 },
    { governorates: { Tunis: 1 } },
    { unknown: true },
  ]) {
    expect([changes, (await rules(changes)).status]).toEqual([changes, 400])
  }
})
