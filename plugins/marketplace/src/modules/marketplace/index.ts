import { Module } from "@medusajs/framework/utils"
import MarketplaceModuleService from "./service"

export type { default as MarketplaceModuleService } from "./service"

/** Vendors, who owns what, vendor orders, commission and the ledger: one module, so that a checkout is split in one transaction. */
export const MARKETPLACE_MODULE = "marketplace"

export default Module(MARKETPLACE_MODULE, { service: MarketplaceModuleService })
