import { parseArgs } from "node:util"
import { Failure } from "./failure.mjs"

/** Reads a command's flags; a mistyped one is named together with those that exist. */
export function readOptions(args, options, { positionals } = {}) {
  try {
    const parsed = parseArgs({ args, options, allowPositionals: positionals ?? false })
    return positionals ? parsed : { ...parsed.values }
  } catch (error) {
    const known = Object.keys(options).map((name) => `--${name}`)
    const [reason] = error.message.split(". ")
    throw new Failure(`${reason}.`, known.length > 0 ? `Possible: ${known.join(", ")}.` : undefined)
  }
}

/** A whole number given to a flag, or its default. */
export function wholeNumber(flag, value, { fallback, min, max }) {
  if (value === undefined) return fallback
  const number = Number(value)
  if (Number.isInteger(number) && number >= min && number <= max) return number
  throw new Failure(`--${flag} ${value} is not a whole number from ${min} to ${max}.`)
}
