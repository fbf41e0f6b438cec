import type { MedusaContainer } from "@medusajs/framework/types"

/**
 * What may veto a checkout. Every plugin registers its checks here (stock, fit, cash-on-delivery
 * limits…); the marketplace, which alone owns the core hooks, runs them in `rank` order and stops
 * at the first that throws. A check reads the cart and never changes it: core builds the order from
 * the snapshot taken before the checks run.
 */
export type CheckoutCheck<Cart = unknown> = {
  name: string
  rank: number
  check: (cart: Cart, container: MedusaContainer) => Promise<void> | void
}

const checks = new Map<string, CheckoutCheck>()

/** Registers a check, or replaces the one of the same name (a reloaded file registers twice). */
export function registerCheckoutCheck<Cart>(check: CheckoutCheck<Cart>): void {
  // The caller names the cart fields it reads; core hands every check the same snapshot.
  checks.set(check.name, check as CheckoutCheck)
}

export async function runCheckoutChecks(cart: unknown, container: MedusaContainer): Promise<void> {
  const ordered = [...checks.values()].sort((a, b) => a.rank - b.rank)
  for (const { check } of ordered) await check(cart, container)
}
