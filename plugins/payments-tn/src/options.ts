import type { GatewayOptions } from "./gateways/gateway"

/** What `medusa-config.ts` gives the plugin. */
export type PaymentsOptions = {
  /** Only those whose variables are set. */
  gateways?: GatewayOptions
  /** Where gateways call our server. */
  api_url: string
  /** Where buyers come back. */
  storefront_url: string
}
