import { defineRoutes } from "@souk/kit/routes"
import { bankRules } from "./bank-routes"
import { invoiceRules } from "./invoice-routes"
import { commissionRules } from "./commission-routes"
import { couponRules } from "./coupon-routes"
import { ledgerRules } from "./ledger-routes"
import { orderLifeRules } from "./order-life-routes"
import { refundRules } from "./refund-routes"
import { settlementRules } from "./settlement-routes"
import { shopRules } from "./shop-routes"
import { vendorRules } from "./vendor-routes"
import { vendorOrderRules } from "./vendor-order-routes"

/** Every door of this plugin, by subject. */
export const routes = defineRoutes([
  ...invoiceRules,
  ...vendorRules,
  ...shopRules,
  ...vendorOrderRules,
  ...orderLifeRules,
  ...refundRules,
  ...couponRules,
  ...commissionRules,
  ...ledgerRules,
  ...settlementRules,
  ...bankRules,
])
