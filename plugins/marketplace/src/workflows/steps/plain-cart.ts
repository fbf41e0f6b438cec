import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules, PromotionStatus } from "@medusajs/framework/utils"

/**
 * Whether no promotion touches a cart, by its codes or by itself: its lines then cost what they say,
 * whatever else the cart holds.
 */
export async function isUndiscounted(
  container: MedusaContainer,
  cart: { promotions: unknown[] },
): Promise<boolean> {
  if (cart.promotions.length > 0) return false
  const [automatic] = await container
    .resolve(Modules.PROMOTION)
    .listPromotions(
      { is_automatic: true, status: [PromotionStatus.ACTIVE] },
      { select: ["id"], take: 1 },
    )
  return automatic === undefined
}
