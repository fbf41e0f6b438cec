import type { Key, Translate } from "../../i18n/translate"

const conditions: Record<string, Key> = {
  new: "part.conditionNew",
  used: "part.conditionUsed",
  refurbished: "part.conditionRefurbished",
}
const positions: Record<string, Key> = {
  front: "position.front",
  rear: "position.rear",
  left: "position.left",
  right: "position.right",
  "front-left": "position.frontLeft",
  "front-right": "position.frontRight",
  "rear-left": "position.rearLeft",
  "rear-right": "position.rearRight",
}
const reasons: Record<string, Key> = {
  cheapest: "part.reasonCheapest",
  fastest: "part.reasonFastest",
  in_stock: "part.reasonInStock",
  longest_warranty: "part.reasonWarranty",
}
const references: Record<string, Key> = {
  oe: "part.refOe",
  aftermarket: "part.refAftermarket",
  supersedes: "part.refSupersedes",
  superseded_by: "part.refSupersededBy",
  interchange: "part.refInterchange",
}

/** A value we have no word for is shown as the API gives it. */
const label = (keys: Record<string, Key>) => (t: Translate, value: string) => {
  const key = keys[value]
  return key ? t(key) : value
}

export const conditionLabel = label(conditions)
export const referenceLabel = label(references)
const positionWord = label(positions)
export const positionLabel = (t: Translate, value: string | null): string | null =>
  value && value !== "any" ? positionWord(t, value.replace("_", "-")) : null

/** Only the reasons we can say in words; an unknown one is better left out than shown as a code. */
export const reasonLabels = (t: Translate, values: string[]): string[] =>
  values.flatMap((value) => (reasons[value] ? [t(reasons[value])] : []))

export const partPath = (part: { id: string; slug?: string | null }): string =>
  part.slug
    ? `/piece/${encodeURIComponent(part.id)}/${encodeURIComponent(part.slug)}`
    : `/piece/${encodeURIComponent(part.id)}`
