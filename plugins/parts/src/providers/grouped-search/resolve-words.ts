import type { EntityManager } from "@medusajs/framework/mikro-orm/knex"
import { normalizeReference } from "../../domain/reference"
import { preparedSql } from "../../modules/parts/sql"
import type { ResolvedWord } from "./conditions"
import { WORDS, type Layout } from "./layout"
import type { Sought } from "./words"

/** Words that one typed word may begin, and words a misspelt one may be taken for. */
const COMPLETIONS = 60
const CORRECTIONS = 6
/** Below this likeness (0 to 1, by trigrams) two words are not the same word misspelt. */
const LIKENESS = 0.3
const SHORTEST_CORRECTED = 4
const SHORTEST_REFERENCE = 4
/** The last character there is: words up to a beginning and this one are those that it begins. */
const AFTER_ALL = "\u{10FFFF}"

export type Matching = {
  /** Whether the last word may still be unfinished. */
  prefix: boolean
  /** Whether a word nobody uses may be taken for one that is written alike. */
  typos: boolean
}

type Found = { typed: string; code: number; way: "exact" | "begun" | "alike" }

/**
 * The indexed words that answer what is sought: the word itself, those it begins, and failing both
 * those written alike. Answers nothing for a word that no indexed word and no reference answers.
 */
export async function resolveWords(
  manager: EntityManager,
  layout: Layout,
  sought: Sought[],
  { prefix, typos }: Matching,
): Promise<ResolvedWord[]> {
  const last = sought.at(-1)?.alternatives[0]?.at(-1) ?? ""
  const words = sought.flatMap(({ alternatives }) => alternatives.flat())
  const found = await findWords(manager, layout, words, prefix ? last : null, typos)
  const codesOf = (word: string, way: Found["way"]) =>
    found.filter((one) => one.typed === word && one.way === way).map((one) => one.code)
  /** A phrase whose every word is in use, by their numbers. */
  const known = (phrase: string[]) => {
    const codes = phrase.map((word) => codesOf(word, "exact")[0])
    return codes.every((code) => code !== undefined) ? [codes as number[]] : []
  }
  return sought.map(({ alternatives }): ResolvedWord => {
    const [said, ...meant] = alternatives as [string[], ...string[][]]
    const meanings = meant.flatMap(known)
    if (said.length > 1) {
      return { exact: [], alternatives: [...known(said), ...meanings], reference: null }
    }
    const [word] = said as [string]
    const exact = codesOf(word, "exact")
    const plain = [...exact, ...codesOf(word, "begun")]
    // Un mot qui a un synonyme est un mot du métier : il ne se corrige pas.
    const corrected = plain.length === 0 && meant.length === 0 ? codesOf(word, "alike") : []
    return {
      exact: exact.length > 0 ? exact : meanings.flatMap((phrase) => phrase.slice(0, 1)),
      alternatives: [...[...plain, ...corrected].map((code) => [code]), ...meanings],
      reference: asReference(word),
    }
  })
}

/** A word with a digit may be a reference, or its beginning. */
function asReference(word: string): string | null {
  const key = normalizeReference(word)
  return key.length >= SHORTEST_REFERENCE && /[0-9]/.test(key) && /^[0-9A-Z]+$/.test(key)
    ? key
    : null
}

async function findWords(
  manager: EntityManager,
  { tables }: Layout,
  typed: string[],
  unfinished: string | null,
  typos: boolean,
): Promise<Found[]> {
  if (typed.length === 0) return []
  const terms = `${tables.terms} AS term WHERE term.field = '${WORDS}' AND`
  return await preparedSql<Found>(
    manager,
    `SELECT typed.word AS typed, found.code, found.way
       FROM (SELECT DISTINCT unnest(?::text[]) AS word) AS typed,
            LATERAL (
              (SELECT code, 'exact' AS way FROM ${terms} value = typed.word)
              UNION ALL
              (SELECT code, 'begun' FROM ${terms} typed.word = ?
                  AND value > typed.word AND value < typed.word || '${AFTER_ALL}' LIMIT ${COMPLETIONS})
              UNION ALL
              (SELECT code, 'alike' FROM ${terms} ? AND length(typed.word) >= ${SHORTEST_CORRECTED}
                  AND value % typed.word AND similarity(value, typed.word) >= ${LIKENESS}
                  AND NOT EXISTS (SELECT 1 FROM ${tables.terms} known
                                   WHERE known.field = '${WORDS}' AND known.value = typed.word)
                ORDER BY similarity(value, typed.word) DESC, value LIMIT ${CORRECTIONS})) AS found`,
    [typed, unfinished, typos],
  )
}
