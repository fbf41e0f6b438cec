import { Module } from "@medusajs/framework/utils"
import PartsModuleService from "./service"

/** Parts, what replaces them, the vehicles they fit and the offers that sell them. */
export const PARTS_MODULE = "parts"

export type { CatalogueRows } from "./service"
export type { PartsModuleService }

export default Module(PARTS_MODULE, { service: PartsModuleService })
