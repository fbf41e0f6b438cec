import type { GatewayName } from "./protocol"

/** As the gateways write their own names. */
export const GATEWAY_NAMES: Record<GatewayName, string> = {
  clictopay: "ClicToPay",
  konnect: "Konnect",
  flouci: "Flouci",
  paymee: "Paymee",
  stripe: "Stripe",
  paypal: "PayPal",
}
