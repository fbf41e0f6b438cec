import type { SearchFilters, SearchFilterValue } from "@medusajs/framework/types"
import type { Column, Layout } from "./layout"

/** A piece of SQL with the values of its question marks. */
export type Sql = { text: string; values: unknown[] }

/** What a list is narrowed to: by group, and by document. Groups are `g`, documents `d`. */
export type Conditions = { groups: Sql[]; documents: Sql[] }

export class UnsupportedQueryError extends Error {
  constructor(why: string) {
    super(`grouped-postgres cannot answer this query: ${why}`)
  }
}

type Level = "group" | "document"
type Condition = Sql & { level: Level }

const bind = (text: string, ...values: unknown[]): Sql => ({ text, values })

export const all = (conditions: Sql[], otherwise = "true"): Sql => ({
  text: conditions.map((one) => one.text).join(" AND ") || otherwise,
  values: conditions.flatMap((one) => one.values),
})

/** Splits filters into what is true of a group and what is true of one and the same document. */
export function conditionsOf(filters: SearchFilters | undefined, layout: Layout): Conditions {
  const compiled = filters ? conjunction(filters, layout) : []
  const of = (level: Level) => compiled.filter((one) => one.level === level)
  return { groups: of("group"), documents: of("document") }
}

function conjunction(filters: SearchFilters, layout: Layout): Condition[] {
  return Object.entries(filters).flatMap(([name, value]): Condition[] => {
    if (value === undefined || name === "q") return []
    if (name === "$and")
      return (value as SearchFilters[]).flatMap((one) => conjunction(one, layout))
    if (name === "$or") return [disjunction(value as SearchFilters[], layout)]
    if (name === "$not") return [negation(value as SearchFilters, layout)]
    return field(name, value as FieldFilter, layout)
  })
}

function disjunction(branches: SearchFilters[], layout: Layout): Condition {
  const compiled = branches.map((branch) => conjunction(branch, layout))
  const texts = compiled.map((branch) => `(${all(branch).text})`)
  return {
    // Une condition de document dans une branche suffit pour que toutes se lisent sur le document.
    level: levelOf(compiled.flat()),
    text: `(${texts.join(" OR ") || "false"})`,
    values: compiled.flat().flatMap((one) => one.values),
  }
}

function negation(inner: SearchFilters, layout: Layout): Condition {
  const compiled = conjunction(inner, layout)
  const { text, values } = all(compiled)
  return { level: levelOf(compiled), text: `NOT coalesce(${text}, false)`, values }
}

const levelOf = (conditions: Condition[]): Level =>
  conditions.some((one) => one.level === "document") ? "document" : "group"

type FieldFilter = SearchFilterValue | SearchFilterValue[] | Record<string, unknown>

function field(name: string, value: FieldFilter, layout: Layout): Condition[] {
  const operators: Record<string, unknown> = Array.isArray(value)
    ? { $in: value }
    : value !== null && typeof value === "object" && !(value instanceof Date)
      ? value
      : { $eq: value }
  return Object.entries(operators).map(([operator, operand]) => {
    if (name === layout.references) return reference(operator, operand, layout)
    if (name === "id") return { level: "document", ...plain("d.id", operator, operand) }
    const column = layout.columns.find((one) => one.name === name)
    if (!column?.filterable) throw new UnsupportedQueryError(`${name} cannot be filtered by`)
    const level: Level = column.ofGroup ? "group" : "document"
    if (column.array) return { level, ...among(`g.${name}`, name, operator, operand, layout) }
    return { level, ...plain(expression(column, layout), operator, operand) }
  })
}

const expression = (column: Column, layout: Layout) =>
  column.name === layout.groupBy ? "g.key" : `${column.ofGroup ? "g" : "d"}.${column.name}`

const COMPARISONS: Record<string, string> = { $lt: "<", $lte: "<=", $gt: ">", $gte: ">=" }

function plain(left: string, operator: string, operand: unknown): Sql {
  if (operator === "$eq") {
    return operand === null ? bind(`${left} IS NULL`) : bind(`${left} = ?`, operand)
  }
  if (operator === "$ne") return bind(`${left} IS DISTINCT FROM ?`, operand)
  if (operator === "$in") return bind(`${left} = ANY(?)`, list(operand))
  if (operator === "$nin") return bind(`NOT coalesce(${left} = ANY(?), false)`, list(operand))
  if (operator === "$exists") return bind(`${left} IS ${operand ? "NOT " : ""}NULL`)
  if (operator === "$prefix") return bind(`${left} LIKE ?`, `${literally(String(operand))}%`)
  const comparison = COMPARISONS[operator]
  if (comparison) return bind(`${left} ${comparison} ?`, operand)
  throw new UnsupportedQueryError(`${operator} on a single value`)
}

