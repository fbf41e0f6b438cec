import { found, made, post, send } from "./client"
import { demo, eventually, offersOf, placeOrder, signIn, sql, type Offer } from "./shop"

const first = "premier-mot-de-passe"
const second = "second-mot-de-passe"
const email = `acheteur-${Date.now()}@exemple.tn`

type Signed = { token: string }

const login = (password: string) =>
  post<Partial<Signed> & { message?: string }>("/auth/customer/emailpass", { email, password })

async function openAccount(): Promise<string> {
  const { token } = await made<Signed>("/auth/customer/emailpass/register", {
    email,
    password: first,
  })
  await made("/store/customers", { email, first_name: "Leïla", phone: "22417905" }, { as: token })
  return (await login(first)).body.token!
}

let token: string
let offer: Offer
beforeAll(async () => {
  token = await openAccount()
  ;[offer] = (await offersOf(demo.vendorA.handle)) as [Offer]
})

describe("a buyer changes its password", () => {
  const change = (current_password: string, new_password: string, as?: string) =>
    post("/store/customers/me/password-changes", { current_password, new_password }, { as })

  it("needs the present one, and a new one long enough", async () => {
    expect(await change("pas-le-bon", second, token)).toMatchObject({
      status: 403,
      body: { code: "password_wrong" },
    })
    expect((await change(first, "court", token)).status).toBe(400)
    expect((await change(first, second)).status).toBe(401)
    expect((await login(first)).status).toBe(200)
  })

  it("signs in with the new one from then on, and no longer with the old", async () => {
    expect((await change(first, second, token)).status).toBe(201)
    expect((await login(first)).status).toBe(401)
    const signedIn = await login(second)
    expect(signedIn.status).toBe(200)
    token = signedIn.body.token!
  })
})

describe("a buyer asks to sell here", () => {
  const application = {
    name: "Freins du Cap",
    company: "Freins du Cap SARL",
    tax_number: "7654321B/A/M/000",
    governorate_code: "11",
    delegation_code: "",
    address: "12 rue des Jasmins",
    phone: "20 184 536",
    email,
  }
  const apply = (changes: object, as?: string) =>
    post<{ code?: string; vendor_application?: { handle: string; status: string } }>(
      "/store/vendor-applications",
      { ...application, ...changes },
      { as },
    )

  beforeAll(async () => {
    const { governorates } = await found<{
      governorates: { code: string; delegations: { code: string }[] }[]
    }>("/store/governorates")
    const { code, delegations } = governorates[0]!
    Object.assign(application, { governorate_code: code, delegation_code: delegations[0]!.code })
  })

  it("is told what is wrong with the application, in its language", async () => {
    expect((await apply({})).status).toBe(401)
    expect((await apply({ tax_number: "123" }, token)).status).toBe(400)
    expect((await apply({ tax_number: "7654321B/Z/M/000" }, token)).body.code).toBe(
      "tax_number_invalid",
    )
    expect((await apply({ handle: "frein-express" }, token)).status).toBe(400)
    expect((await apply({ commission_bps: 0 }, token)).status).toBe(400)
  })

  it("opens one pending file, which sells nothing and which the operator sees", async () => {
    const answers = await Promise.all([apply({}, token), apply({}, token)])
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409])
    const [made] = answers.filter(({ status }) => status === 201)
    expect(made!.body.vendor_application).toMatchObject({
      handle: "freins-du-cap",
      status: "pending",
    })
    expect((await apply({ name: "Autre nom" }, token)).body.code).toBe("application_exists")
    expect((await send("GET", "/store/vendors/freins-du-cap")).status).toBe(404)

    const operator = await signIn("user", demo.operator)
    const { vendors } = await found<{ vendors: { handle: string; email: string }[] }>(
      "/admin/vendors?status=pending",
      { as: operator },
    )
    expect(vendors).toContainEqual(expect.objectContaining({ handle: "freins-du-cap", email }))
  })
})

describe("a buyer closes its account", () => {
  const close = (password: string) =>
    post("/store/customers/me/closures", { password }, { as: token })

  it("needs the password", async () => {
    expect((await close("pas-le-bon")).status).toBe(403)
    expect((await send("GET", "/store/customers/me", { as: token })).status).toBe(200)
  })

  it("keeps no name, phone, address or vehicle; the order goes on", async () => {
    const { customer } = await found<{ customer: { id: string } }>("/store/customers/me", {
      as: token,
    })
    await made(
      "/store/customers/me/addresses",
      { first_name: "Leïla", address_1: "12 rue des Jasmins", country_code: "tn" },
      { as: token },
    )
    const { vehicle_makes } = await found<{ vehicle_makes: { id: string }[] }>(
      "/store/vehicle-makes?limit=1",
    )
    const { vehicle_models } = await found<{ vehicle_models: { id: string }[] }>(
      `/store/vehicle-models?make_id=${vehicle_makes[0]!.id}&limit=1`,
    )
    const { vehicle_variants } = await found<{ vehicle_variants: { id: string }[] }>(
      `/store/vehicle-variants?model_id=${vehicle_models[0]!.id}&limit=1`,
    )
    await made(
      "/store/customers/me/garage-vehicles",
      { variant_id: vehicle_variants[0]!.id, plate: "123 TU 4567" },
      { as: token },
    )
    const order = await placeOrder([{ offer, quantity: 1 }], token)

    expect((await close(second)).status).toBe(201)

    const [row] = await sql<{ email: string; first_name: string | null; phone: string | null }>(
      "select email, first_name, phone from customer where id = $1",
      [customer.id],
    )
    expect(row).toEqual({
      email: `${customer.id}@closed.invalid`,
      first_name: null,
      phone: null,
    })
    expect(
      await sql("select 1 from customer_address where customer_id = $1", [customer.id]),
    ).toEqual([])
    await eventually("the garage is emptied", async () => {
      const kept = await sql("select 1 from garage_vehicle where customer_id = $1", [customer.id])
      return kept.length === 0
    })
    expect((await login(second)).status).toBe(401)
    const kept = await found<{ order: { display_id: number } }>(
      `/store/tracked-orders/${order.tracking_token}`,
    )
    expect(kept.order.display_id).toBe(order.display_id)
  })

  it("may open another account with the same address", async () => {
    expect((await send("GET", "/store/customers/me", { as: token })).status).toBeGreaterThanOrEqual(
      401,
    )
    const again = await openAccount()
    const { customer } = await found<{ customer: { email: string } }>("/store/customers/me", {
      as: again,
    })
    expect(customer.email).toBe(email)
  })
})
