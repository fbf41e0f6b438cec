import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { TaxRule, TaxedProduct } from "../../domain/tax"

type Row = {
  kind: "rule" | "category" | "exempt_product" | "exempt_delivery"
  /** The product or the shipping option. */
  id: string
  scope: TaxRule["scope"] | null
  reference_id: string | null
  /** From the top, as core keeps it: `pcat_top.pcat_mid.pcat_own`. */
  path: string | null
  vat_percent: number | null
  fodec: boolean | null
}

export type TaxFacts = {
  rules: TaxRule[]
  productOf: (id: string) => Omit<TaxedProduct, "vat_percent">
  isExemptDelivery: (shippingOptionId: string) => boolean
}

/**
 * What decides the taxes of a cart, in one statement whatever the number of its lines: a tax provider
 * is asked each time a cart changes. It reads the tables of products, vendors and tax rules together;
 * a provider has no way to ask another module.
 */
export async function readTaxFacts(
  knex: Knex,
  asked: { product_ids: string[]; shipping_option_ids: string[] },
): Promise<TaxFacts> {
  const { rows }: { rows: Row[] } = await knex.raw(
    `WITH product AS (SELECT unnest(?::text[]) AS id),
          delivery AS (SELECT unnest(?::text[]) AS id),
          in_category AS (
            SELECT product.id, c.mpath AS path
              FROM product
              JOIN product_category_product pc ON pc.product_id = product.id
              JOIN product_category c ON c.id = pc.product_category_id AND c.deleted_at IS NULL)
     SELECT 'rule' AS kind, product.id, r.scope, r.reference_id, NULL AS path, r.vat_percent, r.fodec
       FROM product
       JOIN tax_rule r ON r.scope = 'product' AND r.reference_id = product.id AND r.deleted_at IS NULL
     UNION ALL
     SELECT 'category', c.id, r.scope, r.reference_id, c.path, r.vat_percent, r.fodec
       FROM in_category c
       JOIN tax_rule r ON r.scope = 'category'
                      AND r.reference_id = ANY(string_to_array(c.path, '.')) AND r.deleted_at IS NULL
     UNION ALL
     SELECT 'exempt_product', product.id, NULL, NULL, NULL, NULL, NULL
       FROM product
       JOIN vendor_product vp ON vp.product_id = product.id AND vp.deleted_at IS NULL
       JOIN vendor_invoice_settings s ON s.vendor_id = vp.vendor_id AND s.exemption IS NOT NULL
                                     AND s.deleted_at IS NULL
     UNION ALL
     SELECT 'exempt_delivery', delivery.id, NULL, NULL, NULL, NULL, NULL
       FROM delivery
       JOIN vendor v ON v.shipping_option_id = delivery.id AND v.deleted_at IS NULL
       JOIN vendor_invoice_settings s ON s.vendor_id = v.id AND s.exemption IS NOT NULL
                                     AND s.deleted_at IS NULL`,
    [[...new Set(asked.product_ids)], [...new Set(asked.shipping_option_ids)]],
  )
  const ids = (kind: Row["kind"]) =>
    new Set(rows.filter((row) => row.kind === kind).map((row) => row.id))
  const [exempt, exemptDeliveries] = [ids("exempt_product"), ids("exempt_delivery")]
  return {
    rules: rows.flatMap(({ scope, reference_id, vat_percent, fodec }) =>
      scope && reference_id ? [{ scope, reference_id, vat_percent, fodec }] : [],
    ),
    productOf: (id) => ({
      product_id: id,
      // La catégorie la plus proche d'abord.
      category_ids: rows
        .filter((row) => row.kind === "category" && row.id === id)
        .flatMap(({ path }) => path!.split(".").filter(Boolean).reverse()),
      is_exempt: exempt.has(id),
    }),
    isExemptDelivery: (id) => exemptDeliveries.has(id),
  }
}
