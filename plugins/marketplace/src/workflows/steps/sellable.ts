import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { commonErrors, things } from "@souk/kit/errors"
import type { SoughtVariant } from "../../domain/cart-line"
import type { SoughtProduct } from "../../domain/checkout"

const VENDOR = `
  CASE WHEN vendor.id IS NOT NULL THEN json_build_object(
    'id', vendor.id, 'handle', vendor.handle, 'name', vendor.name, 'status', vendor.status,
    'shipping_option_id', vendor.shipping_option_id) END`

const OWNED = `
    LEFT JOIN vendor_product owned ON owned.product_id = product.id AND owned.deleted_at IS NULL
    LEFT JOIN vendor ON vendor.id = owned.vendor_id AND vendor.deleted_at IS NULL`

// Lecture seule du schéma de Medusa (version épinglée), en une requête : ce contrôle est de chaque ajout
// au panier et de chaque commande.
const PRODUCTS = `
  SELECT product.id, product.title, product.status = 'published' AS published, ${VENDOR} AS vendor
    FROM product ${OWNED}
   WHERE product.deleted_at IS NULL AND product.id`

/** What decides whether products may be sold. */
export async function findSoughtProducts(
  container: MedusaContainer,
  wanted: { variant_ids?: string[]; product_ids?: string[] },
): Promise<SoughtProduct[]> {
  const database = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const { rows } = wanted.product_ids
    ? await database.raw<{ rows: SoughtProduct[] }>(`${PRODUCTS} = ANY(?)`, [wanted.product_ids])
    : await database.raw<{ rows: SoughtProduct[] }>(
        `${PRODUCTS} IN (SELECT product_id FROM product_variant WHERE id = ANY(?) AND deleted_at IS NULL)`,
        [wanted.variant_ids ?? []],
      )
  return rows
}

// Lecture seule du schéma de Medusa (version épinglée) : ce qu'une ligne dit de son article, ce qu'il y
// en a et qui le vend, en une requête là où Query en fait une par relation, deux fois.
const VARIANTS = `
  SELECT variant.id, variant.title, variant.sku, variant.barcode, variant.thumbnail,
         variant.manage_inventory, variant.allow_backorder,
         (SELECT price_set_id FROM product_variant_price_set
           WHERE variant_id = variant.id AND deleted_at IS NULL LIMIT 1) AS price_set_id,
         (SELECT coalesce(json_agg(json_build_object(
                   'required_quantity', link.required_quantity,
                   'inventory', json_build_object('location_levels',
                     (SELECT coalesce(json_agg(json_build_object(
                               'stocked_quantity', stocked_quantity,
                               'reserved_quantity', reserved_quantity)), '[]')
                        FROM inventory_level
                       WHERE inventory_item_id = link.inventory_item_id AND deleted_at IS NULL)))), '[]')
            FROM product_variant_inventory_item link
           WHERE link.variant_id = variant.id AND link.deleted_at IS NULL) AS inventory_items,
         json_build_object(
           'id', product.id, 'title', product.title, 'description', product.description,
           'subtitle', product.subtitle, 'thumbnail', product.thumbnail, 'handle', product.handle,
           'discountable', product.discountable,
           'type_id', product.type_id, 'type', kind.value, 'collection', collection.title,
           'published', product.status = 'published',
           'vendor', ${VENDOR}) AS product
    FROM product_variant variant
    JOIN product ON product.id = variant.product_id AND product.deleted_at IS NULL
    LEFT JOIN product_type kind ON kind.id = product.type_id AND kind.deleted_at IS NULL
    LEFT JOIN product_collection collection
      ON collection.id = product.collection_id AND collection.deleted_at IS NULL
    ${OWNED}
   WHERE variant.id = ANY(?) AND variant.deleted_at IS NULL`

/** What a cart wants to know of variants. Refuses one that does not exist. */
export async function findSoughtVariants(
  container: MedusaContainer,
  ids: string[],
): Promise<SoughtVariant[]> {
  const database = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const { rows } = await database.raw<{ rows: SoughtVariant[] }>(VARIANTS, [ids])
  const missing = ids.find((id) => !rows.some((row) => row.id === id))
  if (missing !== undefined) {
    throw commonErrors.not_found({ what: things.product, id: missing })
  }
  return rows
}
