import type { MedusaContainer } from "@medusajs/framework/types"
import { commonErrors, things } from "@souk/kit/errors"
import { readOne } from "@souk/kit/query"
import type { TaxClass } from "@souk/kit/tax"
import { errors } from "../../domain/errors"
import {
  creditedByRefund,
  creditLines,
  invoiceLine,
  type InvoiceLine,
  type Party,
  type RefundedPart,
  type SoldLine,
} from "../../domain/invoice"
import { frozenTaxClass } from "../../domain/tax"
import { VENDOR_ORDER_STATUS_NAMES } from "../../domain/vendor-order-status"
import { INVOICES_MODULE } from "../../modules/invoices"
import type InvoicesModuleService from "../../modules/invoices/service"
import type { NewInvoice } from "../../modules/invoices/service"
import { MARKETPLACE_MODULE } from "../../modules/marketplace"
import type MarketplaceModuleService from "../../modules/marketplace/service"
import type { VendorRow } from "../../modules/marketplace/tables"

/** The line of an invoice that is the delivery. */
export const SHIPPING_LINE = "shipping"

type FrozenTax = { code: string | null; rate: number }

type OrderFacts = {
  email: string | null
  customer_id: string | null
  created_at: Date
  items: { id: string; tax_lines: FrozenTax[] | null }[]
  shipping_methods: { shipping_option_id: string; tax_lines: FrozenTax[] | null }[]
  shipping_address: {
    first_name: string | null
    last_name: string | null
    phone: string | null
    address_1: string | null
    address_2: string | null
    province: string | null
    city: string | null
  } | null
}

const ORDER_FIELDS = [
  "email",
  "customer_id",
  "created_at",
  "items.id",
  "items.tax_lines.code",
  "items.tax_lines.rate",
  "shipping_methods.shipping_option_id",
  "shipping_methods.tax_lines.code",
  "shipping_methods.tax_lines.rate",
  "shipping_address.*",
]

/**
 * All that the invoice of a vendor order says: seller and buyer as they stand, what is still sold, with
 * the taxes that the order froze. What was refunded before is left out of it.
 *
 * @throws when the order is not confirmed yet, cancelled, or nothing of it is left.
 */
export async function saleInvoice(
  container: MedusaContainer,
  wanted: { vendor_order_id: string; vendor_id?: string },
): Promise<NewInvoice> {
  const marketplace: MarketplaceModuleService = container.resolve(MARKETPLACE_MODULE)
  const invoices: InvoicesModuleService = container.resolve(INVOICES_MODULE)
  const { vendor_order_id: id, vendor_id } = wanted
  const [order] = await marketplace.listVendorOrders(
    { id, ...(vendor_id && { vendor_id }) },
    { relations: ["lines"], take: 1 },
  )
  if (!order) throw commonErrors.not_found({ what: things.order, id })
  const notDue = () =>
    errors.invoice_not_due({
      number: order.number,
      status: VENDOR_ORDER_STATUS_NAMES[order.status],
    })
  if (order.status === "new" || order.status === "cancelled") throw notDue()

  const vendor = await marketplace.findVendor(order.vendor_id)
  const settings = await invoices.settingsOf(order.vendor_id)
  const facts = await readOne<OrderFacts>(container, {
    entity: "order",
    fields: ORDER_FIELDS,
    filters: { id: order.order_id },
  })
  if (!facts) throw commonErrors.not_found({ what: things.order, id })

  const goods = order.lines.filter((line) => line.kind !== "stamp")
  const taxOf = (lineItemId: string): TaxClass =>
    frozenTaxClass(facts.items.find((item) => item.id === lineItemId)?.tax_lines)
  const lineDiscounts = order.lines.reduce((all, line) => all + Number(line.discount_millimes), 0)
  const shippingMethod = facts.shipping_methods.find(
    (method) => method.shipping_option_id === order.shipping_option_id,
  )
  const sold: SoldLine[] = [
    ...goods.map((line): SoldLine => ({
      id: line.id,
      kind: "item",
      description: [line.title, line.subtitle].filter(Boolean).join(" – "),
      reference: line.sku,
      quantity: line.quantity,
      gross_millimes: Number(line.unit_price_millimes) * line.quantity,
      discount_millimes: Number(line.discount_millimes),
      // La consigne est un dépôt : elle revient à l'acheteur avec la vieille pièce, sans taxe.
      tax: taxOf(line.line_item_id),
    })),
    ...(Number(order.shipping_millimes) > 0
      ? [
          {
            id: SHIPPING_LINE,
            kind: "shipping" as const,
            description: order.shipping_name ?? "Livraison",
            reference: null,
            quantity: 1,
            gross_millimes: Number(order.shipping_millimes),
            discount_millimes: Number(order.discount_millimes) - lineDiscounts,
            tax: frozenTaxClass(shippingMethod?.tax_lines),
          },
        ]
      : []),
  ]
  const refunds = await refundsOf(marketplace, id)
  const lines = leftOf(
    sold.map(invoiceLine),
    refunds.flatMap((refund) => refund.parts),
  )
  if (lines.length === 0) throw notDue()

  const identity = await invoices.identity()
  const stamp = order.lines.find((line) => line.kind === "stamp")
  return {
    source: `sale:${id}`,
    issuer_id: order.vendor_id,
    vendor_id: order.vendor_id,
    order_id: order.order_id,
    vendor_order_id: id,
    prefix: settings.invoice_prefix,
    draft: {
      kind: "invoice",
      currency_code: order.currency_code,
      is_bilingual: settings.is_bilingual,
      seller: await vendorParty(container, vendor),
      buyer: await buyerParty(container, facts, order.buyer_name),
      order_number: order.number,
      netted_refunds: refunds.map((refund) => refund.id),
      ordered_at: new Date(facts.created_at).toISOString(),
      period: null,
      credited: null,
      reason: null,
      lines,
      stamp: stamp
        ? { amount_millimes: Number(stamp.total_millimes), payer: "buyer" }
        : { amount_millimes: identity?.stamp_millimes ?? 1000, payer: "issuer" },
      // La mention ne va qu'à une facture sans TVA : les taxes sont celles du jour de la commande.
      exemption: lines.some((line) => line.vat_millimes > 0) ? null : settings.exemption,
      footer: settings.footer,
    },
  }
}

