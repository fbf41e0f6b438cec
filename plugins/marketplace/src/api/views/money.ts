import { z } from "@medusajs/framework/zod"
import { identifier, line, moment } from "@souk/kit/routes"
import { COMMISSION_BASES, RULE_CONDITIONS } from "../../domain/commission"
import { MOVEMENT_KINDS } from "../../domain/ledger"
import { WAITING_REASONS } from "../../domain/payouts"

const millimes = z.number().int()
const positive = millimes.min(0).max(1_000_000_000)
const bps = z.number().int().min(0).max(10_000)

/** A commission rule as the operator writes it. */
export const ruleBody = z.object({
  name: line(120, 1),
  priority: z.number().int().min(-1000).max(1000).default(0),
  starts_at: moment.nullable().default(null),
  ends_at: moment.nullable().default(null),
  vendor_id: identifier.nullable().default(null),
  category_id: identifier.nullable().default(null),
  brand_id: identifier.nullable().default(null),
  condition: z.enum(RULE_CONDITIONS).nullable().default(null),
  rate_bps: bps,
  fixed_millimes: positive.default(0),
  tiers: z
    .array(z.strictObject({ from_millimes: positive, rate_bps: bps }))
    .max(20)
    .default([]),
  minimum_millimes: positive.nullable().default(null),
  maximum_millimes: positive.nullable().default(null),
  base: z.enum(COMMISSION_BASES).default("net"),
  on_shipping: z.boolean().default(false),
})

export const ruleSchema = z.object({
  ...ruleBody.shape,
  id: z.string(),
  starts_at: z.date().nullable(),
  ends_at: z.date().nullable(),
  in_force: z.boolean(),
  created_at: z.date(),
})

export const scopesSchema = z.object({
  default_rate_bps: bps,
  vat_bps: bps,
  vendors: z.array(z.object({ id: z.string(), name: z.string(), commission_bps: bps.nullable() })),
  categories: z.array(z.object({ id: z.string(), name: z.string(), depth: z.number().int() })),
  brands: z.array(z.object({ id: z.string(), name: z.string() })),
})

/** A cart that nobody ordered. */
export const simulationBody = z.object({
  at: moment.optional(),
  lines: z
    .array(
      z.strictObject({
        vendor_id: identifier,
        category_id: identifier.nullable().default(null),
        brand_id: identifier.nullable().default(null),
        condition: z.enum(RULE_CONDITIONS).nullable().default(null),
        unit_price_millimes: positive,
        quantity: z.number().int().min(1).max(1000),
        discount_millimes: positive.default(0),
      }),
    )
    .min(1)
    .max(50),
  /** What the buyer pays for shipping, by vendor id. */
  shipping: z.record(identifier, positive).default({}),
  /** What a vendor has sold this month, by vendor id, where it is not the real figure. */
  turnovers: z.record(identifier, positive).default({}),
})

export const simulationSchema = z.object({
  slices: z.array(
    z.object({
      vendor: z.object({ id: z.string(), name: z.string() }),
      month_turnover_millimes: millimes,
      lines: z.array(
        z.object({
          rule_id: z.string(),
          rule_name: z.string(),
          rate_bps: bps,
          base_millimes: millimes,
          shipping_base_millimes: millimes,
          amount_millimes: millimes,
          vat_millimes: millimes,
          total_millimes: millimes,
        }),
      ),
      total_millimes: millimes,
      commission_millimes: millimes,
      commission_vat_millimes: millimes,
      earnings_millimes: millimes,
    }),
  ),
  total_millimes: millimes,
})

export const balanceSchema = z.object({
  account: z.string(),
  vendor: z.object({ id: z.string(), name: z.string() }).nullable(),
  balance_millimes: millimes,
  debit_millimes: millimes,
  credit_millimes: millimes,
  entry_count: z.number().int(),
})

export const entrySchema = z.object({
  id: z.string(),
  transaction_id: z.string(),
  source: z.string(),
  kind: z.enum(MOVEMENT_KINDS),
  vendor_order_id: z.string().nullable(),
  vendor_order_number: z.string().nullable(),
  amount_millimes: millimes,
  balance_millimes: millimes,
  created_at: z.date(),
})

export const ledgerCheckSchema = z.object({
  holds: z.boolean(),
  sum_millimes: millimes,
  unbalanced: z.array(z.string()),
  transaction_count: z.number().int(),
})

export const adjustmentSchema = z.object({
  id: z.string(),
  status: z.enum(["prepared", "approved", "refused"]),
  reason: z.string(),
  debit_account: z.string(),
  credit_account: z.string(),
  amount_millimes: millimes,
  prepared_by: z.string(),
  /** Whether it is the reader who prepared it: somebody else has to decide. */
  is_mine: z.boolean(),
  decided_by: z.string().nullable(),
  decided_at: z.date().nullable(),
  created_at: z.date(),
})

/** The money of a vendor, seen from its side: what it is owed is above zero. */
export const vendorMoneySchema = z.object({
  balance_millimes: millimes,
  available_millimes: millimes,
  waiting: z.array(
    z.object({
      reason: z.enum(WAITING_REASONS),
      order_count: z.number().int(),
      amount_millimes: millimes,
      /** When the first of them is the vendor's to draw, where that is known. */
      first_available_at: z.date().nullable(),
    }),
  ),
})

export const commissionLineSchema = z.object({
  id: z.string(),
  order_id: z.string(),
  order_number: z.string(),
  order_status: z.string(),
  ordered_at: z.date(),
  title: z.string(),
  quantity: z.number().int(),
  line_total_millimes: millimes,
  rule_id: z.string(),
  rule_name: z.string(),
  rate_bps: bps,
  base_millimes: millimes,
  shipping_base_millimes: millimes,
  amount_millimes: millimes,
  vat_millimes: millimes,
})
