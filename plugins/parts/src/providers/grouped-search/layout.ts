import type {
  ResolvedSearchIndexDefinition,
  SearchFieldDefinition,
} from "@medusajs/framework/types"

/** What the provider is called in index definitions and queries. */
export const PROVIDER = "grouped-postgres"

/**
 * How an index that groups its documents is laid out; read from `settings.provider_options`.
 * Documents with the same value of `group_by` are listed as one.
 */
export type GroupedIndexOptions = {
  group_by: string
  /** Orders that lists are read in, each of which gets an index. */
  orders?: Record<string, "ASC" | "DESC">[]
  /** What a word may also be typed as: folded words to folded words. */
  synonyms?: [said: string, means: string][]
  /** `TABLES_VERSION`: an index of other tables than these is built anew. */
  tables?: number
}

/** Raised with every change of the tables below or of how they are filled, unseen in a definition. */
export const TABLES_VERSION = 3

/** What a field asks of the layout, in its own `provider_options`. */
export type GroupedFieldOptions = {
  /** The same in every document of a group: stored, indexed and filtered once per group. */
  of_group?: boolean
  /** Searched by the words it holds. */
  words?: boolean
  /** Searched exactly and by the beginning, each value as one word. */
  references?: boolean
  /** Facets of a list narrowed by this field alone are kept counted. */
  scope?: boolean
  /** Lower bounds, from the first on, of the ranges its facet counts. */
  ranges?: number[]
}

export type Column = {
  name: string
  kind: SearchFieldDefinition["type"]
  array: boolean
  ofGroup: boolean
  filterable: boolean
  sortable: boolean
  facetable: boolean
  retrievable: boolean
  scope: boolean
  ranges: number[] | null
}

/** The tables of one physical index, and what is in them. */
export type Layout = {
  name: string
  tables: {
    /** What lists read of each group, in short rows. */
    groups: string
    /** What each group is counted for: read when it is written only. */
    tallies: string
    documents: string
    references: string
    /** Words and ids, each under the small number that arrays hold it by. */
    terms: string
    /** How many groups each facet's value counts, by scope; added up when read. */
    facets: string
    /** Groups some of whose documents went, to be brought up to date. */
    stale: string
  }
  groupBy: string
  columns: Column[]
  words: string[]
  references: string | null
  orders: Record<string, "ASC" | "DESC">[]
}

const NAME = /^[a-z][a-z0-9_]{0,40}$/

export class UnsupportedIndexError extends Error {
  constructor(index: string, why: string) {
    super(`Search index "${index}" cannot be held by ${PROVIDER}: ${why}`)
  }
}

const optionsOf = <Options>(all: Record<string, Record<string, unknown>> | undefined) =>
  // Written in the index definition, in this provider's own section.
  (all?.[PROVIDER] ?? {}) as Options

export function indexOptions(index: ResolvedSearchIndexDefinition): GroupedIndexOptions {
  const options = optionsOf<Partial<GroupedIndexOptions>>(index.settings.provider_options)
  const { group_by } = options
  if (!group_by) {
    throw new UnsupportedIndexError(index.name, "its settings name no group_by field")
  }
  return { ...options, group_by }
}

/** The name of an index as part of table names. */
export function tablePrefix(physicalName: string): string {
  if (!/^[A-Za-z0-9_-]{1,40}$/.test(physicalName)) {
    throw new UnsupportedIndexError(physicalName, "its name is not a table's name")
  }
  return `souk_search_${physicalName.replaceAll("-", "_").toLowerCase()}`
}

export function tablesOf(physicalName: string): Layout["tables"] {
  const prefix = tablePrefix(physicalName)
  return {
    groups: `${prefix}_groups`,
    documents: `${prefix}_documents`,
    tallies: `${prefix}_tallies`,
    references: `${prefix}_references`,
    terms: `${prefix}_terms`,
    facets: `${prefix}_facets`,
    stale: `${prefix}_stale`,
  }
}

