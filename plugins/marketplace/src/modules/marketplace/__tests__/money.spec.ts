import { join } from "node:path"
import { moduleIntegrationTestRunner } from "@medusajs/test-utils"
import fc from "fast-check"
import { MARKETPLACE_MODULE } from ".."
import { pickRule } from "../../../domain/commission"
import type { RefundRequest } from "../../../domain/refunds"
import { splitOrder } from "../../../domain/split-order"
import { statementOf } from "../../../domain/statement"
import type { VendorOrderStatus } from "../../../domain/vendor-order-status"
import type MarketplaceModuleService from "../service"

const vendorRow = (id: string, digit: number) => ({
  id,
  handle: id.replace("_", "-"),
  name: id,
  company: id,
  status: "approved" as const,
  tax_number: `142358${digit}Z/A/M/000`,
  governorate_code: "11",
  delegation_code: "1116",
  address: "12 rue des Jasmins",
  phone: "20123456",
  email: `${id}@souk.example`,
  shipping_fee_millimes: 7_000,
  return_days: 10,
  rib: "08103100025967271930",
})

const VENDORS = ["ven_a", "ven_b", "ven_c"]

type Line = {
  vendor: number
  quantity: number
  price: number
  discount: number
  /** For the old part, by piece. */
  deposit?: number
}

const STATEMENT_FROM = new Date("2020-01-01T00:00:00Z")

jest.setTimeout(240_000)

