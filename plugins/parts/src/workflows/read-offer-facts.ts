import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { read } from "@souk/kit/query"
import type { TaxClass } from "@souk/kit/tax"
import {
  cancellationPercent,
  projectOffer,
  type OfferProjection,
  type ProductFacts,
  type VendorFacts,
} from "../domain/offer-projection"
import { percentOfType } from "../domain/tax-type"
import { PARTS_MODULE } from "../modules/parts"
import type PartsModuleService from "../modules/parts/service"
import type { OfferSource } from "../modules/parts/service"

/** Things of Medusa by which an event names what changed. */
export type ProductThings = {
  price_ids?: string[]
  inventory_item_ids?: string[]
  inventory_level_ids?: string[]
  reservation_ids?: string[]
  /** With all the categories under them. */
  category_ids?: string[]
}

type ProductRow = Omit<ProductFacts, "tax"> & {
  variant_id: string
  product_id: string
  type_id: string | null
}

// Lecture seule du schéma de Medusa (version épinglée) : un produit, son prix en dinars et son stock
// en une requête pour cinq cents offres, là où Query chargerait chaque relation une à une.
const PRODUCT_FACTS = `
  WITH sold AS (
    SELECT line.variant_id, sum(item.quantity)::int AS quantity
      FROM order_line_item line
      JOIN order_item item ON item.item_id = line.id AND item.deleted_at IS NULL
      JOIN "order" placed ON placed.id = item.order_id AND placed.version = item.version
     WHERE line.variant_id = ANY(?) AND line.deleted_at IS NULL
       AND placed.status NOT IN ('canceled', 'draft') AND placed.deleted_at IS NULL
     GROUP BY line.variant_id)
  SELECT variant.id AS variant_id, product.id AS product_id, product.type_id, product.status, product.title, product.thumbnail,
         (SELECT min(product_category_id) FROM product_category_product
           WHERE product_id = product.id) AS category_id,
         (SELECT json_agg(url ORDER BY rank, id) FROM image
           WHERE product_id = product.id AND deleted_at IS NULL) AS images,
         coalesce(variant.sku, variant.title) AS sku,
         (SELECT price.amount
            FROM product_variant_price_set link
            JOIN price ON price.price_set_id = link.price_set_id AND price.deleted_at IS NULL
           WHERE link.variant_id = variant.id AND link.deleted_at IS NULL
             AND price.currency_code = 'tnd' AND price.price_list_id IS NULL
             AND price.min_quantity IS NULL AND coalesce(price.rules_count, 0) = 0
           ORDER BY price.created_at DESC LIMIT 1) AS price_dinars,
         coalesce(stock.stocked, 0)::int AS stocked_quantity,
         coalesce(stock.reserved, 0)::int AS reserved_quantity,
         coalesce((SELECT quantity FROM sold WHERE sold.variant_id = variant.id), 0) AS sold_quantity
    FROM unnest(?::text[], ?::text[]) AS wanted(variant_id, location_id)
    JOIN product_variant variant ON variant.id = wanted.variant_id AND variant.deleted_at IS NULL
    JOIN product ON product.id = variant.product_id AND product.deleted_at IS NULL
    LEFT JOIN LATERAL (
         SELECT floor(sum(level.stocked_quantity)) AS stocked, ceil(sum(level.reserved_quantity)) AS reserved
           FROM product_variant_inventory_item link
           JOIN inventory_level level ON level.inventory_item_id = link.inventory_item_id
          WHERE link.variant_id = variant.id AND link.deleted_at IS NULL
            AND level.location_id = wanted.location_id AND level.deleted_at IS NULL
         ) stock ON true`

/**
 * Au-delà, une vente de plus ne change plus guère le rang d'une offre : ses ventes ne sont recomptées que
 * par la vérification de toutes les offres. Counted at each order, they would slow orders down as they grow.
 */
const MANY_SALES = 200

const VARIANTS_OF_THINGS = `
  SELECT link.variant_id
    FROM price JOIN product_variant_price_set link ON link.price_set_id = price.price_set_id
   WHERE price.id = ANY(?)
  UNION
  SELECT link.variant_id
    FROM product_variant_inventory_item link
   WHERE link.inventory_item_id IN (
         SELECT unnest(?::text[])
         UNION SELECT inventory_item_id FROM inventory_level WHERE id = ANY(?)
         UNION SELECT inventory_item_id FROM reservation_item WHERE id = ANY(?))
  UNION
  SELECT variant.id
    FROM product_category category
    JOIN product_category_product filed ON filed.product_category_id = category.id
    JOIN product_variant variant ON variant.product_id = filed.product_id
   WHERE string_to_array(category.mpath, '.') && ?::text[]`

