import type { EntityManager } from "@medusajs/framework/mikro-orm/knex"
import { normalizeReference } from "../../domain/reference"
import { sql } from "../../modules/parts/sql"
import { literally } from "./conditions"
import type { Layout } from "./layout"
import type { ResolvedWord } from "./read"
import type { Sought } from "./words"

/** Words that one typed word may begin, and words a misspelt one may be taken for. */
const COMPLETIONS = 60
const CORRECTIONS = 6
/** Below this likeness (0 to 1, by trigrams) two words are not the same word misspelt. */
const LIKENESS = 0.3
const SHORTEST_CORRECTED = 4
const SHORTEST_REFERENCE = 4

export type Matching = {
  /** Whether the last word may still be unfinished. */
  prefix: boolean
  /** Whether a word nobody uses may be taken for one that is written alike. */
  typos: boolean
}

type Found = { typed: string; word: string; way: "exact" | "begun" | "alike" }

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
  const typed = sought.map((one) => one.alternatives[0]!)
  const single = typed.flatMap((words) => (words.length === 1 ? words : []))
  const last = typed.at(-1)?.at(-1) ?? ""
  const found = await findWords(manager, layout, single, prefix ? last : null, typos)
  return sought.map(({ alternatives }): ResolvedWord => {
    const [said, ...meant] = alternatives as [string[], ...string[][]]
    if (said.length > 1) return { exact: [], alternatives, reference: null }
    const [word] = said as [string]
    const ways = found.filter((one) => one.typed === word)
    const of = (way: Found["way"]) => ways.filter((one) => one.way === way).map((one) => one.word)
    const plain = [...of("exact"), ...of("begun")]
    // Un mot qui a un synonyme est un mot du métier : il ne se corrige pas.
    const corrected = plain.length === 0 && meant.length === 0 ? of("alike") : []
    return {
      exact: of("exact").length > 0 ? [word] : meant.flatMap((words) => words.slice(0, 1)),
      alternatives: [...[...plain, ...corrected].map((one) => [one]), ...meant],
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
  return await sql<Found>(
    manager,
    `SELECT typed.word AS typed, found.word, found.way
       FROM (SELECT DISTINCT unnest(?::text[]) AS word) AS typed,
            LATERAL (
              (SELECT word, 'exact' AS way FROM ${tables.words} WHERE word = typed.word)
              UNION ALL
              (SELECT word, 'begun' FROM ${tables.words}
                WHERE typed.word = ? AND word LIKE ? AND word <> typed.word LIMIT ${COMPLETIONS})
              UNION ALL
              (SELECT word, 'alike' FROM ${tables.words}
                WHERE ? AND length(typed.word) >= ${SHORTEST_CORRECTED} AND word % typed.word
                  AND NOT EXISTS (SELECT 1 FROM ${tables.words} known WHERE known.word = typed.word)
                ORDER BY similarity(word, typed.word) DESC, word LIMIT ${CORRECTIONS})) AS found
      WHERE found.way <> 'alike' OR similarity(found.word, typed.word) >= ${LIKENESS}`,
    [typed, unfinished, `${literally(unfinished ?? "")}%`, typos],
  )
}