function leftOf(lines: InvoiceLine[], refunded: RefundedPart[]): InvoiceLine[] {
  if (refunded.length === 0) return lines
  const gone = creditLines(lines, [], creditedByRefund(lines, [], refunded))
  const left = Array.isArray(gone) ? creditLines(lines, gone, null) : lines
  return Array.isArray(left) ? left : []
}

/** Refunds and cancellations of a vendor order, as its invoice feels them: what the vendor bore. */
export async function refundsOf(
  marketplace: MarketplaceModuleService,
  vendorOrderId: string,
): Promise<{ id: string; reason: string; parts: RefundedPart[] }[]> {
  const shares = await marketplace.listOrderRefundShares(
    { vendor_order_id: vendorOrderId },
    { relations: ["lines", "refund"], order: { created_at: "ASC" }, take: 1000 },
  )
  return shares.map((share) => ({
    id: share.id,
    reason: share.refund.reason,
    parts: share.lines
      .filter((line) => line.bearer === "vendor")
      .map((line) => ({
        line_id: line.kind === "shipping" ? SHIPPING_LINE : line.line_id,
        quantity: line.kind === "shipping" ? 1 : (line.quantity ?? 0),
        amount_millimes: Number(line.amount_millimes),
      })),
  }))
}

/** A vendor as seller, or as the one who pays a commission. */
export async function vendorParty(container: MedusaContainer, vendor: VendorRow): Promise<Party> {
  const invoices: InvoicesModuleService = container.resolve(INVOICES_MODULE)
  const settings = await invoices.settingsOf(vendor.id)
  return {
    name: vendor.name,
    company: vendor.company,
    tax_number: vendor.tax_number,
    trade_register: settings.trade_register,
    address: [
      vendor.address,
      ...(await placeNames(container, vendor.governorate_code, vendor.delegation_code)),
    ],
    phone: vendor.phone,
    email: vendor.email,
    name_ar: settings.name_ar,
    address_ar: settings.address_ar,
  }
}

async function buyerParty(
  container: MedusaContainer,
  order: OrderFacts,
  name: string,
): Promise<Party> {
  const invoices: InvoicesModuleService = container.resolve(INVOICES_MODULE)
  const [professional] = order.customer_id
    ? await invoices.listBuyerTaxIdentities({ customer_id: order.customer_id }, { take: 1 })
    : []
  const address = order.shipping_address
  return {
    name: professional?.company ?? name,
    company: professional ? name : null,
    tax_number: professional?.tax_number ?? null,
    trade_register: null,
    address: [
      address?.address_1 ?? "",
      address?.address_2 ?? "",
      ...(await placeNames(container, address?.province ?? "", address?.city ?? "")),
    ].filter(Boolean),
    phone: address?.phone ?? null,
    email: order.email,
    name_ar: null,
    address_ar: null,
  }
}

/** Delegation and governorate, as an envelope has them. */
async function placeNames(
  container: MedusaContainer,
  governorateCode: string,
  delegationCode: string,
): Promise<string[]> {
  const marketplace: MarketplaceModuleService = container.resolve(MARKETPLACE_MODULE)
  const [delegation] = await marketplace.listDelegations({ code: delegationCode }, { take: 1 })
  const [governorate] = await marketplace.listGovernorates({ code: governorateCode }, { take: 1 })
  return [...new Set([delegation?.name_fr ?? "", governorate?.name_fr ?? ""])].filter(Boolean)
}
