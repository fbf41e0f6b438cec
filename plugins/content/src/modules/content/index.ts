import { Module } from "@medusajs/framework/utils"
import ContentModuleService, { CONTENT_MODULE } from "./service"

export { CONTENT_MODULE, type ContentModuleService }

export default Module(CONTENT_MODULE, { service: ContentModuleService })