moduleIntegrationTestRunner<MarketplaceModuleService>({
  moduleName: MARKETPLACE_MODULE,
  resolve: join(__dirname, ".."),
  // The triggers and checks that keep the ledger are in the migrations, not in the models.
  pathToMigrations: join(__dirname, "..", "migrations"),
  testSuite: ({ service }) => {
    let orders = 0

    beforeEach(async () => {
      await service.createGovernorates([
        { code: "11", name_fr: "Tunis", name_ar: "تونس", name_en: "Tunis" },
      ])
      await service.createDelegations([
        { code: "1116", governorate_code: "11", name_fr: "Bab Souika", name_ar: "باب سويقة" },
      ])
      await service.createVendors(VENDORS.map(vendorRow))
    })

    const variantOf = (lineItemId: string) => `variant_${lineItemId.split("_").at(-1)}`

    /** Places an order as the checkout does: rules of the moment, split, one transaction. */
    async function place(lines: Line[], number = ++orders, payment_method = "pp_cod_cod") {
      const placed = lines.map((line, index) => ({
        line_item_id: `li_${number}_${index}`,
        vendor_id: VENDORS[line.vendor % VENDORS.length]!,
        quantity: line.quantity,
        unit_price_millimes: line.price,
        discount_millimes: Math.min(line.discount, line.price * line.quantity),
      }))
      const selling = [...new Set(placed.map((line) => line.vendor_id))]
      const shipping = selling.map((vendor_id) => ({
        vendor_id,
        amount_millimes: 7_000,
        discount_millimes: 0,
      }))
      const extras = lines.flatMap(({ vendor, quantity, deposit = 0 }, index) =>
        deposit > 0
          ? [
              {
                line_item_id: `lid_${number}_${index}`,
                kind: "core_deposit" as const,
                vendor_id: VENDORS[vendor % VENDORS.length]!,
                product_id: "prod_1",
                variant_id: `variant_${index}`,
                quantity,
                unit_millimes: deposit,
              },
            ]
          : [],
      )
      const total_millimes =
        extras.reduce((all, extra) => all + extra.quantity * extra.unit_millimes, 0) +
        placed.reduce((a, l) => a + l.quantity * l.unit_price_millimes - l.discount_millimes, 0) +
        shipping.length * 7_000
      const at = new Date()
      const rules = await service.commissionRulesAt(
        at,
        selling.map((id) => ({ id, commission_bps: null })),
      )
      const turnovers = await service.monthTurnovers(selling, at)
      const slices = splitOrder(
        { total_millimes, lines: placed, shipping, extras },
        (line) =>
          pickRule(
            rules,
            { vendor_id: line.vendor_id, category_ids: [], brand_id: null, condition: null },
            at,
            turnovers.get(line.vendor_id) ?? 0,
          ),
        service.commissionVatBps,
      )
      const facts = {
        order_id: `order_${number}`,
        order_display_id: number,
        payment_method,
        payment_collection_id: `pay_${number}`,
        currency_code: "tnd",
        buyer_name: "Nour Haddad",
        texts: Object.fromEntries(
          [...placed, ...extras].map((line) => [
            line.line_item_id,
            {
              product_id: "prod_1",
              variant_id: "variant_id" in line ? line.variant_id : variantOf(line.line_item_id),
              title: "Plaquettes",
              subtitle: null,
              sku: null,
              thumbnail: null,
              facts: null,
            },
          ]),
        ),
        shipping: {},
      }
      const rows = await service.recordSplit(slices, facts)
      return { rows, again: () => service.recordSplit(slices, facts), total_millimes }
    }

    const balanceOf = async (account: string) =>
      (await service.balancesAt(new Date(), { account }))[0]?.balance_millimes ?? 0

    const prepared = (amount_millimes = 1_000) =>
      service.createLedgerAdjustments({
        reason: "Geste commercial",
        debit_account: "marketplace/goodwill",
        credit_account: "vendors/ven_a",
        amount_millimes,
        prepared_by: "user_1",
      })

    const rule = (changes: object) =>
      service.createCommissionRules({
        name: "Règle",
        rate_bps: 500,
        tiers: [] as unknown as Record<string, unknown>,
        ...changes,
      })

    it("freezes the rule on each line: later edits change nothing of it", async () => {
      const written = await rule({ vendor_id: "ven_a", on_shipping: true })
      const { rows } = await place([{ vendor: 0, quantity: 1, price: 100_000, discount: 0 }])
      await service.updateCommissionRules({ id: written.id, rate_bps: 9_000, name: "Autre" })
      await service.softDeleteCommissionRules([written.id])

      const [line] = await service.listCommissionLines({})
      expect(line).toMatchObject({ rule_id: written.id, rule_name: "Règle", rate_bps: 500 })
      expect([line!.base_millimes, line!.shipping_base_millimes].map(Number)).toEqual([
        107_000, 7_000,
      ])
      expect([line!.amount_millimes, line!.vat_millimes].map(Number)).toEqual([5_350, 1_017])
      expect(Number(rows[0]!.earnings_millimes)).toBe(107_000 - 5_350 - 1_017)

      await place([{ vendor: 0, quantity: 1, price: 100_000, discount: 0 }])
      const rates = await service.listCommissionLines({}, { order: { created_at: "ASC" } })
      expect(rates.map((one) => one.rate_bps)).toEqual([500, 1000])
    })

    it("gives the rate of the month's turnover, cancelled orders aside", async () => {
      await rule({
        rate_bps: 1000,
        tiers: [{ from_millimes: 100_000, rate_bps: 500 }] as unknown as Record<string, unknown>,
      })
      const buy = () => place([{ vendor: 0, quantity: 1, price: 100_000, discount: 0 }])
      const { rows } = await buy()
      await buy()
      await service.moveVendorOrder({
        id: rows[0]!.id,
        from: "new",
        to: "cancelled",
        actor: "user_1",
      })
      await buy()
      const lines = await service.listCommissionLines({}, { order: { created_at: "ASC" } })
      expect(lines.map((line) => line.rate_bps)).toEqual([1000, 500, 500])
    })

    it("counts no refunded piece in the month's turnover", async () => {
      const turnover = async (at = new Date()) =>
        (await service.monthTurnovers([VENDORS[0]!], at)).get(VENDORS[0]!)
      const { rows } = await place([{ vendor: 0, quantity: 3, price: 40_000, discount: 6_000 }])
      await place([{ vendor: 0, quantity: 1, price: 5_000, discount: 0 }])
      expect(await turnover()).toBe(119_000)

      const before = new Date()
      const [found] = await service.returnable([rows[0]!.id])
      const give = (what: RefundRequest) =>
        service.decideRefund({
          key: JSON.stringify(what),
          asked: "",
          kind: "refund",
          order_id: rows[0]!.order_id,
          parts: [{ vendor_order_id: rows[0]!.id, request: what }],
          reason: "Ne convient pas",
          actor_id: "user_1",
          payment: null,
          vat: { lines: {}, shipping: {} },
        })
      await deliver(rows[0]!.id)
      await give({
        lines: [{ line_id: found!.lines[0]!.id, quantity: 1 }],
        shipping: 0,
        goodwill: null,
      })
      // Un port ou un geste ne sont pas des pièces rendues.
      await give({
        lines: [],
        shipping: 1_000,
        goodwill: { amount_millimes: 500, bearer: "marketplace" },
      })
      expect(await turnover()).toBe(119_000 - 38_000)
      expect(await turnover(before)).toBe(119_000)
    })

    it("refuses to change or delete an entry, and to book what does not balance", async () => {
      await place([{ vendor: 0, quantity: 1, price: 100_000, discount: 0 }])
      const [entry] = await service.listLedgerEntries({})
      await expect(
        service.updateLedgerEntries({ id: entry!.id, amount_millimes: 1 }),
      ).rejects.toThrow(/append-only/)
      await expect(service.deleteLedgerEntries([entry!.id])).rejects.toThrow(/append-only/)
      await expect(
        service.createLedgerEntries([
          {
            account: "marketplace/bank",
            amount_millimes: 1,
            transaction_id: entry!.transaction_id,
          },
        ]),
      ).rejects.toThrow(/does not sum to zero/)
      expect(await service.checkLedger()).toMatchObject({ holds: true, sum_millimes: 0 })
    })

    const TEN_DAYS_MS = 10 * 86_400_000
    const afterReturns = () => new Date(Date.now() + TEN_DAYS_MS + 60_000)

    async function deliver(id: string, carrier = "navex") {
      for (const [from, to] of [
        ["new", "confirmed"],
        ["confirmed", "shipped"],
        ["shipped", "delivered"],
      ] as const) {
        await service.moveVendorOrder({ id, from, to, actor: "user_1", carrier })
      }
    }

    const remit = (reference: string, rows: [number: string, amount: number][]) =>
      service.recordRemittance({
        carrier: "navex",
        reference,
        rows: rows.map(([number, amount_millimes], index) => ({
          row: index + 2,
          reference: number,
          amount_millimes,
        })),
        actor_id: "user_1",
      })

    const buyOne = (vendor = 0) => place([{ vendor, quantity: 1, price: 100_000, discount: 0 }])
    const run = (now = afterReturns()) =>
      service.preparePayoutRun({ minimum_millimes: 20_000, actor_id: "user_1", now })
    const approve = (id: string) =>
      service.decidePayoutRun({ id, approve: true, actor_id: "user_2" })
    const payoutsOf = (run_id: string) => service.listPayouts({ run_id }, { take: 100 })

    it("makes cash available once handed over and the return window is past, not before", async () => {
      const { rows } = await buyOne()
      const order = rows[0]!
      const earned = Number(order.earnings_millimes)
      await deliver(order.id)
      expect(await balanceOf("carriers/navex")).toBe(107_000)
      expect(await balanceOf("buyers/receivable")).toBe(0)
      expect(await service.releaseOrders(afterReturns())).toBe(0)
      expect((await service.vendorBalance("ven_a")).waiting).toEqual([
        {
          reason: "awaiting_cash",
          order_count: 1,
          amount_millimes: earned,
          first_available_at: null,
        },
      ])
      expect((await service.cashToRemit({ limit: 10, offset: 0 })).parcels).toMatchObject([
        { number: order.number, carrier: "navex", due_millimes: 107_000 },
      ])

      expect(await remit("R1", [[order.number, 107_000]])).toMatchObject({
        matched: 1,
        exceptions: 0,
      })
      await expect(remit("R1", [[order.number, 107_000]])).rejects.toThrow(/déjà enregistré/)
      expect(await balanceOf("carriers/navex")).toBe(0)
      expect(await balanceOf("marketplace/bank")).toBe(107_000)
      expect(await service.releaseOrders(new Date())).toBe(0)
      expect((await service.vendorBalance("ven_a")).waiting).toMatchObject([
        { reason: "return_window" },
      ])
      expect(await service.releaseOrders(afterReturns())).toBe(1)
      expect(await service.releaseOrders(afterReturns())).toBe(0)
      expect(await service.vendorBalance("ven_a")).toEqual({
        balance_millimes: earned,
        available_millimes: earned,
        waiting: [],
      })
    })

    it("sets aside a gap of one millime, a stranger, a repeat and what is not delivered", async () => {
      const [short, twice, early] = [await buyOne(), await buyOne(), await buyOne()].map(
        ({ rows }) => rows[0]!,
      )
      await deliver(short!.id)
      await deliver(twice!.id)
      expect(
        await remit("R1", [
          [short!.number, 106_999],
          [twice!.number, 107_000],
          [twice!.number, 107_000],
          [early!.number, 107_000],
          ["9999-9", 5_000],
        ]),
      ).toMatchObject({ matched: 1, exceptions: 4 })
      const lines = await service.listRemittanceLines({}, { order: { row: "ASC" } })
      expect(lines.map((line) => line.problem)).toEqual([
        "amount_differs",
        null,
        "duplicate",
        "not_delivered",
        "unknown",
      ])
      const resolution = "Vu avec le transporteur"
      const propose = (row: number, vendor_order_number: string) =>
        service.proposeRemittanceLine({
          id: lines[row]!.id,
          vendor_order_number,
          resolution,
          actor_id: "user_1",
        })
      const decide = (row: number, decision: "accepted" | "dismissed", actor_id = "user_2") =>
        service.resolveRemittanceLine({ id: lines[row]!.id, decision, resolution, actor_id })
      await expect(propose(2, twice!.number)).rejects.toThrow(/déjà reversée/)
      await expect(propose(3, early!.number)).rejects.toThrow(/pas encore expédiée/)
      await decide(2, "dismissed", "user_1")
      await expect(decide(0, "accepted")).rejects.toThrow(/déjà réglée/)
      await propose(0, short!.number)
      await expect(decide(0, "accepted", "user_1")).rejects.toThrow(/une autre personne/)
      await decide(0, "accepted")
      await expect(decide(0, "accepted")).rejects.toThrow(/déjà réglée/)
      expect(await balanceOf("marketplace/carrier-differences")).toBe(1)
      expect(await balanceOf("marketplace/bank")).toBe(213_999)
      expect(await remit("R2", [[short!.number, 107_000]])).toMatchObject({ exceptions: 1 })
      expect(await service.checkLedger()).toMatchObject({ holds: true })
    })

    it("pays a vendor once, whoever runs it how often", async () => {
      const { rows } = await buyOne()
      const earned = Number(rows[0]!.earnings_millimes)
      await deliver(rows[0]!.id)
      await remit("R1", [[rows[0]!.number, 107_000]])

      const runs = await Promise.allSettled([run(), run(), run()])
      const made = runs.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []))
      expect(made).toHaveLength(1)
      const { id } = made[0]!
      await expect(
        service.decidePayoutRun({ id, approve: true, actor_id: "user_1" }),
      ).rejects.toThrow(/une autre personne/)
      const decided = await Promise.allSettled([approve(id), approve(id), approve(id)])
      expect(decided.filter((one) => one.status === "fulfilled")).toHaveLength(1)

      const [payout] = await payoutsOf(id)
      expect(payout).toMatchObject({ status: "sent", vendor_id: "ven_a" })
      expect(Number(payout!.amount_millimes)).toBe(earned)
      expect(await service.vendorBalance("ven_a")).toMatchObject({ balance_millimes: 0 })
      await expect(run()).rejects.toThrow(/Aucun vendeur/)

      const settle = (outcome: "paid" | "rejected") =>
        service.settlePayout({ id: payout!.id, outcome, note: null, actor_id: "user_2" })
      await settle("rejected")
      await expect(settle("paid")).rejects.toThrow(/n'attend pas/)
      expect(await service.vendorBalance("ven_a")).toMatchObject({ available_millimes: earned })
      const again = await run()
      await approve(again.id)
      const [second] = await payoutsOf(again.id)
      await service.settlePayout({
        id: second!.id,
        outcome: "paid",
        note: null,
        actor_id: "user_2",
      })
      expect(await balanceOf("marketplace/payouts-in-transit")).toBe(0)
      expect(await balanceOf("marketplace/bank")).toBe(107_000 - earned)
    })

    it("skips who cannot be paid, with the reason, and nets what a vendor owes", async () => {
      for (const vendor of [0, 1, 2]) {
        const { rows } = await buyOne(vendor)
        await deliver(rows[0]!.id)
        await remit(`R${vendor}`, [[rows[0]!.number, 107_000]])
      }
      await service.updateVendors([
        { id: "ven_b", rib: "08103100025967271931" },
        { id: "ven_c", status: "banned" },
      ])
      const owed = await service.createLedgerAdjustments({
        reason: "Pièce perdue",
        debit_account: "vendors/ven_a",
        credit_account: "marketplace/goodwill",
        amount_millimes: 10_000,
        prepared_by: "user_1",
      })
      await service.decideAdjustment({ id: owed.id, approve: true, actor_id: "user_2" })
      const { id } = await run()
      const payouts = new Map((await payoutsOf(id)).map((one) => [one.vendor_id, one]))
      expect(Number(payouts.get("ven_a")!.amount_millimes)).toBe(95_100 - 10_000)
      expect(payouts.get("ven_b")).toMatchObject({ status: "skipped", skip_reason: "rib_invalid" })
      expect(payouts.get("ven_c")).toMatchObject({
        status: "skipped",
        skip_reason: "vendor_closed",
      })

      // Le RIB change entre la préparation et l'approbation : rien ne part.
      await service.updateVendors({ id: "ven_a", rib: "10006035183598478831" })
      await approve(id)
      expect((await payoutsOf(id)).map((one) => one.status)).toEqual([
        "skipped",
        "skipped",
        "skipped",
      ])
      expect(await balanceOf("marketplace/payouts-in-transit")).toBe(0)
    })

    it("undoes a cancelled order to the millime", async () => {
      const { rows } = await place([
        { vendor: 0, quantity: 3, price: 33_333, discount: 1 },
        { vendor: 1, quantity: 1, price: 1_000, discount: 0 },
      ])
      for (const row of rows) {
        await service.moveVendorOrder({ id: row.id, from: "new", to: "cancelled", actor: "u" })
      }
      for (const { balance_millimes } of await service.balancesAt(new Date())) {
        expect(balance_millimes).toBe(0)
      }
    })

    it("tells balances at any date, and the entries of an account with what each left", async () => {
      const before = new Date()
      const { rows } = await place([{ vendor: 0, quantity: 1, price: 100_000, discount: 0 }])
      const earned = Number(rows[0]!.earnings_millimes)
      expect(await service.balancesAt(new Date(before.getTime() - 1))).toEqual([])
      expect(await balanceOf("vendors/ven_a")).toBe(-earned)

      const { entries, count } = await service.accountEntries(
        { account: "vendors/ven_a" },
        { limit: 2, offset: 0 },
      )
      expect(count).toBe(3)
      expect(entries).toHaveLength(2)
      expect(entries[0]).toMatchObject({
        balance_millimes: -earned,
        vendor_order_id: rows[0]!.id,
      })
      expect(await service.vendorBalance("ven_a")).toEqual({
        balance_millimes: earned,
        available_millimes: 0,
        waiting: [
          {
            reason: "to_confirm",
            order_count: 1,
            amount_millimes: earned,
            first_available_at: null,
          },
        ],
      })
      const none = await service.accountEntries(
        { account: "vendors/ven_a", to: before },
        { limit: 2, offset: 0 },
      )
      expect(none).toEqual({ entries: [], count: 0 })
    })

    it("books an adjustment once, and only when somebody else approves it", async () => {
      const { id } = await prepared()
      const mine = { id, approve: true, actor_id: "user_1" }
      await expect(service.decideAdjustment(mine)).rejects.toThrow(/une autre personne/)
      expect(await balanceOf("vendors/ven_a")).toBe(0)

      const answers = await Promise.allSettled(
        [2, 3, 4].map((n) =>
          service.decideAdjustment({ id, approve: true, actor_id: `user_${n}` }),
        ),
      )
      expect(answers.filter((one) => one.status === "fulfilled")).toHaveLength(1)
      expect(await balanceOf("vendors/ven_a")).toBe(-1_000)

      const other = await prepared()
      await service.decideAdjustment({ id: other.id, approve: false, actor_id: "user_2" })
      expect(await balanceOf("vendors/ven_a")).toBe(-1_000)
      await expect(
        service.decideAdjustment({ id: other.id, approve: true, actor_id: "user_2" }),
      ).rejects.toThrow(/déjà décidée/)
    })

    const amount = fc.integer({ min: 0, max: 300_000 })
    const step = fc.oneof(
      fc.record({
        do: fc.constant("order" as const),
        lines: fc.array(
          fc.record({
            vendor: fc.integer({ min: 0, max: 2 }),
            quantity: fc.integer({ min: 1, max: 4 }),
            price: amount,
            discount: amount,
            deposit: fc.constantFrom(0, 0, 15_000),
          }),
          { minLength: 1, maxLength: 4 },
        ),
        online: fc.boolean(),
        again: fc.boolean(),
      }),
      fc.record({ do: fc.constant("capture" as const), which: fc.nat(), part: fc.boolean() }),
      {
        weight: 4,
        arbitrary: fc.record({
          do: fc.constant("refund" as const),
          which: fc.nat(),
          kind: fc.constantFrom("refund" as const, "refund" as const, "cancellation" as const),
          what: fc.constantFrom(
            "whole" as const,
            "piece" as const,
            "shipping" as const,
            "goodwill" as const,
          ),
          amount: fc.integer({ min: 1, max: 20_000 }),
          bearer: fc.constantFrom("vendor" as const, "marketplace" as const),
          settle: fc.boolean(),
        }),
      },
      fc.record({
        do: fc.constant("move" as const),
        which: fc.nat(),
        to: fc.constantFrom("confirmed" as const, "shipped" as const, "delivered" as const),
      }),
      fc.record({
        do: fc.constant("rule" as const),
        vendor: fc.option(fc.integer({ min: 0, max: 2 })),
        rate_bps: fc.integer({ min: 0, max: 10_000 }),
        fixed_millimes: fc.integer({ min: 0, max: 5_000 }),
        on_shipping: fc.boolean(),
      }),
      fc.record({
        do: fc.constant("adjust" as const),
        amount: fc.integer({ min: 1, max: 50_000 }),
        approve: fc.boolean(),
      }),
      fc.record({ do: fc.constant("cancel" as const), which: fc.nat() }),
      {
        weight: 2,
        arbitrary: fc.record({
          do: fc.constant("ask" as const),
          which: fc.nat(),
          by: fc.constantFrom("buyer" as const, "vendor" as const),
          answer: fc.constantFrom("refused" as const, "accepted" as const, null),
        }),
      },
      fc.record({
        do: fc.constant("fail" as const),
        which: fc.nat(),
        next: fc.constantFrom("retry" as const, "return" as const),
      }),
      fc.record({
        do: fc.constant("bank" as const),
        vendor: fc.integer({ min: 0, max: 2 }),
        answer: fc.constantFrom("confirmed" as const, "refused" as const, null),
      }),
      fc.record({
        do: fc.constant("remit" as const),
        which: fc.array(fc.nat(), { minLength: 1, maxLength: 4 }),
        gap: fc.constantFrom(0, 0, 0, -1, 1),
      }),
      fc.record({
        do: fc.constant("pay" as const),
        outcome: fc.constantFrom("paid" as const, "rejected" as const, null),
      }),
    )

    const NEXT: Partial<Record<VendorOrderStatus, VendorOrderStatus>> = {
      new: "confirmed",
      confirmed: "shipped",
      shipped: "delivered",
      undelivered: "delivered",
    }
    const RIBS = ["08103100025967271930", "10006035183598478831"] as const

    it("holds after any sequence of steps, some of them repeated", async () => {
      let adjusted = 0
      let remittances = 0
      let decisions = 0
      const drawn = new Map(VENDORS.map((id) => [id, 0]))
      const all = () => service.listVendorOrders({}, { take: 10_000, order: { id: "ASC" } })
      const one = async (which: number) => {
        const rows = await all()
        return rows[which % (rows.length || 1)]
      }
      type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

      const steps: { [Do in Step["do"]]: (what: Extract<Step, { do: Do }>) => Promise<void> } = {
        order: async ({ lines, again, online }) => {
          const placed = await place(lines, ++orders, online ? "pp_gateway" : "pp_cod_cod")
          if (again) await placed.again()
        },
        move: async ({ which, to }) => {
          const row = await one(which)
          if (!row || NEXT[row.status as VendorOrderStatus] !== to) return
          const from = row.status as VendorOrderStatus
          const move = { id: row.id, from, to, actor: "user_1", carrier: "navex" }
          expect(await service.moveVendorOrder(move)).toBe(true)
          expect(await service.moveVendorOrder(move)).toBe(false)
        },
        cancel: async ({ which }) => {
          const row = await one(which)
          if (!row || row.status === "delivered" || row.status === "cancelled") return
          const from = row.status as VendorOrderStatus
          const move = { id: row.id, from, to: "cancelled" as const, actor: "user_1" }
          const both = await Promise.all([
            service.moveVendorOrder(move),
            service.moveVendorOrder(move),
          ])
          expect(both.filter(Boolean)).toHaveLength(1)
        },
        ask: async ({ which, by, answer }) => {
          const row = await one(which)
          if (!row) return
          const asked = {
            vendor_order_id: row.id,
            vendor_id: by === "vendor" ? row.vendor_id : undefined,
            asked_by: by,
            actor: by === "vendor" ? "user_1" : "buyer",
            reason: "Erreur",
          }
          const held = () => service.listCancellationRequests({ vendor_order_id: row.id })
          const before = (await held()).find((request) => request.asked_by === by)
          const both = await Promise.allSettled(
            [1, 2].map(() => service.requestCancellation(asked)),
          )
          const made = both.flatMap((answer) =>
            answer.status === "fulfilled" ? [answer.value] : [],
          )
          const isOpen = row.status === "new" || row.status === "confirmed"
          expect(made).toHaveLength(before || isOpen ? 2 : 0)
          if (!made[0]) return
          expect(made[1]!.id).toBe(made[0].id)
          expect(made.filter((request) => request.is_new)).toHaveLength(before ? 0 : 1)

          const { id } = made[0]
          const { status } = await service.retrieveCancellationRequest(id)
          const balances = await service.balancesAt(new Date(Date.now() + 60_000))
          const refuse = () =>
            service.refuseCancellation({ id, answer: "Déjà emballée", actor: "user_2" })
          if (answer === "refused") {
            // Un refus ne change ni la commande ni l'argent ; dit deux fois, c'est une réponse.
            const answers = await Promise.allSettled([refuse(), refuse()])
            expect(answers.filter((one) => one.status === "fulfilled" && one.value)).toHaveLength(
              status === "open" ? 1 : 0,
            )
            expect(answers.every((one) => one.status === "fulfilled")).toBe(status !== "accepted")
            expect((await service.retrieveVendorOrder(row.id)).status).toBe(row.status)
            expect(await service.balancesAt(new Date(Date.now() + 60_000))).toEqual(balances)
          }
          const isLate = row.status === "delivered" || row.status === "cancelled"
          if (answer === "accepted" && status === "open" && !isLate) {
            const accept = () =>
              service.decideRefund({
                key: `request:${id}`,
                asked: "whole",
                kind: "cancellation",
                order_id: row.order_id,
                parts: [{ vendor_order_id: row.id, request: "whole" }],
                reason: "Erreur",
                actor_id: "user_2",
                payment: null,
                vat: { lines: {}, shipping: {} },
              })
            const answers = await Promise.all([accept(), accept()])
            expect(answers.filter((one) => one.is_new)).toHaveLength(1)
            expect((await service.retrieveVendorOrder(row.id)).status).toBe("cancelled")
            expect((await held()).some((request) => request.status === "open")).toBe(false)
            await expect(refuse()).rejects.toThrow()
          }
        },
        fail: async ({ which, next }) => {
          const row = await one(which)
          if (!row) return
          const known = await service.listDeliveryFailures({ vendor_order_id: row.id })
          const tell = () =>
            service.recordDeliveryFailure({
              id: row.id,
              mover: "vendor",
              actor: "user_1",
              attempt: known.length + 1,
              reason: "absent",
              next,
            })
          const both = await Promise.allSettled([tell(), tell()])
          const told = both.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []))
          expect(told.filter((one) => one.is_new)).toHaveLength(told.length > 0 ? 1 : 0)
        },
        bank: async ({ vendor, answer }) => {
          const vendor_id = VENDORS[vendor]!
          const { rib } = await service.retrieveVendor(vendor_id)
          const other = RIBS.find((one) => one !== rib)!
          const ask = () => service.requestBankChange({ vendor_id, rib: other, actor_id: "user_1" })
          const { id } = await ask()
          expect((await ask()).id).toBe(id)
          // Sans réponse, ce vendeur attend : les versements suivants le sautent.
          if (!answer) return
          const decide = () =>
            service.decideBankChange({
              id,
              confirm: answer === "confirmed",
              note: "Appel",
              actor_id: "user_2",
            })
          await decide()
          await expect(decide()).rejects.toThrow()
          expect((await service.retrieveVendor(vendor_id)).rib).toBe(
            answer === "confirmed" ? other : rib,
          )
        },
        capture: async ({ which, part }) => {
          const row = await one(which)
          if (!row) return
          const [share] = await service.listPaymentAllocations({ vendor_order_id: row.id })
          const { payment_collection_id } = share!
          const capture = {
            id: `capt_${payment_collection_id}_${part}`,
            payment_id: "pay_1",
            payment_collection_id,
            provider_id: row.payment_method,
            amount_millimes: part ? 10_000 : 100_000_000,
            fee_millimes: 0,
          }
          await Promise.allSettled([service.recordCapture(capture), service.recordCapture(capture)])
          await service.recordCapture(capture)
        },
        refund: async ({ which, kind, what, amount, bearer, settle }) => {
          const row = await one(which)
          if (!row) return
          const [found] = await service.returnable([row.id])
          const line = found!.lines[amount % found!.lines.length]!
          const request = {
            whole: "whole" as const,
            piece: { lines: [{ line_id: line.id, quantity: 1 }], shipping: 0, goodwill: null },
            shipping: { lines: [], shipping: amount, goodwill: null },
            goodwill: { lines: [], shipping: 0, goodwill: { amount_millimes: amount, bearer } },
          }[kind === "cancellation" && what !== "whole" ? "piece" : what]
          decisions += 1
          const decide = () =>
            service.decideRefund({
              key: `key_${decisions}`,
              asked: what,
              kind,
              order_id: row.order_id,
              parts: [{ vendor_order_id: row.id, request }],
              reason: "Essai",
              actor_id: "user_1",
              payment: null,
              vat: { lines: {}, shipping: {} },
            })
          const both = await Promise.allSettled([decide(), decide()])
          const done = both.flatMap((answer) =>
            answer.status === "fulfilled" ? [answer.value] : [],
          )
          expect(done.filter((answer) => answer.is_new).length).toBe(done.length > 0 ? 1 : 0)
          if (done.length === 0) return
          expect(await decide()).toEqual({ id: done[0]!.id, is_new: false })
          if (!settle) return
          const settled = await Promise.allSettled(
            [1, 2].map(() =>
              service.settleRefund({
                id: done[0]!.id,
                reference: "Virement",
                actor_id: "user_1",
                method: "by_hand",
              }),
            ),
          )
          expect(
            settled.filter((answer) => answer.status === "fulfilled" && answer.value).length,
          ).toBeLessThanOrEqual(1)
        },
        rule: async ({ vendor, rate_bps, fixed_millimes, on_shipping }) => {
          const vendor_id = vendor === null ? null : VENDORS[vendor]
          await rule({ vendor_id, rate_bps, fixed_millimes, on_shipping })
        },
        adjust: async ({ amount, approve: isApproved }) => {
          const { id } = await prepared(amount)
          const decide = () =>
            service.decideAdjustment({ id, approve: isApproved, actor_id: "user_2" })
          await decide()
          await expect(decide()).rejects.toThrow()
          if (isApproved) adjusted += amount
        },
        remit: async ({ which, gap }) => {
          const chosen = (await Promise.all(which.map(one))).flatMap((row) => row ?? [])
          if (chosen.length === 0) return
          const dues = await service.listPaymentAllocations({
            vendor_order_id: chosen.map((row) => row.id),
          })
          const rows = chosen.map((row): [string, number] => [
            row.number,
            Math.max(
              0,
              Number(dues.find((due) => due.vendor_order_id === row.id)!.due_millimes) + gap,
            ),
          ])
          remittances += 1
          const reference = `S${Date.now()}-${remittances}`
          const answers = await Promise.allSettled([remit(reference, rows), remit(reference, rows)])
          expect(answers.filter((answer) => answer.status === "fulfilled")).toHaveLength(1)
          await remit(`${reference}-again`, rows)
        },
        pay: async ({ outcome }) => {
          const answers = await Promise.allSettled([run(), run()])
          const made = answers.flatMap((answer) =>
            answer.status === "fulfilled" ? [answer.value] : [],
          )
          expect(made.length).toBeLessThanOrEqual(1)
          if (!made[0]) return
          const changing = new Set(
            (await service.listBankChanges({ status: "requested" })).map((one) => one.vendor_id),
          )
          const before = new Map<string, number>()
          for (const id of VENDORS) {
            before.set(id, (await service.vendorBalance(id)).available_millimes)
          }
          await Promise.allSettled([approve(made[0].id), approve(made[0].id)])
          for (const payout of await payoutsOf(made[0].id)) {
            if (payout.status !== "sent") continue
            // Rien ne part avant d'être disponible, ni vers un compte que l'on change.
            expect(Number(payout.amount_millimes)).toBe(before.get(payout.vendor_id))
            expect(changing.has(payout.vendor_id)).toBe(false)
            if (outcome !== "rejected") {
              drawn.set(
                payout.vendor_id,
                drawn.get(payout.vendor_id)! + Number(payout.amount_millimes),
              )
            }
            if (!outcome) continue
            const settle = () =>
              service.settlePayout({ id: payout.id, outcome, note: null, actor_id: "user_2" })
            await settle()
            await expect(settle()).rejects.toThrow()
          }
        },
      }

      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), async (sequence) => {
          for (const what of sequence) {
            // The key and the step are of one kind by construction.
            await (steps[what.do] as (step: Step) => Promise<void>)(what)
            expect(await service.checkLedger()).toMatchObject({ holds: true, sum_millimes: 0 })
            const rows = await all()
            const shares = await service.returnable(rows.map((row) => row.id))
            expect(await balanceOf("buyers/receivable")).toBe(
              shares.reduce((acc, share) => acc + share.due_millimes - share.paid_millimes, 0),
            )
            // Never more than was paid, to anybody.
            for (const share of shares) {
              expect(share.refunded_millimes).toBeLessThanOrEqual(share.paid_millimes)
              expect(share.paid_millimes).toBeLessThanOrEqual(share.due_millimes)
            }
            // A request is accepted with its order's cancellation, and never otherwise.
            const accepted = await service.listCancellationRequests(
              { status: "accepted" },
              { take: 10_000 },
            )
            for (const { vendor_order_id } of accepted) {
              expect(rows.find((row) => row.id === vendor_order_id)!.status).toBe("cancelled")
            }
            const refunds = await service.listOrderRefunds({}, { take: 10_000 })
            expect(await balanceOf("buyers/refunds")).toBe(
              0 -
                refunds
                  .filter((refund) => refund.status !== "done")
                  .reduce((acc, refund) => acc + Number(refund.amount_millimes), 0),
            )
            const lost = await service.listOrderRefundShares({}, { take: 10_000 })
            const lostBy = (some: typeof rows) =>
              lost
                .filter((share) => some.some((row) => row.id === share.vendor_order_id))
                .reduce(
                  (acc, share) =>
                    acc +
                    Number(share.vendor_millimes) +
                    Number(share.funding_millimes) -
                    Number(share.commission_millimes) -
                    Number(share.commission_vat_millimes),
                  0,
                )
            for (const vendor of VENDORS) {
              const mine = rows.filter((row) => row.vendor_id === vendor)
              const gifts = vendor === "ven_a" ? adjusted : 0
              const earnedBy = (some: typeof mine) =>
                some.reduce((acc, row) => acc + Number(row.earnings_millimes), 0) - lostBy(some)
              const balance = await service.vendorBalance(vendor)
              expect(balance.balance_millimes).toBe(earnedBy(mine) + gifts - drawn.get(vendor)!)
              const { opening_millimes, entries } = await service.accountBetween({
                account: `vendors/${vendor}`,
                from: STATEMENT_FROM,
                before: new Date(Date.now() + 60_000),
                limit: 10_000,
              })
              const statement = statementOf(opening_millimes, entries)
              expect(statement.closing_millimes).toBe(balance.balance_millimes)
              // Figures of the home page: what was given back is neither sold nor earned.
              const summary = await service.summariseVendor(vendor)
              const alive = mine.filter((row) => row.status !== "cancelled")
              expect(summary.turnover_30_days_millimes).toBe(
                alive.reduce((acc, row) => acc + Number(row.total_millimes), 0) -
                  lost
                    .filter((share) => alive.some((row) => row.id === share.vendor_order_id))
                    .reduce((acc, share) => acc + Number(share.vendor_millimes), 0),
              )
              expect(summary.pending_earnings_millimes).toBe(
                earnedBy(alive.filter((row) => row.status !== "delivered")),
              )
              // Nobody draws what is not released, nor draws it twice.
              const released = mine.filter((row) => row.released_at || row.status === "cancelled")
              expect(balance.available_millimes).toBe(
                earnedBy(released) + gifts - drawn.get(vendor)!,
              )
            }
          }
        }),
        { numRuns: 25 },
      )
    })
  },
})
