import { Module, Modules } from "@medusajs/framework/utils"
import RecentReadsService from "./service"

export default Module(Modules.CACHING, { service: RecentReadsService })
