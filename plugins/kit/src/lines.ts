import type { MedusaContainer } from "@medusajs/framework/types"
import type { SoukError } from "./errors"

/** Facts of a cart line, kept in its metadata and copied by core to the order's line. */
export type LineFacts = Record<string, unknown>

/** A line that a buyer adds, or asks to have written anew. */
export type AskedLine = {
  variant_id: string
  /** What the buyer said of it. Never trusted: a writer takes from it what it knows to check. */
  asked: LineFacts
  /** What is written on the cart's other lines of the same variant. Equal facts make one line. */
  siblings: LineFacts[]
}

/** A line as it stands in a cart. */
export type WrittenLine = { variant_id: string | null; facts: LineFacts }

/**
 * What the shop writes on a line when it enters a cart, and whether that still holds later. Core
 * builds the order from the cart as it is: what must be on a line is there before the checkout.
 * Plugins register here; the marketplace, which owns the doors of the cart, asks them in `rank` order.
 */
export type LineWriter = {
  name: string
  rank: number
  /** The facts of each line, in the same order. Throws when a line may not be added as asked. */
  write: (lines: AskedLine[], container: MedusaContainer) => Promise<LineFacts[]>
  /** What no longer holds of each line, in the same order; null where all holds. */
  review: (lines: WrittenLine[], container: MedusaContainer) => Promise<(SoukError | null)[]>
}

const writers = new Map<string, LineWriter>()

/** Registers a writer, or replaces the one of the same name (a reloaded file registers twice). */
export function registerLineWriter(writer: LineWriter): void {
  writers.set(writer.name, writer)
}

const inOrder = () => [...writers.values()].sort((a, b) => a.rank - b.rank)

/** All that is written on each line. Nothing that a buyer sent is left unless a writer took it. */
export async function factsOfLines(
  lines: AskedLine[],
  container: MedusaContainer,
): Promise<LineFacts[]> {
  const facts: LineFacts[] = lines.map(() => ({}))
  for (const { write } of lines.length > 0 ? inOrder() : []) {
    const written = await write(lines, container)
    written.forEach((one, index) => Object.assign(facts[index]!, one))
  }
  return facts
}

/** The first thing that no longer holds of each line; null where all holds. */
export async function problemsOfLines(
  lines: WrittenLine[],
  container: MedusaContainer,
): Promise<(SoukError | null)[]> {
  const problems: (SoukError | null)[] = lines.map(() => null)
  for (const { review } of lines.length > 0 ? inOrder() : []) {
    const found = await review(lines, container)
    found.forEach((problem, index) => (problems[index] ??= problem))
  }
  return problems
}
