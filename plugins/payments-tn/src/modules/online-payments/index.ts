import { Module } from "@medusajs/framework/utils"
import offerMethods from "./loaders/methods"
import OnlinePaymentsModuleService from "./service"

export type { OnlinePaymentsModuleService }

/** Payments asked of gateways, refunds by hand, and the rules of cash on delivery. */
export const ONLINE_PAYMENTS_MODULE = "online_payments"

export default Module(ONLINE_PAYMENTS_MODULE, {
  service: OnlinePaymentsModuleService,
  loaders: [offerMethods],
})
