import type { Millimes } from "@souk/kit/money"
import { z } from "@medusajs/framework/zod"
import { UnexpectedAnswerError, type GatewayName } from "../../domain/protocol"

/** Reads an answer by its shape, or says that it is none of the protocol. */
export function readAnswer<Schema extends z.ZodType>(
  gateway: GatewayName,
  schema: Schema,
  answer: unknown,
): z.infer<Schema> {
  const read = schema.safeParse(answer)
  if (!read.success) throw new UnexpectedAnswerError(gateway)
  return read.data
}

/** An amount in millimes, sent as a number or as its digits. */
export const wholeMillimes = z
  .union([z.number().int().min(0), z.string().regex(/^\d{1,15}$/)])
  .transform((amount): Millimes => Number(amount))

/** Dinars with decimals, as Paymee writes them: `12.5`, `"12.500"`. Four decimals are nobody's. */
export const dinarsAsMillimes = z
  .union([z.number().min(0), z.string()])
  .transform((amount, context): Millimes => {
    const [, whole, part = ""] = /^(\d{1,12})(?:\.(\d{1,3})0*)?$/.exec(String(amount)) ?? []
    if (whole === undefined) {
      context.addIssue({ code: "custom", message: "is not an amount of dinars" })
      return z.NEVER
    }
    return Number(whole) * 1000 + Number(part.padEnd(3, "0"))
  })

/** `12500` → `12.500`: exact, whatever a float would make of it. */
export function asDinars(millimes: Millimes): string {
  return `${Math.trunc(millimes / 1000)}.${String(millimes % 1000).padStart(3, "0")}`
}

/** A text of what was sent, or null. */
export function textOf(value: unknown): string | null {
  return typeof value === "string" && /^[\w.-]{1,128}$/.test(value) ? value : null
}
