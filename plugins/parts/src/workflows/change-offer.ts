import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import {
  createStep,
  createWorkflow,
  StepResponse,
  transform,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import { toDinars } from "@souk/kit/money"
import { readOne } from "@souk/kit/query"
import { errors } from "../domain/errors"
import type { StatedIdentity } from "../domain/identity"
import { publishedStatus, type PublishableOffer } from "../domain/publication"
import { PARTS_MODULE } from "../modules/parts"
import type { OfferFile } from "../modules/parts/identity-lists"
import type PartsModuleService from "../modules/parts/service"
import {
  assertKnown,
  assertPublishable,
  statedIdentity,
  type VendorOffer,
} from "./create-vendor-offer"
import { followIdentityStep } from "./follow-identity"
import { refreshOffersWorkflow } from "./refresh-offers"

/** What a vendor changes of its offer; what is left out stays. Its reference never changes. */
export type OfferChange = Partial<Omit<VendorOffer, "sku" | "published" | "images">> & {
  images?: string[] | null
}

export type ChangeOfferInput = { id: string; vendor_id: string; change: OfferChange }

type Goods = {
  id: string
  price_set: { id: string } | null
  inventory_items: { inventory_item_id: string }[]
  product: {
    thumbnail: string | null
    images: { url: string }[]
    categories: { id: string }[]
  }
}

type Held = { title: string; category_id: string | null; images: string[] }

type ChangePlan = {
  offer: OfferFile
  vendor_id: string
  price_set_id: string | null
  inventory_item_id: string | null
  stock_location_id: string
  before: Held
  after: Held
  change: OfferChange
  /** Undefined when the vendor says nothing new of what it is. */
  stated: StatedIdentity | null | undefined
}

/** The offer of that vendor, or as if there were none. */
async function findOffer(container: MedusaContainer, id: string, vendorId: string) {
  const parts: PartsModuleService = container.resolve(PARTS_MODULE)
  const offer = await parts.findOfferFile(id, vendorId)
  if (!offer) throw errors.offer_not_found({ offer: id.slice(0, 64) })
  return offer
}

/** The goods of an offer in Medusa. */
export async function goodsOf(container: MedusaContainer, variantId: string): Promise<Goods> {
  const goods = await readOne<Goods>(container, {
    entity: "product_variant",
    fields: [
      "id",
      "price_set.id",
      "inventory_items.inventory_item_id",
      "product.thumbnail",
      "product.images.url",
      "product.categories.id",
    ],
    filters: { id: variantId },
  })
  if (!goods) throw errors.offer_not_found({ offer: variantId })
  return goods
}

export const categoryOf = ({ product }: Goods): string | null => product.categories[0]?.id ?? null

const planChangeStep = createStep(
  "plan-offer-change",
  async ({ id, vendor_id, change }: ChangeOfferInput, { container }) => {
    const offer = await findOffer(container, id, vendor_id)
    const goods = await goodsOf(container, offer.variant_id)
    const vendor = await readOne<{ stock_location_id: string | null }>(container, {
      entity: "vendor",
      fields: ["stock_location_id"],
      filters: { id: vendor_id },
    })
    if (!vendor?.stock_location_id) throw errors.vendor_not_ready({ vendor: vendor_id })
    if (change.stock !== undefined && change.stock < offer.reserved) {
      throw errors.stock_below_reserved({ reserved: offer.reserved, stock: change.stock })
    }
    await assertKnown(container, change)
    const before: Held = {
      title: offer.title,
      category_id: categoryOf(goods),
      images: goods.product.images.map(({ url }) => url),
    }
    const after: Held = {
      title: change.title ?? before.title,
      category_id: change.category_id === undefined ? before.category_id : change.category_id,
      images: change.images === undefined ? before.images : (change.images ?? []),
    }
    const donor = change.donor_vehicle === undefined ? offer.donor_vehicle : change.donor_vehicle
    const stated = restated(offer, change)
    // Une offre en ligne le reste : ce qui l'empêcherait d'y être se refuse avant d'être écrit.
    if (offer.status === "published" || offer.status === "proposed") {
      assertPublishable({
        condition: change.condition ?? offer.condition,
        has_photo: after.images.length > 0,
        has_price: true,
        has_category: after.category_id !== null,
        donor_vehicle: donor,
        identity: stated === undefined ? offer.identity : stated ? "open" : "none",
      })
    }
    const plan: ChangePlan = {
      offer,
      vendor_id,
      price_set_id: goods.price_set?.id ?? null,
      inventory_item_id: goods.inventory_items[0]?.inventory_item_id ?? null,
      stock_location_id: vendor.stock_location_id,
      before,
      after,
      change,
      stated,
    }
    return new StepResponse(plan)
  },
)

/** What the vendor now says it is; undefined when that is what it said before. */
function restated(offer: OfferFile, change: OfferChange): StatedIdentity | null | undefined {
  const keys = ["brand", "mpn", "ean"] as const
  const said = Object.fromEntries(
    keys.map((key) => [key, change[key] === undefined ? offer[key] : change[key]]),
  )
  if (keys.every((key) => (said[key] ?? null) === offer[key])) return undefined
  // Sans marque ni référence, le code-barres d'avant n'est plus celui de rien.
  return statedIdentity(said.brand || said.mpn ? said : {})
}

const changeGoodsStep = createStep(
  "change-offer-goods",
  async (plan: ChangePlan, { container }) => {
    const { change } = plan
    await writeGoods(container, plan, plan.after, {
      price_millimes: change.price_millimes,
      stock: change.stock,
    })
    return new StepResponse(null, plan)
  },
  async (plan, { container }) => {
    if (!plan) return
    await writeGoods(container, plan, plan.before, {
      price_millimes: plan.offer.price_millimes ?? undefined,
      stock: plan.offer.stock,
    })
  },
)

async function writeGoods(
  container: MedusaContainer,
  plan: ChangePlan,
  held: Held,
  { price_millimes, stock }: { price_millimes?: number; stock?: number },
): Promise<void> {
  if (JSON.stringify(plan.before) !== JSON.stringify(plan.after)) {
    await container.resolve(Modules.PRODUCT).updateProducts(plan.offer.product_id, {
      title: held.title,
      category_ids: held.category_id ? [held.category_id] : [],
      images: held.images.map((url) => ({ url })),
      thumbnail: held.images[0] ?? null,
    })
  }
  if (price_millimes !== undefined && plan.price_set_id) {
    await container.resolve(Modules.PRICING).updatePriceSets(plan.price_set_id, {
      prices: [{ currency_code: "tnd", amount: toDinars(price_millimes) }],
    })
  }
  if (stock !== undefined && plan.inventory_item_id) {
    await container.resolve(Modules.INVENTORY).updateInventoryLevels([
      {
        inventory_item_id: plan.inventory_item_id,
        location_id: plan.stock_location_id,
        stocked_quantity: stock,
      },
    ])
  }
}

const OWN_COLUMNS = [
  "condition",
  "warranty_months",
  "delay_days",
  "core_deposit_millimes",
  "position",
  "donor_vehicle",
] as const

const changeOfferRowStep = createStep(
  "change-offer-row",
  async ({ offer, change }: ChangePlan, { container }) => {
    const parts: PartsModuleService = container.resolve(PARTS_MODULE)
    const given = OWN_COLUMNS.filter((column) => change[column] !== undefined)
    const pick = (row: Partial<Record<(typeof OWN_COLUMNS)[number], unknown>>) =>
      Object.fromEntries(given.map((column) => [column, row[column]]))
    if (given.length > 0) await parts.updateOffers({ id: offer.id, ...pick(change) })
    return new StepResponse(null, { id: offer.id, ...pick(offer) })
  },
  async (before, { container }) => {
    if (!before) return
    const parts: PartsModuleService = container.resolve(PARTS_MODULE)
    await parts.updateOffers(before)
  },
)

/** Undone by saying again what the vendor said before. */
const restateIdentityStep = createStep(
  "restate-offer-identity",
  async ({ offer, vendor_id, after, stated }: ChangePlan, { container }) => {
    if (stated === undefined) return new StepResponse(null)
    const parts: PartsModuleService = container.resolve(PARTS_MODULE)
    const about = { id: offer.id, vendor_id, ...after }
    await parts.restateIdentity(about, stated)
    return new StepResponse(null, { about, said: statedIdentity(offer) })
  },
  async (done, { container }) => {
    if (!done) return
    const parts: PartsModuleService = container.resolve(PARTS_MODULE)
    await parts.restateIdentity(done.about, done.said)
  },
)

/** Changes an offer of a vendor, and what it is said to be. */
export const changeOfferWorkflow = createWorkflow("change-offer", (input: ChangeOfferInput) => {
  const plan = planChangeStep(input)
  changeGoodsStep(plan)
  changeOfferRowStep(plan)
  restateIdentityStep(plan)
  const ids = transform({ input }, ({ input }) => [input.id])
  followIdentityStep(ids)
  refreshOffersWorkflow.runAsStep({
    input: transform({ ids }, ({ ids }) => ({ offer_ids: ids, touched: true })),
  })
  return new WorkflowResponse(ids)
})

export type PublishOfferInput = { id: string; vendor_id: string; published: boolean }

/** Shows an offer to buyers, or takes it back; refused while something is missing. */
const publishOfferStep = createStep(
  "publish-offer",
  async ({ id, vendor_id, published }: PublishOfferInput, { container }) => {
    const offer = await findOffer(container, id, vendor_id)
    const goods = await goodsOf(container, offer.variant_id)
    const facts: PublishableOffer = {
      condition: offer.condition,
      has_photo: goods.product.images.length > 0,
      has_price: offer.price_millimes !== null,
      has_category: categoryOf(goods) !== null || offer.part !== null,
      donor_vehicle: offer.donor_vehicle,
      identity: offer.identity,
    }
    if (published) assertPublishable(facts)
    const status = published ? publishedStatus(facts) : "draft"
    await container.resolve(Modules.PRODUCT).updateProducts(offer.product_id, { status })
    return new StepResponse(null, { product_id: offer.product_id, status: offer.status })
  },
  async (before, { container }) => {
    if (!before) return
    // The offer's projection of that very status.
    const status = before.status as "draft" | "proposed" | "published" | "rejected"
    await container.resolve(Modules.PRODUCT).updateProducts(before.product_id, { status })
  },
)

/**
 * Publishes an offer or takes it off sale. L'opérateur peut décider pendant ce temps : l'identité se
 * relit après, et l'offre suit.
 */
export const publishOfferWorkflow = createWorkflow("publish-offer", (input: PublishOfferInput) => {
  publishOfferStep(input)
  const ids = transform({ input }, ({ input }) => [input.id])
  followIdentityStep(ids)
  refreshOffersWorkflow.runAsStep({
    input: transform({ ids }, ({ ids }) => ({ offer_ids: ids })),
  })
  return new WorkflowResponse(ids)
})
