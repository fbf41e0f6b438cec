import { foldText } from "../fold-text"

/** A choice of a list; the label of one that has its place in a tree is its whole path. */
export type Option = { value: string; label: string }

/** Between the steps of a path. It points the other way by itself in Arabic. */
const STEP = " › "

/** `Freinage › Disques` → the way there, `Freinage › `, and the name, `Disques`. */
export function splitPath(label: string): { way: string; name: string } {
  const at = label.lastIndexOf(STEP)
  return at < 0
    ? { way: "", name: label }
    : { way: label.slice(0, at + STEP.length), name: label.slice(at + STEP.length) }
}

/**
 * The options that hold every word typed, accents and case aside, wherever in their path; those
 * whose own name begins with what was typed come first, then those that name it themselves.
 */
export function findOptions(options: readonly Option[], typed: string): Option[] {
  const said = foldText(typed)
  const words = said.split(" ").filter(Boolean)
  const rankOf = ({ label }: Option) => {
    const path = foldText(label)
    if (!words.every((word) => path.includes(word))) return null
    const name = foldText(splitPath(label).name)
    if (name.startsWith(said)) return 0
    return words.every((word) => name.includes(word)) ? 1 : 2
  }
  const ranked = options.map((option) => ({ option, rank: rankOf(option) }))
  return [0, 1, 2].flatMap((wanted) =>
    ranked.filter(({ rank }) => rank === wanted).map(({ option }) => option),
  )
}
