import type { BigNumberInput, MedusaContainer } from "@medusajs/framework/types"
import type { MedusaRequest } from "@medusajs/framework/http"
import { z } from "@medusajs/framework/zod"
import { commonErrors, tell, things } from "@souk/kit/errors"
import { problemsOfLines } from "@souk/kit/lines"
import type { Locale } from "@souk/kit/locale"
import { roundToMillimes, sum } from "@souk/kit/money"
import { readOne } from "@souk/kit/query"
import { deliveryFor } from "../../domain/delivery"
import { isGoods, type Extra } from "../../domain/extras"
import { frozenTaxClass, taxSummary } from "../../domain/tax"
import { maySell } from "../../domain/vendor-status"
import { partTitle } from "../../domain/part-title"
import { MARKETPLACE_MODULE } from "../../modules/marketplace"
import type MarketplaceModuleService from "../../modules/marketplace/service"
import { extrasFor } from "../../workflows/steps/cart-extras"
import { claimOfLine, lineClaimSchema, partsOfVariants } from "./parts"
import { paymentMethodName } from "./vendor-order"

const millimes = z.number().int()

/** A cart as core answers it, which who asks for its id alone need not wait for. */
export async function cartAsAsked(req: MedusaRequest, id: string): Promise<object | undefined> {
  const { fields } = req.queryConfig
  if (fields.length === 1 && fields[0] === "id") return { id }
  return await readOne<object>(req.scope, { entity: "cart", fields, filters: { id } })
}

export const cartSchema = z.object({
  id: z.string(),
  email: z.string().nullable(),
  currency_code: z.string(),
  region_id: z.string().nullable(),
  completed: z.boolean(),
  shipping_address: z.record(z.string(), z.unknown()).nullable(),
  payment_method: z.string().nullable(),
  groups: z.array(
    z.object({
      vendor: z.object({ handle: z.string(), name: z.string(), governorate_code: z.string() }),
      lines: z.array(
        z.object({
          id: z.string(),
          variant_id: z.string().nullable(),
          product_id: z.string(),
          title: z.string(),
          subtitle: z.string().nullable(),
          part_id: z.string().nullable(),
          drawing: z.string().nullable(),
          thumbnail: z.string().nullable(),
          quantity: z.number().int(),
          available: z.boolean(),
          unit_price_millimes: millimes,
          discount_millimes: millimes,
          total_millimes: millimes,
          /** For the old part, all pieces together; it comes back with it. Not in the line's total. */
          core_deposit_millimes: millimes,
          problem: z.enum(["vendor_unavailable", "out_of_stock"]).nullable(),
          claim: lineClaimSchema.nullable(),
          /** What no longer holds of the claim: the order is refused until the line is confirmed anew. */
          claim_problem: z.object({ code: z.string(), message: z.string() }).nullable(),
        }),
      ),
      shipping_options: z.array(
        z.object({
          id: z.string(),
          name: z.string(),
          price_millimes: millimes,
          delay_days: z.number().int(),
        }),
      ),
      chosen_shipping_option_id: z.string().nullable(),
      /** What is missing for this vendor to deliver free of charge; null where it never does. */
      free_delivery: z.object({ from_millimes: millimes, missing_millimes: millimes }).nullable(),
      items_millimes: millimes,
      core_deposit_millimes: millimes,
      /** Of the vendor's invoice, where the buyer pays it. */
      stamp_millimes: millimes,
      discount_millimes: millimes,
      shipping_millimes: millimes,
      total_millimes: millimes,
    }),
  ),
  items_millimes: millimes,
  core_deposit_millimes: millimes,
  stamp_millimes: millimes,
  discount_millimes: millimes,
  shipping_millimes: millimes,
  /** What the total is made of, each line rounded once: the figures of the invoice to come. */
  taxes: z.object({
    ht_millimes: millimes,
    fodec_millimes: millimes,
    vat: z.array(
      z.object({ percent: z.number(), base_millimes: millimes, vat_millimes: millimes }),
    ),
  }),
  vat_included_millimes: millimes,
  total_millimes: millimes,
  promo_codes: z.array(z.string()),
  ready: z.object({ address: z.boolean(), shipping: z.boolean(), payment: z.boolean() }),
})

export type CartView = z.infer<typeof cartSchema>

type FrozenTax = { code: string | null; rate: BigNumberInput }

