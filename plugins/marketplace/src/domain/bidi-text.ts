import bidiFactory from "bidi-js"

const bidi = bidiFactory()

/** Keeps a number or a reference in its own order inside Arabic words. */
export const isolated = (text: string): string => `\u2066${text}\u2069`

/** `auto`: that of the first letter. */
export type Direction = "ltr" | "rtl" | "auto"

/** Marks that steer the order and are never drawn. */
const MARKS = /[\u200e\u200f\u2066-\u2069]/

/** Which font draws a character. */
export type Script = "latin" | "extended" | "arabic"

/** A piece of a line that one font draws, in its reading order; pieces come from left to right. */
export type Run = { text: string; script: Script; is_rtl: boolean }

/**
 * Cuts a line into pieces in the order they stand on paper, by the Unicode bidirectional algorithm:
 * « Vendeur متجر الفرامل 12 » keeps its Arabic words right to left and its number upright.
 *
 * @param scriptOf which font has a character.
 */
export function visualRuns(
  text: string,
  direction: Direction,
  scriptOf: (codePoint: number) => Script,
): Run[] {
  const { levels } = bidi.getEmbeddingLevels(text, direction)
  const mirrored = bidi.getMirroredCharactersMap(text, levels)
  const pieces: (Run & { level: number })[] = []
  let index = 0
  for (const char of text) {
    const level = levels[index]!
    const shown = mirrored.get(index) ?? char
    index += char.length
    if (MARKS.test(char)) continue
    const last = pieces.at(-1)?.level === level ? pieces.at(-1) : undefined
    // A space stays with what precedes it, so that words are not cut in two fonts.
    const script = shown === " " && last ? last.script : scriptOf(shown.codePointAt(0)!)
    if (last?.script === script) last.text += shown
    else pieces.push({ text: shown, script, is_rtl: level % 2 === 1, level })
  }
  return reordered(pieces).map(({ text: logical, script, is_rtl }) => ({
    // A shaper turns Arabic letters itself; what the Latin font draws inside them is turned here.
    text: is_rtl && script !== "arabic" ? [...logical].reverse().join("") : logical,
    script,
    is_rtl,
  }))
}

/** Règle L2 : du niveau le plus haut au plus bas impair, chaque suite de ce niveau se retourne. */
function reordered<Piece extends { level: number }>(pieces: Piece[]): Piece[] {
  const order = [...pieces]
  const highest = Math.max(0, ...order.map((piece) => piece.level))
  for (let level = highest; level >= 1; level--) {
    for (let start = 0; start < order.length; start++) {
      if (order[start]!.level < level) continue
      let end = start
      while (end < order.length && order[end]!.level >= level) end++
      order.splice(start, end - start, ...order.slice(start, end).reverse())
      start = end
    }
  }
  return order
}