/** What this plugin asks of the marketplace, which it may not import. */
type Marketplace = {
  /** Whose products are. Query would make an entity of each, for hundreds at a time. */
  ownersOf(productIds: string[]): Promise<{ product_id: string; vendor_id: string }[]>
  /** What became of vendors' orders. */
  cancellationsOf(
    vendorIds: string[],
    since: Date,
  ): Promise<{ vendor_id: string; orders: number; cancelled: number }[]>
}
const MARKETPLACE_MODULE = "marketplace"

/** The same of its invoices: how products are taxed. */
type TaxDecisions = {
  taxClassesOf(products: { id: string; vat_percent: number }[]): Promise<Map<string, TaxClass>>
}
const INVOICES_MODULE = "invoices"

/** An older cancellation is forgiven. */
const CANCELLATION_DAYS = 180
const DAY_MS = 86_400_000

/** Cancellation rates already read by a run: one that refreshes every offer asks once per vendor. */
export type KnownRates = Map<string, number | null>

async function readRates(container: MedusaContainer, vendorIds: string[], known: KnownRates) {
  const unknown = vendorIds.filter((id) => !known.has(id))
  if (unknown.length === 0) return
  const since = new Date(Date.now() - CANCELLATION_DAYS * DAY_MS)
  const histories = await container
    .resolve<Marketplace>(MARKETPLACE_MODULE)
    .cancellationsOf(unknown, since)
  for (const id of unknown) known.set(id, null)
  for (const history of histories) known.set(history.vendor_id, cancellationPercent(history))
}

/**
 * What offers show now: their products from Medusa, their owners from the marketplace. With `recount`,
 * the sales of those that sell most are counted too, not taken as they were.
 */
export async function readOfferFacts(
  container: MedusaContainer,
  offers: OfferSource[],
  { rates, recount }: { rates: KnownRates; recount: boolean },
): Promise<Map<string, OfferProjection>> {
  const database = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)

  const ownerships = await container
    .resolve<Marketplace>(MARKETPLACE_MODULE)
    .ownersOf(offers.map((offer) => offer.product_id))
  const vendorOf = new Map(ownerships.map((one) => [one.product_id, one.vendor_id]))
  const vendors = await read<Omit<VendorFacts, "cancellation_percent">>(container, {
    entity: "vendor",
    fields: [
      "id",
      "handle",
      "name",
      "status",
      "governorate_code",
      "logo_url",
      "return_days",
      "stock_location_id",
    ],
    filters: { id: [...new Set(vendorOf.values())] },
  })
  await readRates(
    container,
    vendors.map((vendor) => vendor.id),
    rates,
  )
  const vendorById = new Map(
    vendors.map((vendor): [string, VendorFacts] => [
      vendor.id,
      { ...vendor, cancellation_percent: rates.get(vendor.id) ?? null },
    ]),
  )
  const ownerOf = (offer: OfferSource) =>
    vendorById.get(vendorOf.get(offer.product_id) ?? "") ?? null

  const { rankingWeights: weights } = container.resolve<PartsModuleService>(PARTS_MODULE)
  const known = new Map(
    offers.flatMap(({ variant_id, sold_quantity: sold }) =>
      recount || sold < MANY_SALES ? [] : [[variant_id, sold] as const],
    ),
  )
  const { rows } = await database.raw<{ rows: ProductRow[] }>(PRODUCT_FACTS, [
    offers.flatMap(({ variant_id }) => (known.has(variant_id) ? [] : [variant_id])),
    offers.map((offer) => offer.variant_id),
    offers.map((offer) => ownerOf(offer)?.stock_location_id ?? ""),
  ])
  const taxes = await container
    .resolve<TaxDecisions>(INVOICES_MODULE)
    .taxClassesOf(
      rows.map(({ product_id: id, type_id }) => ({ id, vat_percent: percentOfType(type_id) })),
    )
  const productOf = new Map(
    rows.map((row): [string, ProductFacts] => [
      row.variant_id,
      {
        ...row,
        sold_quantity: known.get(row.variant_id) ?? row.sold_quantity,
        tax: taxes.get(row.product_id)!,
      },
    ]),
  )

  return new Map(
    offers.map((offer) => [
      offer.id,
      projectOffer(offer, productOf.get(offer.variant_id) ?? null, ownerOf(offer), weights),
    ]),
  )
}

/** The variants that prices, stock levels, reservations or categories have, deleted ones included. */
export async function variantsOfThings(
  container: MedusaContainer,
  things: ProductThings,
): Promise<string[]> {
  const asked = [
    things.price_ids ?? [],
    things.inventory_item_ids ?? [],
    things.inventory_level_ids ?? [],
    things.reservation_ids ?? [],
    things.category_ids ?? [],
  ]
  if (asked.every((ids) => ids.length === 0)) return []
  const database = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const { rows } = await database.raw<{ rows: { variant_id: string }[] }>(VARIANTS_OF_THINGS, asked)
  return rows.map((row) => row.variant_id)
}