type CartRow = {
  id: string
  email: string | null
  currency_code: string
  region_id: string | null
  completed_at: Date | null
  shipping_address: Record<string, unknown> | null
  promotions: { code: string | null }[]
  items: {
    id: string
    product_id: string
    variant_id: string | null
    title: string
    product_title: string | null
    product_subtitle: string | null
    thumbnail: string | null
    quantity: number
    unit_price: BigNumberInput
    discount_total: BigNumberInput
    tax_lines: FrozenTax[] | null
    created_at: Date
    metadata: Record<string, unknown> | null
    product: { status: string } | null
    variant: {
      manage_inventory: boolean
      allow_backorder: boolean
      inventory_items: {
        required_quantity: number
        inventory: {
          location_levels: { stocked_quantity: number; reserved_quantity: number }[]
        } | null
      }[]
    } | null
  }[]
  shipping_methods: {
    shipping_option_id: string
    amount: BigNumberInput
    discount_total: BigNumberInput
    tax_lines: FrozenTax[] | null
  }[]
  payment_collection?: { payment_sessions: { provider_id: string }[] }
}

const FIELDS = [
  "id",
  "email",
  "currency_code",
  "region_id",
  "completed_at",
  "total",
  "shipping_address.*",
  "promotions.code",
  "items.*",
  "items.adjustments.*",
  "items.tax_lines.*",
  "items.discount_total",
  "items.product.status",
  "items.variant.manage_inventory",
  "items.variant.allow_backorder",
  "items.variant.inventory_items.required_quantity",
  "items.variant.inventory_items.inventory.location_levels.stocked_quantity",
  "items.variant.inventory_items.inventory.location_levels.reserved_quantity",
  "shipping_methods.*",
  "shipping_methods.adjustments.*",
  "shipping_methods.tax_lines.*",
  "shipping_methods.discount_total",
  "payment_collection.payment_sessions.provider_id",
]

const HOME_DELIVERY: Record<Locale, string> = {
  fr: "Livraison à domicile",
  ar: "توصيل إلى المنزل",
  en: "Home delivery",
}

