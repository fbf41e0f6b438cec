import { Module } from "@medusajs/framework/utils"
import InvoicesModuleService from "./service"

export type { default as InvoicesModuleService } from "./service"

/** Invoices and credit notes, their numbering, and what is printed on them. */
export const INVOICES_MODULE = "invoices"

export default Module(INVOICES_MODULE, { service: InvoicesModuleService })
