import { basisPoints } from "@souk/kit/money"
import { found, get, made, post, send } from "./client"
import {
  demo,
  inviteOperator,
  type Offer,
  offersOf,
  placeOrder,
  signIn,
  sql,
  writtenFor,
} from "./shop"

type Rule = { id: string; name: string; in_force: boolean }
type CommissionLine = {
  order_number: string
  rule_id: string
  rule_name: string
  rate_bps: number
  base_millimes: number
  amount_millimes: number
  vat_millimes: number
}
type Movement = {
  kind: string
  vendor_order_number: string | null
  amount_millimes: number
  balance_millimes: number
}

let tokens: { a: string; b: string; operator: string; second: string }
let offer: Offer

beforeAll(async () => {
  tokens = {
    a: await signIn("user", demo.vendorA.email),
    b: await signIn("user", demo.vendorB.email),
    operator: await signIn("user", demo.operator),
    second: await inviteOperator("comptable@souk.example"),
  }
  ;[offer] = (await offersOf(demo.vendorA.handle)) as [Offer]
})

/** The story goes on from one test to the next. */
describe("the operator sets what the marketplace takes", () => {
  let rule: Rule
  const operator = () => ({ as: tokens.operator })

  const body = () => ({
    name: "Plaquettes de novembre",
    vendor_id: offer.vendor_id,
    priority: 5,
    rate_bps: 1200,
    fixed_millimes: 100,
    on_shipping: true,
  })

  it("by a rule limited to the category, brand and condition of an offer", async () => {
    const [facts] = await sql<{ category_id: string; brand_id: string; condition: string }>(
      `select p.category_id, p.brand_id, o.condition from offer o join part p on p.id = o.part_id
        where o.id = $1`,
      [offer.id],
    )
    const answer = await post<{ commission_rule: Rule }>(
      "/admin/commission-rules",
      { ...body(), ...facts },
      operator(),
    )
    expect(answer.status).toBe(201)
    rule = answer.body.commission_rule
    expect(answer.headers.location).toBe(`/admin/commission-rules/${rule.id}`)
    expect(rule).toMatchObject({ name: "Plaquettes de novembre", in_force: true })
  })

  it.each([
    [
      { starts_at: "2026-12-01T00:00:00+01:00", ends_at: "2026-11-01T00:00:00+01:00" },
      400,
      "rule_dates_reversed",
    ],
    [{ minimum_millimes: 5_000, maximum_millimes: 1_000 }, 400, "rule_bounds_reversed"],
    [{ vendor_id: "ven_nobody" }, 404, "not_found"],
    [{ category_id: "pcat_nothing" }, 404, "not_found"],
  ])("and not by %j", async (changes, status, code) => {
    const answer = await post("/admin/commission-rules", { ...body(), ...changes }, operator())
    expect([answer.status, answer.body.code]).toEqual([status, code])
  })

  it("and an order keeps it, whatever becomes of the rule", async () => {
    const order = await placeOrder([{ offer, quantity: 2 }])
    const mine = async () => {
      const { commissions } = await found<{ commissions: CommissionLine[] }>(
        "/vendor/commissions?limit=5",
        { as: tokens.a },
      )
      return commissions.find((line) => line.order_number === `${order.display_id}-1`)
    }
    const base = offer.price_millimes * 2 + offer.shipping_fee_millimes
    const amount = basisPoints(base, 1200) + 200
    const frozen = {
      rule_id: rule.id,
      rule_name: rule.name,
      rate_bps: 1200,
      base_millimes: base,
      amount_millimes: amount,
      vat_millimes: basisPoints(amount, 1900),
    }
    expect(await mine()).toMatchObject(frozen)

    const changed = await post<{ commission_rule: Rule }>(
      `/admin/commission-rules/${rule.id}`,
      { ...body(), rate_bps: 9_000, name: "Autre" },
      operator(),
    )
    expect([changed.status, changed.body.commission_rule.name]).toEqual([200, "Autre"])
    const gone = await send("DELETE", `/admin/commission-rules/${rule.id}`, operator())
    expect(gone.status).toBe(200)
    expect((await get(`/admin/commission-rules/${rule.id}`, operator())).status).toBe(404)
    expect(await mine()).toMatchObject(frozen)
  })

  it("and sees beforehand what a cart would give, by a parent category's rule", async () => {
    const [category] = await sql<{ id: string; parent_category_id: string }>(
      "select id, parent_category_id from product_category where parent_category_id is not null order by id limit 1",
    )
    const parent = await made<{ commission_rule: Rule }>(
      "/admin/commission-rules",
      { name: "Famille", category_id: category!.parent_category_id, rate_bps: 400, priority: 1 },
      operator(),
    )
    type Slice = {
      lines: { rule_id: string; amount_millimes: number; vat_millimes: number }[]
      total_millimes: number
      commission_millimes: number
      commission_vat_millimes: number
      earnings_millimes: number
    }
    const { commission_simulation } = await made<{ commission_simulation: { slices: Slice[] } }>(
      "/admin/commission-simulations",
      {
        lines: [
          {
            vendor_id: offer.vendor_id,
            category_id: category!.id,
            unit_price_millimes: 100_000,
            quantity: 1,
          },
          { vendor_id: offer.vendor_id, unit_price_millimes: 50_000, quantity: 2 },
        ],
        shipping: { [offer.vendor_id]: 7_000 },
      },
      operator(),
    )
    const [slice] = commission_simulation.slices
    expect(slice!.lines[0]).toMatchObject({
      rule_id: parent.commission_rule.id,
      amount_millimes: 4_000,
      vat_millimes: 760,
    })
    expect(slice!.lines[1]!.rule_id).not.toBe(parent.commission_rule.id)
    expect(slice!.total_millimes).toBe(207_000)
    expect(
      slice!.commission_millimes + slice!.commission_vat_millimes + slice!.earnings_millimes,
    ).toBe(207_000)
    await send("DELETE", `/admin/commission-rules/${parent.commission_rule.id}`, operator())
  })
})