/** A cart grouped by vendor, with everything its page and the checkout need. */
export async function cartView(
  container: MedusaContainer,
  cartId: string,
  locale: Locale,
): Promise<CartView> {
  const marketplace: MarketplaceModuleService = container.resolve(MARKETPLACE_MODULE)
  const cart = await readOne<CartRow>(container, {
    entity: "cart",
    fields: FIELDS,
    filters: { id: cartId },
  })
  if (!cart) throw commonErrors.not_found({ what: things.cart, id: cartId })

  const owners = await marketplace.listVendorProducts(
    { product_id: cart.items.flatMap((item) => item.product_id ?? []) },
    { relations: ["vendor"] },
  )
  const ownerOf = new Map(owners.map((row) => [row.product_id, row.vendor]))
  const parts = await partsOfVariants(
    container,
    cart.items.map((item) => item.variant_id),
  )

  const items = cart.items.filter(isGoods).sort((a, b) => a.id.localeCompare(b.id))
  const claimProblems = await claimProblemsOf(container, items, locale)
  const vendors = new Map(
    items.flatMap((item) => {
      const vendor = ownerOf.get(item.product_id)
      return vendor ? [[vendor.id, vendor] as const] : []
    }),
  )

  // Comptées sur les articles d'aujourd'hui : le panier les écrit quand la commande se prépare.
  const extras = await extrasFor(
    container,
    items.flatMap(({ product_id, variant_id, quantity }) => {
      const vendor = ownerOf.get(product_id)
      return vendor
        ? [{ vendor_id: vendor.id, product_id, variant_id, quantity: Number(quantity) }]
        : []
    }),
  )
  const extraTotal = (kind: Extra["kind"], vendorId: string) =>
    sum(
      extras
        .filter((extra) => extra.kind === kind && extra.vendor_id === vendorId)
        .map((extra) => extra.unit_millimes * extra.quantity),
    )
  const unitDeposit = (variantId: string | null) =>
    extras.find((extra) => extra.kind === "core_deposit" && extra.variant_id === variantId)
      ?.unit_millimes ?? 0

  const groups = [...vendors.values()].map((vendor) => {
    const lines = items
      .filter((item) => ownerOf.get(item.product_id)?.id === vendor.id)
      .map((item) => {
        const part = item.variant_id ? parts.get(item.variant_id)?.part : null
        const selling = maySell(vendor.status) && item.product?.status === "published"
        const enough = hasEnough(item)
        const unit = roundToMillimes(item.unit_price)
        const discount = roundToMillimes(item.discount_total)
        return {
          id: item.id,
          variant_id: item.variant_id,
          product_id: item.product_id,
          title: partTitle(part, locale) ?? item.product_title ?? item.title,
          subtitle: item.product_subtitle,
          part_id: part?.id ?? null,
          drawing: part?.drawing ?? null,
          thumbnail: item.thumbnail,
          quantity: Number(item.quantity),
          available: selling && enough,
          unit_price_millimes: unit,
          discount_millimes: discount,
          total_millimes: unit * Number(item.quantity) - discount,
          core_deposit_millimes: unitDeposit(item.variant_id) * Number(item.quantity),
          problem: !selling
            ? ("vendor_unavailable" as const)
            : !enough
              ? ("out_of_stock" as const)
              : null,
          claim: claimOfLine(item.metadata),
          claim_problem: claimProblems.get(item.id) ?? null,
        }
      })
    const method = cart.shipping_methods.find(
      (one) => one.shipping_option_id === vendor.shipping_option_id,
    )
    const itemsTotal = sum(lines.map((line) => line.unit_price_millimes * line.quantity))
    const shipping = method ? roundToMillimes(method.amount) : 0
    const delivery = deliveryFor(vendor, sum(lines.map((line) => line.total_millimes)))
    const deposits = extraTotal("core_deposit", vendor.id)
    const stamp = extraTotal("stamp", vendor.id)
    const discount =
      sum(lines.map((line) => line.discount_millimes)) +
      (method ? roundToMillimes(method.discount_total) : 0)
    return {
      vendor: {
        handle: vendor.handle,
        name: vendor.name,
        governorate_code: vendor.governorate_code,
      },
      lines,
      shipping_options: [
        {
          id: vendor.shipping_option_id!,
          name: HOME_DELIVERY[locale],
          price_millimes: delivery.fee_millimes,
          delay_days: vendor.handling_days,
        },
      ],
      chosen_shipping_option_id: method?.shipping_option_id ?? null,
      free_delivery: delivery.free,
      items_millimes: itemsTotal,
      core_deposit_millimes: deposits,
      stamp_millimes: stamp,
      discount_millimes: discount,
      shipping_millimes: shipping,
      total_millimes: itemsTotal + shipping - discount + deposits + stamp,
    }
  })

  const taxes = taxSummary([
    ...items.map((item) => ({
      ttc_millimes:
        roundToMillimes(item.unit_price) * Number(item.quantity) -
        roundToMillimes(item.discount_total),
      tax: frozenTaxClass(item.tax_lines),
    })),
    ...cart.shipping_methods.map((method) => ({
      ttc_millimes: roundToMillimes(method.amount) - roundToMillimes(method.discount_total),
      tax: frozenTaxClass(method.tax_lines),
    })),
  ])
  const provider = cart.payment_collection?.payment_sessions[0]?.provider_id ?? null
  return {
    id: cart.id,
    email: cart.email,
    currency_code: cart.currency_code,
    region_id: cart.region_id,
    completed: cart.completed_at !== null,
    shipping_address: cart.shipping_address,
    payment_method: provider && paymentMethodName(provider),
    groups,
    items_millimes: sum(groups.map((group) => group.items_millimes)),
    core_deposit_millimes: sum(groups.map((group) => group.core_deposit_millimes)),
    stamp_millimes: sum(groups.map((group) => group.stamp_millimes)),
    discount_millimes: sum(groups.map((group) => group.discount_millimes)),
    shipping_millimes: sum(groups.map((group) => group.shipping_millimes)),
    taxes,
    vat_included_millimes: sum(taxes.vat.map((rate) => rate.vat_millimes)),
    total_millimes: sum(groups.map((group) => group.total_millimes)),
    promo_codes: cart.promotions.flatMap((promotion) => (promotion.code ? [promotion.code] : [])),
    ready: {
      address: Boolean(cart.shipping_address?.phone && cart.shipping_address.province),
      shipping:
        groups.length > 0 && groups.every((group) => group.chosen_shipping_option_id !== null),
      payment: provider !== null,
    },
  }
}

async function claimProblemsOf(
  container: MedusaContainer,
  items: CartRow["items"],
  locale: Locale,
): Promise<Map<string, { code: string; message: string }>> {
  const problems = await problemsOfLines(
    items.map(({ variant_id, metadata }) => ({ variant_id, facts: metadata ?? {} })),
    container,
  )
  return new Map(
    problems.flatMap((problem, index) => {
      const told = problem && tell(problem, locale)
      return told ? [[items[index]!.id, { code: told.code, message: told.message }] as const] : []
    }),
  )
}

function hasEnough(item: CartRow["items"][number]): boolean {
  const { variant } = item
  if (!variant) return false
  if (!variant.manage_inventory || variant.allow_backorder) return true
  return variant.inventory_items.every((need) => {
    const free = (need.inventory?.location_levels ?? []).reduce(
      (acc, level) => acc + Number(level.stocked_quantity) - Number(level.reserved_quantity),
      0,
    )
    return free >= Number(need.required_quantity) * Number(item.quantity)
  })
}
