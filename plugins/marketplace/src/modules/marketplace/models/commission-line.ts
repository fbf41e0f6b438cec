import { model } from "@medusajs/framework/utils"
import { VendorOrderLine } from "./vendor-order-line"

/** The commission on one line, frozen with the rule that gave it: later edits of rules change nothing. */
export const CommissionLine = model.define("commission_line", {
  id: model.id({ prefix: "coml" }).primaryKey(),
  /** `default`, or `vendor` for a rate agreed with the vendor. */
  rule_id: model.text(),
  rate_bps: model.number(),
  /** What the rate applied to: the line's price net of discount. */
  base_millimes: model.bigNumber(),
  amount_millimes: model.bigNumber(),
  line: model.belongsTo(() => VendorOrderLine, { mappedBy: "commission" }),
})
