import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type {
  ITaxProvider,
  ItemTaxCalculationLine,
  ItemTaxLineDTO,
  ShippingTaxCalculationLine,
  ShippingTaxLineDTO,
} from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { TaxClass } from "@souk/kit/tax"
import { taxClassOf, taxLinesOf } from "../../domain/tax"
import { readTaxFacts } from "./tax-facts"

type Dependencies = { [ContainerRegistrationKeys.PG_CONNECTION]: Knex }
type Rates = ItemTaxCalculationLine["rates"]

/** The region's rate, or the one that core's own rules give the product's type. */
const usualPercent = (rates: Rates) => rates.reduce((all, { rate }) => all + Number(rate ?? 0), 0)

/**
 * TVA and FODEC of the lines of a cart, by category and by product, none for an exempt vendor. Core
 * copies what it writes to the order: those are the taxes of the order for ever.
 */
export class CategoryTaxProvider implements ITaxProvider {
  static identifier = "souk"
  private readonly knex: Knex

  constructor(dependencies: Dependencies) {
    this.knex = dependencies[ContainerRegistrationKeys.PG_CONNECTION]
  }

  getIdentifier(): string {
    return CategoryTaxProvider.identifier
  }

  async getTaxLines(
    itemLines: ItemTaxCalculationLine[],
    shippingLines: ShippingTaxCalculationLine[],
  ): Promise<(ItemTaxLineDTO | ShippingTaxLineDTO)[]> {
    // Une ligne sans produit (consigne, timbre) n'est pas un bien : elle n'est pas taxée.
    const goods = itemLines.filter(({ line_item }) => line_item.product_id)
    const facts = await readTaxFacts(this.knex, {
      product_ids: goods.map(({ line_item }) => line_item.product_id),
      shipping_option_ids: shippingLines.map(
        ({ shipping_line }) => shipping_line.shipping_option_id,
      ),
    })
    const written = (tax: TaxClass, rates: Rates) =>
      taxLinesOf(tax).map((line) => ({
        ...line,
        rate_id: rates[0]?.id,
        provider_id: this.getIdentifier(),
      }))
    return [
      ...goods.flatMap(({ line_item, rates }) => {
        const { product_id } = line_item
        const tax = taxClassOf(
          { ...facts.productOf(product_id), vat_percent: usualPercent(rates) },
          facts.rules,
        )
        return written(tax, rates).map((line) => ({ ...line, line_item_id: line_item.id }))
      }),
      ...shippingLines.flatMap(({ shipping_line, rates }) => {
        const isExempt = facts.isExemptDelivery(shipping_line.shipping_option_id)
        const tax = { vat_percent: isExempt ? 0 : usualPercent(rates), fodec: false }
        return written(tax, rates).map((line) => ({
          ...line,
          shipping_line_id: shipping_line.id,
        }))
      }),
    ]
  }
}
