/**
 * Ways to pay that a buyer may choose. Each plugin that brings a provider registers it here, where
 * the checkout (which knows no provider by name) finds it.
 */
export type PaymentMethod = {
  /** As the store API says it: `cod`, `konnect`. */
  name: string
  /** As Medusa's payment module knows it: `pp_cod_cod`. */
  provider_id: string
  /** The buyer pays before the order exists, on a page of the provider. */
  online: boolean
  /** Offered from the lowest up. */
  rank: number
}

const methods = new Map<string, PaymentMethod>()

/** Registers a way to pay, or replaces the one of the same name. */
export function registerPaymentMethod(method: PaymentMethod): void {
  methods.set(method.name, method)
}

/** Every way to pay of this shop, as they are offered. */
export function paymentMethods(): PaymentMethod[] {
  return [...methods.values()].sort((a, b) => a.rank - b.rank)
}

export function paymentMethodOf(name: string): PaymentMethod | undefined {
  return methods.get(name)
}