/** Reads a definition; throws what the provider cannot hold. */
export function layoutOf(index: ResolvedSearchIndexDefinition, physicalName: string): Layout {
  const options = indexOptions(index)
  const words: string[] = []
  const references: string[] = []
  const columns: Column[] = []
  for (const [name, field] of Object.entries(index.fields)) {
    const asked = optionsOf<GroupedFieldOptions>(field.provider_options)
    if (!NAME.test(name))
      throw new UnsupportedIndexError(index.name, `field ${name} is not a column's name`)
    if (asked.words) words.push(name)
    else if (asked.references) references.push(name)
    else if (name !== index.primary_key) columns.push(columnOf(index.name, name, field, asked))
  }
  const grouping = columns.find((column) => column.name === options.group_by)
  if (!grouping?.ofGroup || grouping.kind !== "keyword") {
    throw new UnsupportedIndexError(
      index.name,
      `${options.group_by} must be a keyword of the group`,
    )
  }
  if (references.length > 1) {
    throw new UnsupportedIndexError(index.name, "it has several fields of references")
  }
  return {
    name: physicalName,
    tables: tablesOf(physicalName),
    groupBy: options.group_by,
    columns,
    words,
    references: references[0] ?? null,
    orders: options.orders ?? [],
  }
}

function columnOf(
  index: string,
  name: string,
  field: SearchFieldDefinition,
  asked: GroupedFieldOptions,
): Column {
  const array = field.array ?? false
  const ofGroup = asked.of_group ?? false
  if (["geo", "vector", "text"].includes(field.type)) {
    throw new UnsupportedIndexError(index, `field ${name} is of type ${field.type}`)
  }
  if (array && (field.type !== "keyword" || !ofGroup || field.facetable)) {
    throw new UnsupportedIndexError(
      index,
      `only unfaceted keywords of the group are arrays (${name})`,
    )
  }
  return {
    name,
    kind: field.type,
    array,
    ofGroup,
    filterable: field.filterable ?? false,
    sortable: field.sortable ?? false,
    facetable: Boolean(field.facetable),
    retrievable: field.retrievable ?? true,
    scope: asked.scope ?? false,
    ranges: asked.ranges ?? null,
  }
}

const SQL_TYPES: Partial<Record<Column["kind"], string>> = {
  keyword: "text",
  integer: "integer",
  float: "double precision",
  boolean: "boolean",
  date: "timestamptz",
  object: "jsonb",
}

/** Arrays hold their values by the numbers of `terms`: a fifth of the room of ids. */
export const sqlType = (column: Column) => (column.array ? "integer[]" : SQL_TYPES[column.kind]!)

/** The field that words are under in `terms`. */
export const WORDS = "words"

/** The column of a group that is short for everything its documents share. */
export const WRITTEN_AS = "written_as"

/** Columns of the groups' own table. */
export const groupColumns = (layout: Layout) =>
  layout.columns.filter((column) => column.ofGroup && column.name !== layout.groupBy)

/** Columns of the documents' own table. */
export const documentColumns = (layout: Layout) =>
  layout.columns.filter((column) => !column.ofGroup)

/** Documents' values that a group keeps the least and the greatest of, to be ordered by. */
export const aggregated = (layout: Layout) =>
  documentColumns(layout).filter((column) => column.sortable)

/** Documents' values that a group keeps the set of, to be counted by. */
export const gathered = (layout: Layout) =>
  documentColumns(layout).filter((column) => column.facetable && column.ranges === null)

export const leastOf = (name: string) => `${name}_least`
export const greatestOf = (name: string) => `${name}_greatest`
export const setOf = (name: string) => `${name}_set`

