import { foldText } from "@souk/kit/fold-text"
import { normalizeReference } from "./reference"

/** What a typed query may mean: a reference to find exactly or by its beginning, and words. */
export type SearchIntent = { reference: string | null; words: string }

const SHORTEST_REFERENCE = 4
const LONGEST_REFERENCE = 40

/**
 * Reads a query. Anything with a digit that could be printed on a box is tried as a reference first;
 * words are what is left when no reference answers.
 */
export function readQuery(typed: string): SearchIntent {
  const key = normalizeReference(typed)
  const isReference =
    key.length >= SHORTEST_REFERENCE &&
    key.length <= LONGEST_REFERENCE &&
    /^[0-9A-Z]+$/.test(key) &&
    /[0-9]/.test(key)
  return { reference: isReference ? key : null, words: foldText(typed) }
}

const SHORTEST_BEGINNING = 5
const BEGINNINGS = 8

/**
 * Beginnings of a reference that nothing answers, the longest first: the nearest known numbers begin
 * with one of them.
 */
export function beginningsOf(reference: string): string[] {
  const longest = reference.length - 1
  const count = Math.min(BEGINNINGS, longest - SHORTEST_BEGINNING + 1)
  return Array.from({ length: Math.max(0, count) }, (_, index) =>
    reference.slice(0, longest - index),
  )
}
