import type { CreatePromotionDTO } from "@medusajs/framework/types"
import {
  createStep,
  createWorkflow,
  StepResponse,
  transform,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import { createPromotionsWorkflow, updatePromotionsWorkflow } from "@medusajs/medusa/core-flows"
import { commonErrors, things } from "@souk/kit/errors"
import { toDinars } from "@souk/kit/money"
import { readOne } from "@souk/kit/query"
import { errors } from "../domain/errors"
import { MARKETPLACE_MODULE } from "../modules/marketplace"
import type MarketplaceModuleService from "../modules/marketplace/service"

export type CreateCouponInput = {
  code: string
  name: string
  vendor_id: string | null
  category_id: string | null
  marketplace_bps: number
  percent_bps: number | null
  amount_millimes: number | null
  minimum_millimes: number
  max_uses: number | null
  max_uses_per_buyer: number | null
  starts_at: string | null
  ends_at: string | null
  is_public: boolean
  actor_id: string
}

const checkStep = createStep("check-coupon", async (input: CreateCouponInput, { container }) => {
  const marketplace: MarketplaceModuleService = container.resolve(MARKETPLACE_MODULE)
  if ((input.percent_bps === null) === (input.amount_millimes === null)) {
    throw errors.coupon_value_missing()
  }
  // En instants : deux décalages horaires ne se comparent pas en texte.
  if (input.starts_at && input.ends_at && new Date(input.ends_at) <= new Date(input.starts_at)) {
    throw errors.rule_dates_reversed()
  }
  if (input.vendor_id) await marketplace.findVendor(input.vendor_id)
  // Sans vendeur, personne d'autre que la place de marché n'a accepté de payer.
  if (!input.vendor_id && input.marketplace_bps !== 10_000)
    throw errors.coupon_funding_needs_vendor()
  if (input.category_id) {
    const category = await readOne(container, {
      entity: "product_category",
      fields: ["id"],
      filters: { id: input.category_id },
    })
    if (!category) throw commonErrors.not_found({ what: things.category, id: input.category_id })
  }
  const [known] = await marketplace.listCoupons({ code: input.code }, { take: 1 })
  const promotion = await readOne(container, {
    entity: "promotion",
    fields: ["id"],
    filters: { code: input.code },
  })
  if (known || promotion) throw errors.coupon_exists({ code: input.code })
  return new StepResponse(input)
})

/** The promotion of core that computes the discount. */
function promotionOf(input: CreateCouponInput): CreatePromotionDTO {
  return {
    code: input.code,
    type: "standard",
    status: "active",
    is_automatic: false,
    // Un montant s'entend TTC ; un pourcentage est le même des deux côtés de la taxe.
    is_tax_inclusive: input.percent_bps === null,
    application_method: {
      type: input.percent_bps === null ? "fixed" : "percentage",
      target_type: "items",
      allocation: "across",
      value:
        input.percent_bps === null ? toDinars(input.amount_millimes!) : input.percent_bps / 100,
      currency_code: "tnd",
      target_rules: [
        ...(input.vendor_id
          ? [
              {
                attribute: "items.souk.vendor_id",
                operator: "eq" as const,
                values: [input.vendor_id],
              },
            ]
          : []),
        ...(input.category_id
          ? [
              {
                attribute: "items.souk.category_ids",
                operator: "in" as const,
                values: [input.category_id],
              },
            ]
          : []),
      ],
    },
  }
}

const recordStep = createStep(
  "record-coupon",
  async (input: { coupon: CreateCouponInput; promotion_id: string }, { container }) => {
    const marketplace: MarketplaceModuleService = container.resolve(MARKETPLACE_MODULE)
    const { actor_id, starts_at, ends_at, ...facts } = input.coupon
    const coupon = await marketplace.createCoupons({
      ...facts,
      starts_at: starts_at ? new Date(starts_at) : null,
      ends_at: ends_at ? new Date(ends_at) : null,
      promotion_id: input.promotion_id,
      created_by: actor_id,
    })
    return new StepResponse({ id: coupon.id }, coupon.id)
  },
  async (id, { container }) => {
    if (!id) return
    const marketplace: MarketplaceModuleService = container.resolve(MARKETPLACE_MODULE)
    await marketplace.deleteCoupons(id)
  },
)

/** A coupon: core's promotion, with who pays for it and how often it serves. */
export const createCouponWorkflow = createWorkflow("create-coupon", (input: CreateCouponInput) => {
  const coupon = checkStep(input)
  const promotions = createPromotionsWorkflow.runAsStep({
    input: transform({ coupon }, (data) => ({ promotionsData: [promotionOf(data.coupon)] })),
  })
  const recorded = recordStep(
    transform({ coupon, promotions }, (data) => ({
      coupon: data.coupon,
      promotion_id: data.promotions[0]!.id,
    })),
  )
  return new WorkflowResponse(recorded)
})

type SwitchInput = { id: string; vendor_id?: string; is_active?: boolean; is_public?: boolean }

const switchStep = createStep(
  "switch-coupon",
  async (input: SwitchInput, { container }) => {
    const marketplace: MarketplaceModuleService = container.resolve(MARKETPLACE_MODULE)
    const [coupon] = await marketplace.listCoupons(
      { id: input.id, ...(input.vendor_id && { vendor_id: input.vendor_id }) },
      { take: 1 },
    )
    // Le coupon que la place de marché paie n'est pas au vendeur, même limité à ses offres.
    if (!coupon || (input.vendor_id && coupon.marketplace_bps > 0)) {
      throw commonErrors.not_found({ what: things.coupon, id: input.id })
    }
    const { is_active = coupon.is_active, is_public = coupon.is_public } = input
    await marketplace.updateCoupons({ id: coupon.id, is_active, is_public })
    return new StepResponse(
      { id: coupon.id, promotion_id: coupon.promotion_id, is_active },
      { id: coupon.id, is_active: coupon.is_active, is_public: coupon.is_public },
    )
  },
  async (before, { container }) => {
    if (!before) return
    const marketplace: MarketplaceModuleService = container.resolve(MARKETPLACE_MODULE)
    await marketplace.updateCoupons(before)
  },
)

/** Stops a coupon, or lets it serve again; announces it, or no longer. */
export const switchCouponWorkflow = createWorkflow("switch-coupon", (input: SwitchInput) => {
  const coupon = switchStep(input)
  updatePromotionsWorkflow.runAsStep({
    input: transform({ coupon }, (data) => ({
      promotionsData: [
        {
          id: data.coupon.promotion_id,
          status: data.coupon.is_active ? ("active" as const) : ("inactive" as const),
        },
      ],
    })),
  })
  return new WorkflowResponse(coupon)
})
