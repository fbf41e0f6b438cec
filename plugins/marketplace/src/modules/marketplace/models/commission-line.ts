import { model } from "@medusajs/framework/utils"
import { VendorOrderLine } from "./vendor-order-line"

/** The commission on one line, frozen with the rule that gave it: later edits of rules change nothing. */
export const CommissionLine = model.define("commission_line", {
  id: model.id({ prefix: "coml" }).primaryKey(),
  /** A `commission_rule`, `default`, or `vendor` for a rate agreed with the vendor. */
  rule_id: model.text(),
  /** The rule's name that day; empty for `default` and `vendor`. */
  rule_name: model.text().default(""),
  rate_bps: model.number(),
  /** What the rate applied to, shipping included where the rule says so. */
  base_millimes: model.bigNumber(),
  /** The part of the base that is shipping. */
  shipping_base_millimes: model.bigNumber().default(0),
  /** Before TVA. */
  amount_millimes: model.bigNumber(),
  /** TVA on the commission, on top of it. */
  vat_bps: model.number().default(0),
  vat_millimes: model.bigNumber().default(0),
  line: model.belongsTo(() => VendorOrderLine, { mappedBy: "commission" }),
})
