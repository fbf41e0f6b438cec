import { foldText } from "@souk/kit/fold-text"

/** Words that say nothing of what is sought. */
const EMPTY_WORDS = new Set(
  "a au aux avec d de du des en et for l la le les of ou par pour sur the un une with".split(" "),
)
const WORD = /[\p{L}\p{N}]+/gu
const ARABIC = /^\p{Script=Arabic}+$/u
const ARTICLE = /^(?:وال|بال|ال|لل)(?=\p{L}{3,})/u

/**
 * The words of a text as they are indexed and sought: folded, singular, without articles. `filtre à
 * huile` and « Filtres d'huile » are the same two words.
 */
export function wordsOf(text: string): string[] {
  // Folded first: « ŉ » is an apostrophe and a letter.
  const folded = foldText(text).replace(/['’ʼ]/g, " ").match(WORD) ?? []
  return folded
    .filter((word) => !EMPTY_WORDS.has(word))
    .map((word) => (ARABIC.test(word) ? word.replace(ARTICLE, "") : word))
}

/** One thing that is sought: any of these alternatives, each of which is all of its words. */
export type Sought = { typed: string; alternatives: string[][] }

/**
 * What a typed text seeks, word by word. What a synonym covers is sought as it was typed or as what
 * it means; the longest one is taken first.
 */
export function soughtIn(typed: string, synonyms: readonly [string, string][] = []): Sought[] {
  const words = wordsOf(typed)
  const meanings = indexSynonyms(synonyms)
  const sought: Sought[] = []
  for (let at = 0; at < words.length;) {
    const length = Math.max(1, longestMatch(words, at, meanings))
    const said = words.slice(at, at + length)
    const means = meanings.byPhrase.get(said.join(" ")) ?? []
    sought.push({ typed: said.join(" "), alternatives: [said, ...means] })
    at += length
  }
  return sought
}

type Meanings = { byPhrase: Map<string, string[][]>; longest: number }

const indexed = new WeakMap<readonly [string, string][], Meanings>()

function indexSynonyms(synonyms: readonly [string, string][]): Meanings {
  const known = indexed.get(synonyms)
  if (known) return known
  const byPhrase = new Map<string, string[][]>()
  let longest = 1
  for (const [said, means] of synonyms) {
    const phrase = wordsOf(said)
    longest = Math.max(longest, phrase.length)
    const key = phrase.join(" ")
    byPhrase.set(key, [...(byPhrase.get(key) ?? []), wordsOf(means)])
  }
  const meanings = { byPhrase, longest }
  indexed.set(synonyms, meanings)
  return meanings
}

function longestMatch(words: string[], at: number, { byPhrase, longest }: Meanings): number {
  for (let length = Math.min(longest, words.length - at); length > 0; length--) {
    if (byPhrase.has(words.slice(at, at + length).join(" "))) return length
  }
  return 0
}
