import { pickRule } from "../../../../domain/commission"
import { splitOrder } from "../../../../domain/split-order"
import type MarketplaceModuleService from "../../service"

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

export const VENDORS = ["ven_a", "ven_b", "ven_c"]

/** What a buyer orders of a vendor. Amounts in whole millimes. */
export type Line = {
  vendor: number
  quantity: number
  price: number
  discount: number
  /** For the old part, by piece. */
  deposit?: number
}

/** What the tests of money do to orders, as the shop does it, on three vendors. */
export function moneyStage(service: MarketplaceModuleService) {
  let orders = 0

  async function openVendors() {
    await service.createGovernorates([
      { code: "11", name_fr: "Tunis", name_ar: "تونس", name_en: "Tunis" },
    ])
    await service.createDelegations([
      { code: "1116", governorate_code: "11", name_fr: "Bab Souika", name_ar: "باب سويقة" },
    ])
    await service.createVendors(VENDORS.map(vendorRow))
  }

  const variantOf = (lineItemId: string) => `variant_${lineItemId.split("_").at(-1)}`

  /** Places an order as the checkout does: rules of the moment, split, one transaction. */
  async function place(lines: Line[], payment_method = "pp_cod_cod") {
    const number = ++orders
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

  /** As the operator does: nothing of it is sent, and what was paid goes back. */
  const cancel = (order: { id: string; order_id: string }) =>
    service.decideRefund({
      key: `cancellation:${order.id}`,
      asked: "whole",
      kind: "cancellation",
      order_id: order.order_id,
      parts: [{ vendor_order_id: order.id, request: "whole" }],
      reason: "Plus de pièce",
      actor_id: "user_1",
      payment: null,
      vat: { lines: {}, shipping: {} },
    })

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
  const approve = (id: string) => service.decidePayoutRun({ id, approve: true, actor_id: "user_2" })
  const payoutsOf = (run_id: string) => service.listPayouts({ run_id }, { take: 100 })

  return {
    openVendors,
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
  }
}
