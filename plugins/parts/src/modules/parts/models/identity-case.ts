import { model } from "@medusajs/framework/utils"

export const IDENTITY_CASE_REASONS = [
  "new_brand",
  "new_part",
  "ambiguous_brand",
  "ambiguous_ean",
  "ean_disagrees",
] as const

export const IDENTITY_CASE_STATUSES = ["open", "accepted", "merged", "rejected"] as const

/**
 * An identity the operator must settle: what a vendor said of its product does not name one known
 * part. At most one open case per offer.
 */
export const IdentityCase = model
  .define("identity_case", {
    id: model.id({ prefix: "idc" }).primaryKey(),
    offer_id: model.text(),
    vendor_id: model.text(),
    reason: model.enum([...IDENTITY_CASE_REASONS]),
    status: model.enum([...IDENTITY_CASE_STATUSES]).default("open"),
    /** What the vendor said, as it said it. */
    brand: model.text(),
    brand_key: model.text(),
    mpn: model.text(),
    mpn_key: model.text(),
    ean: model.text().nullable(),
    title: model.text(),
    category_id: model.text().nullable(),
    /** Known parts it may be, likeliest first. */
    candidate_part_ids: model.array().default([]),
    /** The part it was settled as. */
    part_id: model.text().nullable(),
    decided_by: model.text().nullable(),
    decided_at: model.dateTime().nullable(),
    note: model.text().nullable(),
  })
  .indexes([
    {
      name: "IDX_identity_case_open_offer_id",
      on: ["offer_id"],
      unique: true,
      where: "status = 'open' AND deleted_at IS NULL",
    },
    { on: ["status", "created_at"] },
    { on: ["brand_key", "mpn_key"] },
  ])
