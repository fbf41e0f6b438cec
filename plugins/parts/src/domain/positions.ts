import { foldText } from "@souk/kit/fold-text"

/** Places on a vehicle, as fitments and offers write them. */
export const POSITIONS = [
  "front",
  "rear",
  "left",
  "right",
  "front-left",
  "front-right",
  "rear-left",
  "rear-right",
] as const
export type Position = (typeof POSITIONS)[number]

/** A part that fits a vehicle at no place in particular. */
const ANYWHERE = "any"

const SIDES: Record<string, string> = {
  front: "front",
  avant: "front",
  av: "front",
  ant: "front",
  امامي: "front",
  rear: "rear",
  back: "rear",
  arriere: "rear",
  ar: "rear",
  خلفي: "rear",
  left: "left",
  gauche: "left",
  g: "left",
  driver: "left",
  conducteur: "left",
  ايسر: "left",
  right: "right",
  droite: "right",
  droit: "right",
  d: "right",
  passenger: "right",
  passager: "right",
  ايمن: "right",
}
const NOWHERE = new Set(["", "any", "n/a", "na", "tou", "toute", "all", "-", "—"])
/** Ce qui ne distingue rien : « côté gauche », « avant et gauche ». */
const EMPTY_WORDS = new Set(["cote", "side", "et", "and", "de", "l"])

/**
 * The place that a file's words name: « Avant gauche », "Front Left", "AV-G" are `front-left`;
 * nothing, « tous » or "N/A" (what ACES writes for a part without a place) is `any`.
 * @returns null when the words name no place of ours.
 */
export function positionOf(words: string): Position | typeof ANYWHERE | null {
  const folded = foldText(words)
  if (NOWHERE.has(folded)) return ANYWHERE
  const sides = folded
    .split(/[\s_\-/,.;+]+/)
    .filter((word) => word !== "" && !EMPTY_WORDS.has(word))
    .map((word) => SIDES[word])
  if (sides.length === 0 || sides.some((side) => side === undefined)) return null
  const axle = sides.find((side) => side === "front" || side === "rear")
  const side = sides.find((side) => side === "left" || side === "right")
  const places = [axle, side].filter(Boolean)
  // « Avant et arrière » est deux lignes, pas une.
  if (new Set(sides).size !== places.length) return null
  return POSITIONS.find((position) => position === places.join("-")) ?? null
}