describe("the ledger", () => {
  const operator = () => ({ as: tokens.operator })

  it("sums to zero, holds, and equals what each vendor reads", async () => {
    const { id, vendor_orders } = await placeOrder([{ offer, quantity: 1 }])
    const number = vendor_orders[0]!.number
    // Une autre histoire a pu accorder à ce vendeur un taux nul : rien n'est alors prélevé.
    const taken = (await writtenFor(id)).commission > 0
    const { ledger_check } = await found<{ ledger_check: object }>(
      "/admin/ledger-checks",
      operator(),
    )
    expect(ledger_check).toMatchObject({ holds: true, sum_millimes: 0, unbalanced: [] })

    type Account = { account: string; balance_millimes: number; vendor: { id: string } | null }
    const { ledger_accounts } = await found<{ ledger_accounts: Account[] }>(
      "/admin/ledger-accounts",
      operator(),
    )
    expect(ledger_accounts.reduce((acc, one) => acc + one.balance_millimes, 0)).toBe(0)
    const own = ledger_accounts.find((one) => one.vendor?.id === offer.vendor_id)!
    const { balance } = await found<{ balance: { balance_millimes: number } }>("/vendor/balances", {
      as: tokens.a,
    })
    expect(balance.balance_millimes).toBe(0 - own.balance_millimes)

    const { movements } = await found<{ movements: Movement[] }>("/vendor/movements?limit=20", {
      as: tokens.a,
    })
    expect(movements[0]!.balance_millimes).toBe(balance.balance_millimes)
    const ofOrder = movements.filter((one) => one.vendor_order_number === number)
    expect(ofOrder.map((one) => one.kind).sort()).toEqual([
      ...(taken ? ["commission"] : []),
      "sale",
      "shipping",
    ])

    const before = await found<{ ledger_accounts: Account[] }>(
      "/admin/ledger-accounts?at=2020-01-01T00:00:00Z",
      operator(),
    )
    expect(before.ledger_accounts).toEqual([])
  })

  it("is a file in the reader's language, the vendor's its own only", async () => {
    const file = await get(`/admin/ledger-files?account=vendors/${offer.vendor_id}`, {
      ...operator(),
      locale: "fr",
    })
    expect(file.headers["content-type"]).toMatch(/^text\/csv/)
    expect(file.text.split("\r\n")[0]).toContain("Date;Mouvement;Commande")
    const mine = await get("/vendor/movement-files", { as: tokens.b, locale: "en" })
    expect(mine.text.split("\r\n")[0]).toContain("Date;Movement;Order")
    expect(mine.headers["content-disposition"]).toContain(`${demo.vendorB.handle}.csv`)
    const refused = await get(`/vendor/movement-files?account=vendors/${offer.vendor_id}`, {
      as: tokens.b,
    })
    expect(refused.status).toBe(400)
  })

  it("is corrected by two people, once", async () => {
    type Balance = { balance: { balance_millimes: number } }
    const balance = async () =>
      (await found<Balance>("/vendor/balances", { as: tokens.a })).balance.balance_millimes
    const from = await balance()
    const facts = {
      reason: "Colis perdu par le transporteur",
      debit_account: "marketplace/goodwill",
      credit_account: `vendors/${offer.vendor_id}`,
      amount_millimes: 12_345,
    }
    type Adjustment = { id: string; status: string; is_mine: boolean }
    const { ledger_adjustment } = await made<{ ledger_adjustment: Adjustment }>(
      "/admin/ledger-adjustments",
      facts,
      operator(),
    )
    expect(ledger_adjustment).toMatchObject({ status: "prepared", is_mine: true })

    const path = `/admin/ledger-adjustments/${ledger_adjustment.id}/decisions`
    const own = await post(path, { decision: "approved" }, operator())
    expect([own.status, own.body.code]).toEqual([409, "second_person_needed"])
    expect(await balance()).toBe(from)

    const answers = await Promise.all(
      [1, 2, 3].map(() => post(path, { decision: "approved" }, { as: tokens.second })),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409])
    expect(await balance()).toBe(from + 12_345)

    for (const [changes, code] of [
      [{ debit_account: facts.credit_account }, "same_account"],
      [{ debit_account: "marketplace/anything" }, "account_unknown"],
      [{ debit_account: "vendors/ven_nobody" }, "not_found"],
    ] as const) {
      const answer = await post("/admin/ledger-adjustments", { ...facts, ...changes }, operator())
      expect(answer.body.code).toBe(code)
    }
  })
})

