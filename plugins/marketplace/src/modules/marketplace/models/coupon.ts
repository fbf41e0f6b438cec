import { model } from "@medusajs/framework/utils"

/**
 * Who pays for a promotion of Medusa, and how often it may serve. The promotion computes the
 * discount; this decides whether it may, and what it does to the settlement.
 */
export const Coupon = model
  .define("coupon", {
    id: model.id({ prefix: "cpn" }).primaryKey(),
    /** Unique among all coupons, in capitals. */
    code: model.text().unique().searchable(),
    name: model.text().searchable(),
    promotion_id: model.text().unique(),
    /** A vendor's own coupon, or one of the marketplace limited to its offers. */
    vendor_id: model.text().nullable(),
    category_id: model.text().nullable(),
    /** The marketplace's part of the discount, in basis points; the vendor bears the rest. */
    marketplace_bps: model.number(),
    percent_bps: model.number().nullable(),
    amount_millimes: model.number().nullable(),
    /** Of the goods that it concerns, before discount. */
    minimum_millimes: model.number().default(0),
    max_uses: model.number().nullable(),
    max_uses_per_buyer: model.number().nullable(),
    starts_at: model.dateTime().nullable(),
    ends_at: model.dateTime().nullable(),
    is_active: model.boolean().default(true),
    /** Announced to everybody, with its code; others are given to whom they are meant for. */
    is_public: model.boolean().default(false),
    created_by: model.text(),
    uses: model.hasMany(() => CouponUse, { mappedBy: "coupon" }),
  })
  .indexes([{ on: ["vendor_id"] }])
  .checks([
    { name: "coupon_funding_range", expression: "marketplace_bps BETWEEN 0 AND 10000" },
    {
      name: "coupon_one_value",
      expression: "(percent_bps IS NULL) <> (amount_millimes IS NULL)",
    },
    { name: "coupon_percent_range", expression: "percent_bps BETWEEN 1 AND 10000" },
    { name: "coupon_amount_positive", expression: "amount_millimes > 0" },
    { name: "coupon_dates", expression: "ends_at > starts_at" },
  ])

/** A cart that ordered with a coupon: counted once per cart, whatever is repeated. */
export const CouponUse = model
  .define("coupon_use", {
    id: model.id({ prefix: "cpu" }).primaryKey(),
    cart_id: model.text(),
    /** The e-mail of the order, in small letters: guests count too. */
    buyer: model.text(),
    /** Null until the order is split. */
    order_id: model.text().nullable(),
    coupon: model.belongsTo(() => Coupon, { mappedBy: "uses" }),
  })
  .indexes([
    { on: ["coupon_id", "cart_id"], unique: true },
    { on: ["coupon_id", "buyer"] },
    { on: ["cart_id"] },
  ])