function among(
  left: string,
  name: string,
  operator: string,
  operand: unknown,
  layout: Layout,
): Sql {
  const codes = `ARRAY(SELECT code FROM ${layout.tables.terms} WHERE field = '${name}' AND value = ANY(?))`
  const any = (values: unknown[]) => bind(`${left} && ${codes}`, values)
  switch (operator) {
    case "$eq":
    case "$contains":
      return all(list(operand).map((value) => any([value])))
    case "$in":
    case "$overlaps":
      return any(list(operand))
    case "$ne":
    case "$nin":
      return bind(`NOT ${left} && ${codes}`, list(operand))
    default:
      throw new UnsupportedQueryError(`${operator} on several values`)
  }
}

function reference(operator: string, operand: unknown, { tables }: Layout): Condition {
  const found = (condition: string) =>
    `g.g IN (SELECT g FROM ${tables.references} WHERE ${condition})`
  if (operator === "$eq" || operator === "$in" || operator === "$overlaps") {
    return { level: "group", ...bind(found("key = ANY(?)"), list(operand)) }
  }
  if (operator === "$prefix") {
    return {
      level: "group",
      ...bind(found("key LIKE ? OFFSET 0"), `${literally(String(operand))}%`),
    }
  }
  throw new UnsupportedQueryError(`${operator} on references`)
}

const list = (operand: unknown) => (Array.isArray(operand) ? (operand as unknown[]) : [operand])

export const literally = (text: string) => text.replace(/[\\%_]/g, "\\$&")

/** The one scope a list is narrowed to when nothing else narrows it: its facets are kept counted. */
export function scopeOf(filters: SearchFilters | undefined, layout: Layout): string | null {
  const narrowing = flattened(filters)
  if (narrowing.length === 0) return EVERYTHING
  if (narrowing.length > 1) return null
  const [[name, value]] = narrowing as [[string, unknown]]
  const column = layout.columns.find((one) => one.name === name)
  return column?.scope && typeof value === "string" ? scopeKey(name, value) : null
}

export const EVERYTHING = ""
export const scopeKey = (name: string, value: string) => `${name}=${value}`

function flattened(filters: SearchFilters | undefined): [string, unknown][] {
  return Object.entries(filters ?? {}).flatMap(([name, value]): [string, unknown][] => {
    if (value === undefined || name === "q") return []
    if (name === "$and") return (value as SearchFilters[]).flatMap(flattened)
    return [[name, value]]
  })
}

/** Words a query seeks, each as the indexed words that answer it. */
export type ResolvedWord = {
  /** As it was typed, when that is an indexed word: what counts for the score. */
  exact: number[]
  /** Any of these, each of which is all of its words. Words go by their number in `terms`. */
  alternatives: number[][]
  /** Beginning of references that answer it too. */
  reference: string | null
}

/** Words with one meaning are sought together: one look into the index instead of one each. */
export function wordConditions(words: ResolvedWord[], layout: Layout): Sql[] {
  const isPlain = ({ alternatives, reference }: ResolvedWord) =>
    alternatives.length === 1 && reference === null
  const plain = words.filter(isPlain).flatMap(({ alternatives }) => alternatives.flat())
  return [
    ...(plain.length > 0 ? [{ text: "g.words @> ?::integer[]", values: [plain] }] : []),
    ...words.filter((word) => !isPlain(word)).map((word) => wordCondition(word, layout)),
  ]
}

function wordCondition({ alternatives, reference }: ResolvedWord, layout: Layout): Sql {
  // Les mots seuls se cherchent ensemble ; une expression se cherche tous mots présents.
  const single = alternatives.filter((words) => words.length === 1).map(([word]) => word)
  const phrases = alternatives.filter((words) => words.length > 1)
  const parts: Sql[] = [
    ...(single.length > 0 ? [{ text: "g.words && ?::integer[]", values: [single] }] : []),
    ...phrases.map((phrase) => ({ text: "g.words @> ?::integer[]", values: [phrase] })),
    ...(reference
      ? [
          {
            // Lu une fois (OFFSET 0), jamais cherché de nouveau pour chaque groupe d'une longue liste.
            text: `g.g IN (SELECT g FROM ${layout.tables.references} WHERE key LIKE ? OFFSET 0)`,
            values: [`${reference}%`],
          },
        ]
      : []),
  ]
  return {
    text: `(${parts.map((part) => part.text).join(" OR ") || "false"})`,
    values: parts.flatMap((part) => part.values),
  }
}
