import { join } from "node:path"
import { moduleIntegrationTestRunner } from "@medusajs/test-utils"
import { MARKETPLACE_MODULE } from ".."
import type { RefundRequest } from "../../../domain/refunds"
import type MarketplaceModuleService from "../service"
import { moneyStage, VENDORS } from "./lib/money-stage"

jest.setTimeout(240_000)

moduleIntegrationTestRunner<MarketplaceModuleService>({
  moduleName: MARKETPLACE_MODULE,
  resolve: join(__dirname, ".."),
  // The triggers and checks that keep the ledger are in the migrations, not in the models.
  pathToMigrations: join(__dirname, "..", "migrations"),
  testSuite: ({ service }) => {
    const stage = moneyStage(service)
    const {
      place,
      balanceOf,
      prepared,
      rule,
      deliver,
      cancel,
      remit,
      buyOne,
      afterReturns,
      run,
      approve,
      payoutsOf,
    } = stage

    beforeEach(() => stage.openVendors())

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
      await cancel(rows[0]!)
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

    it("is shipped or asked back, never both at once", async () => {
      for (let turn = 0; turn < 5; turn++) {
        const { rows } = await buyOne()
        const { id } = rows[0]!
        await service.moveVendorOrder({ id, from: "new", to: "confirmed", actor: "user_1" })
        const answers = await Promise.allSettled([
          service.moveVendorOrder({ id, from: "confirmed", to: "shipped", actor: "user_1" }),
          service.requestCancellation({
            vendor_order_id: id,
            asked_by: "buyer",
            actor: "buyer",
            reason: "Erreur",
          }),
        ])
        expect(answers.filter((one) => one.status === "fulfilled")).toHaveLength(1)
      }
    })

    it("undoes a cancelled order to the millime", async () => {
      const { rows } = await place([
        { vendor: 0, quantity: 3, price: 33_333, discount: 1 },
        { vendor: 1, quantity: 1, price: 1_000, discount: 0 },
      ])
      for (const row of rows) await cancel(row)
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
  },
})
