import { join } from "node:path"
import { moduleIntegrationTestRunner } from "@medusajs/test-utils"
import fc from "fast-check"
import { MARKETPLACE_MODULE } from ".."
import { pickRule } from "../../../domain/commission"
import { splitOrder } from "../../../domain/split-order"
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
})

const VENDORS = ["ven_a", "ven_b", "ven_c"]

type Line = { vendor: number; quantity: number; price: number; discount: number }

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

    /** Places an order as the checkout does: rules of the moment, split, one transaction. */
    async function place(lines: Line[], number = ++orders) {
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
      const total_millimes =
        placed.reduce((a, l) => a + l.quantity * l.unit_price_millimes - l.discount_millimes, 0) +
        shipping.length * 7_000
      const at = new Date()
      const rules = await service.commissionRulesAt(
        at,
        selling.map((id) => ({ id, commission_bps: null })),
      )
      const turnovers = await service.monthTurnovers(selling, at)
      const slices = splitOrder(
        { total_millimes, lines: placed, shipping },
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
        payment_method: "pp_cod_cod",
        payment_collection_id: `pay_${number}`,
        currency_code: "tnd",
        buyer_name: "Nour Haddad",
        texts: Object.fromEntries(
          placed.map((line) => [
            line.line_item_id,
            {
              product_id: "prod_1",
              variant_id: null,
              title: "Plaquettes",
              subtitle: null,
              sku: null,
              thumbnail: null,
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
        waiting: [{ reason: "to_confirm", order_count: 1, amount_millimes: earned }],
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
          }),
          { minLength: 1, maxLength: 4 },
        ),
        again: fc.boolean(),
      }),
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
    )

    const NEXT: Partial<Record<VendorOrderStatus, VendorOrderStatus>> = {
      new: "confirmed",
      confirmed: "shipped",
      shipped: "delivered",
    }

    it("holds after any sequence of steps, some of them repeated", async () => {
      let adjusted = 0
      let ordered = 0
      const run = async (one: typeof step extends fc.Arbitrary<infer Step> ? Step : never) => {
        if (one.do === "order") {
          const { again, total_millimes } = await place(one.lines)
          ordered += total_millimes
          if (one.again) await again()
        } else if (one.do === "move") {
          const rows = await service.listVendorOrders({}, { take: 1000, order: { id: "ASC" } })
          const row = rows[one.which % (rows.length || 1)]
          if (!row || NEXT[row.status as VendorOrderStatus] !== one.to) return
          const move = { id: row.id, from: row.status as VendorOrderStatus, to: one.to }
          expect(await service.moveVendorOrder({ ...move, actor: "user_1" })).toBe(true)
          expect(await service.moveVendorOrder({ ...move, actor: "user_1" })).toBe(false)
        } else if (one.do === "rule") {
          await rule({
            vendor_id: one.vendor === null ? null : VENDORS[one.vendor],
            rate_bps: one.rate_bps,
            fixed_millimes: one.fixed_millimes,
            on_shipping: one.on_shipping,
          })
        } else {
          const { id } = await prepared(one.amount)
          const decide = () =>
            service.decideAdjustment({ id, approve: one.approve, actor_id: "user_2" })
          await decide()
          await expect(decide()).rejects.toThrow()
          if (one.approve) adjusted += one.amount
        }
      }

      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
          for (const one of steps) {
            await run(one)
            expect(await service.checkLedger()).toMatchObject({ holds: true, sum_millimes: 0 })
            expect(await balanceOf("buyers/receivable")).toBe(ordered)
            const rows = await service.listVendorOrders({}, { take: 10_000 })
            for (const vendor of VENDORS) {
              const earned = rows
                .filter((row) => row.vendor_id === vendor)
                .reduce((acc, row) => acc + Number(row.earnings_millimes), 0)
              const { balance_millimes } = await service.vendorBalance(vendor)
              expect(balance_millimes).toBe(earned + (vendor === "ven_a" ? adjusted : 0))
            }
          }
        }),
        { numRuns: 15 },
      )
    })
  },
})
