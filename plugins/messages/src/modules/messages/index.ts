import { Module } from "@medusajs/framework/utils"
import MessagesModuleService from "./service"

export type { default as MessagesModuleService, NewMail } from "./service"

/** Mails to send, and the addresses that their holders confirmed. */
export const MESSAGES_MODULE = "messages"

export default Module(MESSAGES_MODULE, { service: MessagesModuleService })