/** The story goes on from one test to the next. */
describe("vendors are paid by runs", () => {
  type Payout = {
    id: string
    vendor: { id: string }
    amount_millimes: number
    status: string
    skip_reason: string | null
  }
  type Run = { id: string; status: string; is_mine: boolean; payouts: Payout[] }
  type Balances = { balance: { balance_millimes: number; available_millimes: number } }
  const balances = async () => (await found<Balances>("/vendor/balances", { as: tokens.a })).balance
  const prepare = () => post<{ payout_run: Run }>("/admin/payout-runs", {}, { as: tokens.operator })
  const decide = (id: string, decision: string, as = tokens.second) =>
    post(`/admin/payout-runs/${id}/decisions`, { decision }, { as })
  const ofA = (payouts: Payout[]) => payouts.find((one) => one.vendor.id === offer.vendor_id)!
  let run: Run
  let before: Balances["balance"]

  beforeAll(async () => {
    const { ledger_adjustment } = await made<{ ledger_adjustment: { id: string } }>(
      "/admin/ledger-adjustments",
      {
        reason: "Campagne de lancement",
        debit_account: "marketplace/goodwill",
        credit_account: `vendors/${offer.vendor_id}`,
        amount_millimes: 150_001,
      },
      { as: tokens.operator },
    )
    const path = `/admin/ledger-adjustments/${ledger_adjustment.id}/decisions`
    await made(path, { decision: "approved" }, { as: tokens.second })
    before = await balances()
  })

  it("prepared once, however many ask at the same time", async () => {
    const answers = await Promise.all(Array.from({ length: 6 }, prepare))
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409, 409])
    run = answers.find(({ status }) => status === 201)!.body.payout_run
    expect(run).toMatchObject({ status: "prepared", is_mine: true })
    expect(ofA(run.payouts)).toMatchObject({
      amount_millimes: before.available_millimes,
      status: "planned",
    })
    // Preparing draws nothing, and the vendor is told of nothing that may not come.
    expect(await balances()).toEqual(before)
    const own = await found<{ payouts: Payout[] }>("/vendor/payouts", { as: tokens.a })
    expect(own.payouts).toEqual([])
    const file = await get(`/admin/payout-runs/${run.id}/transfer-files?format=csv`, {
      as: tokens.operator,
    })
    expect([file.status, file.body.code]).toEqual([409, "payout_run_not_approved"])
  })

  it("approved once, by somebody else", async () => {
    const mine = await decide(run.id, "approved", tokens.operator)
    expect([mine.status, mine.body.code]).toEqual([409, "second_person_needed"])
    const answers = await Promise.all([1, 2, 3].map(() => decide(run.id, "approved")))
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409])
    const after = await balances()
    expect(after.available_millimes).toBe(0)
    expect(after.balance_millimes).toBe(before.balance_millimes - before.available_millimes)
  })

  it("given to the bank, as a spreadsheet or as pain.001, to the millime", async () => {
    const path = `/admin/payout-runs/${run.id}/transfer-files`
    const amount = ofA(run.payouts).amount_millimes
    const csv = await get(`${path}?format=csv`, { as: tokens.operator, locale: "fr" })
    expect(csv.headers["content-disposition"]).toContain(".csv")
    const dinars = `${Math.floor(amount / 1000)},${String(amount % 1000).padStart(3, "0")}`
    expect(csv.text).toMatch(new RegExp(`^${ofA(run.payouts).id};.*;TN59\\d{20};${dinars}\r$`, "m"))
    const xml = await get(`${path}?format=pain001`, { as: tokens.operator })
    expect(xml.headers["content-type"]).toMatch(/^application\/xml/)
    expect(xml.text).toContain(`<InstdAmt Ccy="TND">${dinars.replace(",", ".")}</InstdAmt>`)
    const answer = await get(`${path}?format=xls`, { as: tokens.operator })
    expect(answer.status).toBe(400)
  })

  it("rejected by the bank, the money is the vendor's again; told twice, once", async () => {
    const path = `/admin/payouts/${ofA(run.payouts).id}/settlements`
    const told = { outcome: "rejected", note: "Compte clôturé" }
    const answers = await Promise.all(
      [1, 2].map(() => post<{ payout: Payout }>(path, told, { as: tokens.operator })),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409])
    expect(await balances()).toEqual(before)
    const own = await found<{ payouts: Payout[] }>("/vendor/payouts", { as: tokens.a })
    expect(own.payouts[0]).toMatchObject({ status: "rejected", note: "Compte clôturé" })
    const others = await found<{ payouts: Payout[] }>("/vendor/payouts", { as: tokens.b })
    expect(others.payouts.map((one) => one.id)).not.toContain(own.payouts[0]!.id)
  })

  it("and paid by the next one", async () => {
    const { body } = await prepare()
    await decide(body.payout_run.id, "approved")
    const { id } = ofA(body.payout_run.payouts)
    await made(`/admin/payouts/${id}/settlements`, { outcome: "paid" }, { as: tokens.second })
    const again = await prepare()
    expect([again.status, again.body]).toMatchObject([409, { code: "nothing_to_pay" }])
    const { ledger_check } = await found<{ ledger_check: object }>("/admin/ledger-checks", {
      as: tokens.operator,
    })
    expect(ledger_check).toMatchObject({ holds: true, sum_millimes: 0 })
  })
})
