import { join } from "node:path"
import { moduleIntegrationTestRunner } from "@medusajs/test-utils"
import fc from "fast-check"
import { MARKETPLACE_MODULE } from ".."
import { statementOf } from "../../../domain/statement"
import type { VendorOrderStatus } from "../../../domain/vendor-order-status"
import type MarketplaceModuleService from "../service"
import { moneyStage, VENDORS } from "./lib/money-stage"

const STATEMENT_FROM = new Date("2020-01-01T00:00:00Z")

jest.setTimeout(240_000)

moduleIntegrationTestRunner<MarketplaceModuleService>({
  moduleName: MARKETPLACE_MODULE,
  resolve: join(__dirname, ".."),
  // The triggers and checks that keep the ledger are in the migrations, not in the models.
  pathToMigrations: join(__dirname, "..", "migrations"),
  testSuite: ({ service }) => {
    const stage = moneyStage(service)
    const { place, balanceOf, prepared, rule, cancel, remit, run, approve, payoutsOf } = stage

    beforeEach(() => stage.openVendors())

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
          const placed = await place(lines, online ? "pp_gateway" : "pp_cod_cod")
          if (again) await placed.again()
        },
        move: async ({ which, to }) => {
          const row = await one(which)
          if (!row || NEXT[row.status as VendorOrderStatus] !== to) return
          const from = row.status as VendorOrderStatus
          const move = { id: row.id, from, to, actor: "user_1", carrier: "navex" }
          const asked = await service.listCancellationRequests({
            vendor_order_id: row.id,
            asked_by: "buyer",
            status: "open",
          })
          if (to === "shipped" && asked.length > 0) {
            return await expect(service.moveVendorOrder(move)).rejects.toThrow(/annul/)
          }
          expect(await service.moveVendorOrder(move)).toBe(true)
          expect(await service.moveVendorOrder(move)).toBe(false)
        },
        cancel: async ({ which }) => {
          const row = await one(which)
          if (!row || row.status === "delivered" || row.status === "cancelled") return
          const both = await Promise.all([cancel(row), cancel(row)])
          expect(both.filter((answer) => answer.is_new)).toHaveLength(1)
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
            // A request is accepted with its order's cancellation, and never otherwise; none stays
            // open on an order that is cancelled.
            const requests = await service.listCancellationRequests({}, { take: 10_000 })
            for (const { vendor_order_id, status } of requests) {
              const order = rows.find((row) => row.id === vendor_order_id)!
              if (status !== "refused") {
                expect(order.status === "cancelled").toBe(status === "accepted")
              }
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
