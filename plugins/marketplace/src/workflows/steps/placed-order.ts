import type { BigNumberInput, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, decorateCartTotals } from "@medusajs/framework/utils"

type Adjusted = { promotion_id: string | null; amount: BigNumberInput }

/** An order as the buyer placed it. Amounts are in dinars; the totals are those that core computes. */
export type OrderAsPlaced = {
  id: string
  created_at: Date
  display_id: number
  metadata: Record<string, unknown> | null
  currency_code: string
  total: BigNumberInput
  buyer_name: string
  items: {
    id: string
    product_id: string
    variant_id: string | null
    title: string
    product_title: string | null
    product_subtitle: string | null
    variant_sku: string | null
    variant_title: string | null
    thumbnail: string | null
    quantity: BigNumberInput
    unit_price: BigNumberInput
    discount_total: BigNumberInput
    adjustments: Adjusted[]
    metadata: Record<string, unknown> | null
  }[]
  shipping_methods: {
    name: string
    shipping_option_id: string
    amount: BigNumberInput
    discount_total: BigNumberInput
    adjustments: Adjusted[]
  }[]
  payment: { collection_id: string; provider_id: string | null } | null
}

// Lecture seule du schéma de Medusa (version épinglée) : la commande entière en une requête là où Query
// en fait six. Ce sont des lignes brutes ; les totaux restent calculés par le cœur.
const PLACED = `
  SELECT placed.id, placed.created_at, placed.display_id, placed.metadata, placed.currency_code,
         (SELECT concat_ws(' ', nullif(first_name, ''), nullif(last_name, ''))
            FROM order_address WHERE id = placed.shipping_address_id) AS buyer_name,
         (SELECT coalesce(json_agg(json_build_object(
                   'id', line.id, 'product_id', line.product_id, 'variant_id', line.variant_id,
                   'title', line.title, 'product_title', line.product_title,
                   'product_subtitle', line.product_subtitle, 'variant_sku', line.variant_sku,
                   'variant_title', line.variant_title, 'thumbnail', line.thumbnail,
                   'metadata', coalesce(item.metadata, line.metadata),
                   'is_tax_inclusive', line.is_tax_inclusive,
                   'quantity', item.raw_quantity->>'value',
                   'unit_price', coalesce(item.raw_unit_price, line.raw_unit_price)->>'value',
                   'adjustments',
                   (SELECT coalesce(json_agg(json_build_object(
                             'promotion_id', promotion_id, 'amount', raw_amount->>'value',
                             'is_tax_inclusive', is_tax_inclusive)), '[]')
                      FROM order_line_item_adjustment
                     WHERE item_id = line.id AND version = item.version AND deleted_at IS NULL),
                   'tax_lines',
                   (SELECT coalesce(json_agg(json_build_object('rate', raw_rate->>'value')), '[]')
                      FROM order_line_item_tax_line
                     WHERE item_id = line.id AND deleted_at IS NULL))), '[]')
            FROM order_item item
            JOIN order_line_item line ON line.id = item.item_id AND line.deleted_at IS NULL
           WHERE item.order_id = placed.id AND item.version = placed.version
             AND item.deleted_at IS NULL) AS items,
         (SELECT coalesce(json_agg(json_build_object(
                   'id', method.id, 'name', method.name,
                   'shipping_option_id', method.shipping_option_id,
                   'is_tax_inclusive', method.is_tax_inclusive, 'amount', method.raw_amount->>'value',
                   'adjustments',
                   (SELECT coalesce(json_agg(json_build_object(
                             'promotion_id', promotion_id, 'amount', raw_amount->>'value')), '[]')
                      FROM order_shipping_method_adjustment
                     WHERE shipping_method_id = method.id AND version = shipping.version
                       AND deleted_at IS NULL),
                   'tax_lines',
                   (SELECT coalesce(json_agg(json_build_object('rate', raw_rate->>'value')), '[]')
                      FROM order_shipping_method_tax_line
                     WHERE shipping_method_id = method.id AND deleted_at IS NULL))), '[]')
            FROM order_shipping shipping
            JOIN order_shipping_method method
              ON method.id = shipping.shipping_method_id AND method.deleted_at IS NULL
           WHERE shipping.order_id = placed.id AND shipping.version = placed.version
             AND shipping.deleted_at IS NULL) AS shipping_methods,
         (SELECT json_build_object('collection_id', link.payment_collection_id, 'provider_id',
                   (SELECT provider_id FROM payment_session
                     WHERE payment_collection_id = link.payment_collection_id
                       AND deleted_at IS NULL LIMIT 1))
            FROM order_payment_collection link
           WHERE link.order_id = placed.id AND link.deleted_at IS NULL LIMIT 1) AS payment
    FROM "order" placed
   WHERE placed.id = ? AND placed.deleted_at IS NULL`

/** What the split of an order reads of it, or nothing when there is no such order. */
export async function readPlacedOrder(
  container: MedusaContainer,
  id: string,
): Promise<OrderAsPlaced | undefined> {
  const database = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const { rows } = await database.raw<{ rows: object[] }>(PLACED, [id])
  return rows[0] && (decorateCartTotals(rows[0]) as unknown as OrderAsPlaced)
}
