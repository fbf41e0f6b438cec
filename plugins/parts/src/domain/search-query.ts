import { foldText } from "./fold-text"
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

/** Whether a query that finds nothing may be a misspelt word: it must hold one. */
export function mayBeMisspelt(words: string): boolean {
  return /[\p{L}\p{N}]{3}/u.test(words)
}

/**
 * A reference as one indexed word. PostgreSQL's parser cuts `04E115561H` in two (it reads a number
 * in scientific notation); with a letter in front it stays whole, so that its beginning can be searched.
 */
export function referenceToken(key: string): string {
  return `r0${key.toLowerCase()}`
}
