import { contactFields, emptyContact, type Contact } from "./contact"

/** What the buyer has said so far, step by step, until the order is placed. */
export type Draft = { contact?: Contact; shipping?: Record<string, string> }

const strings = (value: unknown): Record<string, string> =>
  typeof value === "object" && value !== null
    ? Object.fromEntries(
        Object.entries(value).filter(
          (entry): entry is [string, string] => typeof entry[1] === "string",
        ),
      )
    : {}

export function readDraft(value: unknown): Draft {
  const { contact, shipping } = record(value)
  const fields = strings(contact)
  const complete = contactFields.every((name) => name in fields)
  return {
    contact: complete ? { ...emptyContact, ...fields } : undefined,
    shipping: shipping === undefined ? undefined : strings(shipping),
  }
}

const record = (value: unknown): { contact?: unknown; shipping?: unknown } =>
  typeof value === "object" && value !== null ? value : {}