/** The statements that create an empty index. */
export function createTables(layout: Layout): string[] {
  const { tables } = layout
  const groups = [
    "g integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY",
    "key text NOT NULL UNIQUE",
    ...groupColumns(layout).map((column) => `${column.name} ${sqlType(column)}`),
    ...aggregated(layout).flatMap(({ name, kind }) => [
      `${leastOf(name)} ${SQL_TYPES[kind]!}`,
      `${greatestOf(name)} ${SQL_TYPES[kind]!}`,
    ]),
    ...gathered(layout).map(({ name, kind }) => `${setOf(name)} ${SQL_TYPES[kind]!}[]`),
    "words integer[] NOT NULL DEFAULT '{}'",
    `${WRITTEN_AS} text COLLATE "C"`,
  ]
  // No foreign keys: one writer at a time writes all of these, and a vendor that leaves takes tens of
  // thousands of groups with it, which keys would follow one by one.
  const documents = [
    "id text PRIMARY KEY",
    "g integer NOT NULL",
    ...documentColumns(layout).map((column) => `${column.name} ${sqlType(column)}`),
  ]
  // One list is too short to share out among workers, and there are others to answer.
  const options = "WITH (fillfactor = 90, parallel_workers = 0)"
  return [
    `CREATE TABLE ${tables.groups} (${groups.join(", ")}) ${options}`,
    `CREATE TABLE ${tables.tallies} (
       g integer PRIMARY KEY,
       scopes text[] NOT NULL,
       counted_scopes text[] NOT NULL DEFAULT '{}',
       counted text[] NOT NULL DEFAULT '{}')`,
    `CREATE TABLE ${tables.documents} (${documents.join(", ")}) ${options}`,
    `CREATE TABLE ${tables.references} (
       key text COLLATE "C" NOT NULL,
       g integer NOT NULL,
       PRIMARY KEY (key, g))`,
    `CREATE TABLE ${tables.terms} (
       code integer GENERATED ALWAYS AS IDENTITY, field text NOT NULL,
       value text COLLATE "C" NOT NULL, PRIMARY KEY (field, value))`,
    `CREATE TABLE ${tables.facets} (
       scope text NOT NULL, field text NOT NULL, value text NOT NULL, n integer NOT NULL)`,
    `CREATE TABLE ${tables.stale} (g integer PRIMARY KEY)`,
    `CREATE INDEX ON ${tables.references} (g)`,
    `CREATE INDEX ON ${tables.terms} USING gin (value gin_trgm_ops) WHERE field = '${WORDS}'`,
    `CREATE INDEX ON ${tables.facets} (scope)`,
    `CREATE INDEX ON ${tables.documents} (g)`,
    `CREATE INDEX ON ${tables.groups} USING gin (words)`,
    ...groupColumns(layout).flatMap((column) =>
      column.array
        ? [`CREATE INDEX ON ${tables.groups} USING gin (${column.name})`]
        : column.filterable
          ? [`CREATE INDEX ON ${tables.groups} (${column.name})`]
          : [],
    ),
    // What documents are only sorted by is read off their groups.
    ...documentColumns(layout).flatMap((column) =>
      column.filterable ? [`CREATE INDEX ON ${tables.documents} (${column.name})`] : [],
    ),
    ...layout.orders.flatMap((order) => [
      `CREATE INDEX ON ${tables.groups} (${groupOrder(layout, order).join(", ")}, g)`,
    ]),
  ]
}

/** A group's place in an order: by the best each of its documents gives, key by key. */
export function groupOrder(
  layout: Layout,
  order: Record<string, "ASC" | "DESC">,
  leastFirst: readonly string[] = [],
): string[] {
  return Object.entries(order).flatMap(([name, direction]) => {
    const column = layout.columns.find((one) => one.name === name)
    if (!column) return []
    if (column.ofGroup) return [`${name} ${direction}`]
    const value =
      direction === "ASC" || leastFirst.includes(name) ? leastOf(name) : greatestOf(name)
    return [`${value} ${direction}`]
  })
}

export const dropTables = (physicalName: string) =>
  `DROP TABLE IF EXISTS ${Object.values(tablesOf(physicalName)).join(", ")} CASCADE`
