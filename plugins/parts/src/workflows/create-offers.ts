import type { LinkDefinition, MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import {
  createStep,
  createWorkflow,
  StepResponse,
  transform,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import { acquireLockStep, createRemoteLinkStep, releaseLockStep } from "@medusajs/medusa/core-flows"
import { toDinars, type Millimes } from "@souk/kit/money"
import { read } from "@souk/kit/query"
import { errors } from "../domain/errors"
import type { StatedIdentity } from "../domain/identity"
import { slugify } from "../domain/reference"
import { stableId } from "../domain/stable-id"
import { taxTypeId } from "../domain/tax-type"
import { PARTS_MODULE } from "../modules/parts"
import { caseOf, type IdentityVerdict } from "../modules/parts/identity"
import type { DonorVehicle, OfferCondition } from "../modules/parts/models/offer"
import type { OfferRow } from "../modules/parts/rows"
import type PartsModuleService from "../modules/parts/service"
import { refreshOffersWorkflow } from "./refresh-offers"

export type CreateOffersInput = {
  vendor_id: string
  offers: NewOffer[]
  /** True in a bulk load, which rebuilds the search index itself. */
  silent?: boolean
}

/** An offer to create. Its reference is the vendor's own: the same one twice is the same offer. */
export type NewOffer = {
  sku: string
  /** Null for unbranded and used goods, and while the operator looks into what it is. */
  part_id: string | null
  price_millimes: Millimes
  stock: number
  condition: OfferCondition
  warranty_months: number
  delay_days: number
  core_deposit_millimes?: Millimes | null
  position?: string | null
  donor_vehicle?: DonorVehicle | null
  /** What it is called and where it is listed; as its part, when not given. */
  title?: string
  category_id?: string | null
  /** Addresses of its photos, the one that lists show first. */
  images?: string[]
  /** Published, when not given. */
  status?: "draft" | "proposed" | "published"
  /** What the operator must settle: what the vendor said, and why that does not decide. */
  asked?: { stated: StatedIdentity; verdict: Extract<IdentityVerdict, { reason: string }> }
  /** When the vendor put it on sale, when that was before today. */
  created_at?: string
}

type PlannedOffer = NewOffer & {
  offer_id: string
  product_id: string
  variant_id: string
  price_set_id: string
  inventory_item_id: string
  title: string
  handle: string
  category_id: string | null
  /** Its reference as Medusa keeps it; null where another vendor has the same one. */
  unique_sku: string | null
  product_type_id: string | null
}

type Plan = {
  offers: PlannedOffer[]
  /** Offers of the input that exist already, and stay as they are. */
  existing_ids: string[]
  vendor_id: string
  vendor_may_sell: boolean
  stock_location_id: string
  shipping_profile_id: string
  sales_channel_id: string
}

type VendorGoodsPlace = {
  handle: string
  status: string
  stock_location_id: string | null
  shipping_profile_id: string | null
}

/** What this plugin asks of the marketplace, which it may not import: to write down who owns a product. */
type OwnershipRegister = {
  createVendorProducts(
    rows: { product_id: string; vendor_id: string; withdrawn: boolean }[],
  ): Promise<{ id: string }[]>
  deleteVendorProducts(ids: string[]): Promise<void>
}
const MARKETPLACE_MODULE = "marketplace"

/** Decides every id from the vendor and its reference, so that a run that was cut can be run again. */
const planOffersStep = createStep(
  "plan-offers",
  async (input: CreateOffersInput, { container }) => {
    const parts: PartsModuleService = container.resolve(PARTS_MODULE)
    const [vendor] = await read<VendorGoodsPlace>(container, {
      entity: "vendor",
      fields: ["handle", "status", "stock_location_id", "shipping_profile_id"],
      filters: { id: input.vendor_id },
    })
    const [channel] = await read<{ id: string }>(container, {
      entity: "sales_channel",
      fields: ["id"],
      pagination: { take: 1 },
    })
    if (!vendor?.stock_location_id || !vendor.shipping_profile_id) {
      throw errors.vendor_not_ready({ vendor: vendor?.handle ?? input.vendor_id })
    }
    if (!channel) throw errors.shop_not_ready()

    const known = new Map(
      (
        await parts.listParts(
          { id: [...new Set(input.offers.flatMap((offer) => offer.part_id ?? []))] },
          {
            select: ["id", "slug", "name_fr", "mpn", "category_id", "vat_percent"],
            relations: ["brand"],
            take: input.offers.length,
          },
        )
      ).map((part) => [part.id, part]),
    )
    const types = await read<{ id: string }>(container, {
      entity: "product_type",
      fields: ["id"],
      filters: { id: [...new Set([...known.values()].map((part) => taxTypeId(part.vat_percent)))] },
    })
    const typeOf = new Map(types.map(({ id }) => [id, id]))
    const id = (prefix: string, sku: string) => stableId(prefix, input.vendor_id, sku)
    const owners = await ownersOfSkus(
      container,
      input.offers.map((offer) => offer.sku),
    )
    const planned = input.offers.map((offer): PlannedOffer => {
      const part = known.get(offer.part_id ?? "")
      if (offer.part_id !== null && !part) throw errors.part_unknown({ part: offer.part_id })
      const title = offer.title ?? (part && `${part.name_fr} ${part.brand.name} ${part.mpn}`)
      if (!title) throw errors.offer_title_missing()
      const variantId = id("variant", offer.sku)
      return {
        ...offer,
        offer_id: id("off", offer.sku),
        product_id: id("prod", offer.sku),
        variant_id: variantId,
        price_set_id: id("pset", offer.sku),
        inventory_item_id: id("iitem", offer.sku),
        title,
        // Deux références qui ne diffèrent que par un tiret ont deux adresses.
        handle: slugify(
          `${part?.slug ?? title} ${vendor.handle} ${offer.sku} ${variantId.slice(-6)}`,
        ),
        category_id: offer.category_id ?? part?.category_id ?? null,
        unique_sku: [undefined, variantId].includes(owners.get(offer.sku)) ? offer.sku : null,
        product_type_id: part ? (typeOf.get(taxTypeId(part.vat_percent)) ?? null) : null,
      }
    })
    const existing = new Set(
      await parts.findOfferIds({ offer_ids: planned.map((one) => one.offer_id) }),
    )
    const plan: Plan = {
      offers: planned.filter((one) => !existing.has(one.offer_id)),
      existing_ids: [...existing],
      vendor_id: input.vendor_id,
      vendor_may_sell: vendor.status === "approved",
      stock_location_id: vendor.stock_location_id,
      shipping_profile_id: vendor.shipping_profile_id,
      sales_channel_id: channel.id,
    }
    return new StepResponse(plan)
  },
)

/** Medusa's references are unique in the whole shop: who has which. */
async function ownersOfSkus(container: MedusaContainer, skus: string[]) {
  const variants = await read<{ id: string; sku: string }>(container, {
    entity: "product_variant",
    fields: ["id", "sku"],
    filters: { sku: skus },
  })
  return new Map(variants.map(({ id, sku }) => [sku, id]))
}

type OfferIds = Pick<PlannedOffer, "product_id" | "price_set_id" | "inventory_item_id">[]

/** Product, price and stock of each offer, in bulk. Undone by deleting them. */
const createGoodsStep = createStep(
  "create-offer-goods",
  async (plan: Plan, { container }) => {
    const goods = goodsIn(container)
    // Ce qu'un lancement interrompu a laissé sans offre s'efface d'abord : les identifiants sont les mêmes.
    await goods.remove(plan.offers)
    if (plan.offers.length === 0) return new StepResponse(null, plan.offers as OfferIds)

    await goods.products.createProducts(
      plan.offers.map((offer) => ({
        id: offer.product_id,
        title: offer.title,
        handle: offer.handle,
        // Les articles d'un vendeur qui ne peut pas vendre attendent son approbation, retirés.
        status: plan.vendor_may_sell
          ? (offer.status ?? ("published" as const))
          : ("draft" as const),
        category_ids: offer.category_id ? [offer.category_id] : [],
        type_id: offer.product_type_id ?? undefined,
        ...(offer.images?.length && {
          images: offer.images.map((url) => ({ url })),
          thumbnail: offer.images[0],
        }),
        variants: [
          {
            id: offer.variant_id,
            title: offer.sku,
            sku: offer.unique_sku ?? undefined,
            manage_inventory: true,
          },
        ],
      })),
    )
    await goods.prices.createPriceSets(
      plan.offers.map((offer) => ({
        id: offer.price_set_id,
        prices: [{ currency_code: "tnd", amount: toDinars(offer.price_millimes) }],
      })),
    )
    await goods.inventory.createInventoryItems(
      plan.offers.map((offer) => ({
        id: offer.inventory_item_id,
        sku: offer.unique_sku ?? undefined,
        title: offer.title,
        requires_shipping: true,
      })),
    )
    await goods.inventory.createInventoryLevels(
      plan.offers.map((offer) => ({
        inventory_item_id: offer.inventory_item_id,
        location_id: plan.stock_location_id,
        stocked_quantity: offer.stock,
      })),
    )
    return new StepResponse(null, plan.offers as OfferIds)
  },
  async (offers, { container }) => {
    await goodsIn(container).remove(offers ?? [])
  },
)

function goodsIn(container: Parameters<Parameters<typeof createStep>[1]>[1]["container"]) {
  const products = container.resolve(Modules.PRODUCT)
  const prices = container.resolve(Modules.PRICING)
  const inventory = container.resolve(Modules.INVENTORY)
  return {
    products,
    prices,
    inventory,
    async remove(offers: OfferIds) {
      if (offers.length === 0) return
      await products.deleteProducts(offers.map((offer) => offer.product_id))
      await prices.deletePriceSets(offers.map((offer) => offer.price_set_id))
      await inventory.deleteInventoryItems(offers.map((offer) => offer.inventory_item_id))
    },
  }
}

/** Writes down who owns the products. */
const recordOwnershipStep = createStep(
  "record-offer-ownership",
  async (plan: Plan, { container }) => {
    const register = container.resolve<OwnershipRegister>(MARKETPLACE_MODULE)
    const productIds = plan.offers.map((offer) => offer.product_id)
    const wanted = new Set(
      plan.offers
        .filter((offer) => (offer.status ?? "published") === "published")
        .map((offer) => offer.product_id),
    )
    const owned = await read<{ product_id: string }>(container, {
      entity: "vendor_product",
      fields: ["product_id"],
      filters: { product_id: productIds },
    })
    const known = new Set(owned.map((one) => one.product_id))
    const created = await register.createVendorProducts(
      productIds
        .filter((product_id) => !known.has(product_id))
        .map((product_id) => ({
          product_id,
          vendor_id: plan.vendor_id,
          withdrawn: !plan.vendor_may_sell && wanted.has(product_id),
        })),
    )
    return new StepResponse(
      null,
      created.map((one) => one.id),
    )
  },
  async (ids, { container }) => {
    if (!ids?.length) return
    await container.resolve<OwnershipRegister>(MARKETPLACE_MODULE).deleteVendorProducts(ids)
  },
)

/** The offers themselves, last: an offer that exists is whole. */
const writeOffersStep = createStep(
  "write-offers",
  async (plan: Plan, { container }) => {
    const parts: PartsModuleService = container.resolve(PARTS_MODULE)
    const rows = plan.offers.map((offer): OfferRow => ({
      id: offer.offer_id,
      product_id: offer.product_id,
      variant_id: offer.variant_id,
      vendor_id: plan.vendor_id,
      part_id: offer.part_id,
      condition: offer.condition,
      warranty_months: offer.warranty_months,
      delay_days: offer.delay_days,
      core_deposit_millimes: offer.core_deposit_millimes ?? null,
      position: offer.position ?? null,
      donor_vehicle: offer.donor_vehicle ?? null,
      created_at: offer.created_at ?? new Date().toISOString(),
    }))
    const questions = plan.offers.flatMap(({ asked, offer_id, title, category_id }) =>
      asked
        ? [
            caseOf(
              { id: offer_id, vendor_id: plan.vendor_id, title, category_id },
              asked.stated,
              asked.verdict,
            ),
          ]
        : [],
    )
    await parts.loadCatalogue({ offer: rows, identity_case: questions })
    const ids = rows.map((row) => row.id)
    return new StepResponse(ids, ids)
  },
  async (ids, { container }) => {
    if (!ids?.length) return
    const parts: PartsModuleService = container.resolve(PARTS_MODULE)
    await parts.deleteOffers(ids)
    await parts.deleteIdentityCases({ offer_id: ids })
  },
)

function linksOf(plan: Plan): LinkDefinition[] {
  return plan.offers.flatMap((offer): LinkDefinition[] => [
    {
      [Modules.PRODUCT]: { variant_id: offer.variant_id },
      [Modules.PRICING]: { price_set_id: offer.price_set_id },
    },
    {
      [Modules.PRODUCT]: { variant_id: offer.variant_id },
      [Modules.INVENTORY]: { inventory_item_id: offer.inventory_item_id },
    },
    {
      [Modules.PRODUCT]: { product_id: offer.product_id },
      [Modules.SALES_CHANNEL]: { sales_channel_id: plan.sales_channel_id },
    },
    {
      [Modules.PRODUCT]: { product_id: offer.product_id },
      [Modules.FULFILLMENT]: { shipping_profile_id: plan.shipping_profile_id },
    },
  ])
}

/** One creation at a time for a vendor. */
export const offersLock = (vendorId: string) => `create-offers:${vendorId}`

/**
 * Puts a vendor's goods on sale, up to a few hundred at a time. Core's own product workflow does the
 * same one relation at a time, several times slower; here each module is asked once for all of them.
 * Answers the ids of the offers, old and new.
 */
export const createOffersWorkflow = createWorkflow("create-offers", (input: CreateOffersInput) => {
  // Le même envoi deux fois en même temps : le second attend, et trouve les offres du premier.
  const key = transform({ input }, ({ input }) => offersLock(input.vendor_id))
  acquireLockStep({ key, timeout: 30, ttl: 120 })
  const plan = planOffersStep(input)
  createGoodsStep(plan)
  createRemoteLinkStep(transform({ plan }, ({ plan }) => linksOf(plan)))
  recordOwnershipStep(plan)
  const created = writeOffersStep(plan)
  refreshOffersWorkflow.runAsStep({
    input: transform({ input, created }, ({ input, created }) => ({
      offer_ids: created,
      silent: input.silent,
    })),
  })
  releaseLockStep({ key })
  return new WorkflowResponse(
    transform({ plan, created }, ({ plan, created }) => [...plan.existing_ids, ...created]),
  )
})
