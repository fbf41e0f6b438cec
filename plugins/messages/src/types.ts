export type { MailKind } from "./domain/templates"
export type { MailStatus } from "./domain/delivery"
