import { createHash } from "node:crypto"
import type { SearchDocument } from "@medusajs/framework/types"
import type { EntityManager } from "@medusajs/framework/mikro-orm/knex"
import { sql } from "../../modules/parts/sql"
import { EVERYTHING, type Sql } from "./conditions"
import {
  aggregated,
  documentColumns,
  gathered,
  greatestOf,
  groupColumns,
  leastOf,
  setOf,
  WORDS,
  WRITTEN_AS,
  type Column,
  type Layout,
} from "./layout"
import { wordsOf } from "./words"

/**
 * One writer at a time per index: what a group shows is read from all its documents, and kept counts
 * from what it showed before. Readers never wait.
 */
export async function lockIndex(manager: EntityManager, layout: Layout) {
  await sql(manager, "SELECT pg_advisory_xact_lock(hashtextextended(?, 0))", [layout.tables.groups])
}

/** How many groups of documents that went a writer of others brings up to date by the way. */
const STALE_PER_WRITE = 500

/** Writes documents over those of the same id, and brings their groups up to date. */
export async function writeDocuments(
  manager: EntityManager,
  layout: Layout,
  documents: SearchDocument[],
): Promise<number> {
  const { tables } = layout
  const byId = new Map(documents.map((document) => [document.id, document]))
  const latest = [...byId.values()]
  const members = new Map<string, SearchDocument[]>()
  for (const document of latest) {
    const key = String(document[layout.groupBy])
    members.set(key, [...(members.get(key) ?? []), document])
  }
  const given = [...members].map(([key, documents]) => groupOf(layout, key, documents))
  const ids = [...byId.keys()]
  const before = await sql<{ g: number }>(
    manager,
    `SELECT DISTINCT g FROM ${tables.documents} WHERE id = ANY(?)`,
    [ids],
  )
  const asTheyAre = await unchangedGroups(manager, layout, given)
  const known = new Set(asTheyAre.map((group) => group.key))
  const changed = given.filter((group) => !known.has(group.key))
  const written = await writeGroups(manager, layout, changed)
  const groups = [...asTheyAre, ...written]
  await writeRows(manager, layout, latest, groups)
  const shared = new Map(changed.map(({ key, document }) => [key, document]))
  await writeReferences(manager, layout, shared, written)
  await writeScopes(manager, layout, shared, written)
  // What a removal that was cut off left to do.
  const { grown } = await catchUp(manager, layout, STALE_PER_WRITE)
  const held = new Set(groups.map((group) => group.g))
  const left = before.map((group) => group.g).filter((g) => !held.has(g))
  const recounted = await recount(manager, layout, [...held, ...left])
  await removeEmptyGroups(manager, layout, left)
  return grown + recounted
}

/**
 * Takes out some of the documents `d` of groups `g` that meet a condition. Their groups are noted, to be
 * brought up to date by `catchUp`: lists show nothing of what went from now on.
 * @returns how many went.
 */
export async function removeDocuments(
  manager: EntityManager,
  { tables }: Layout,
  where: Sql,
  most: number,
): Promise<number> {
  const [row] = await sql<{ removed: number }>(
    manager,
    `WITH gone AS (
       DELETE FROM ${tables.documents} WHERE id IN (
              SELECT d.id FROM ${tables.documents} d JOIN ${tables.groups} g USING (g)
               WHERE ${where.text} LIMIT ${most})
       RETURNING g),
     noted AS (
       INSERT INTO ${tables.stale} (g) SELECT DISTINCT g FROM gone ON CONFLICT DO NOTHING)
     SELECT count(*)::int AS removed FROM gone`,
    where.values,
  )
  return row!.removed
}

/**
 * Brings some of the groups whose documents went up to date, and takes out those left without any.
 * @returns how many there were, and how many rows the counts grew by.
 */
export async function catchUp(
  manager: EntityManager,
  layout: Layout,
  most: number,
): Promise<{ groups: number; grown: number }> {
  const { stale } = layout.tables
  const noted = await sql<{ g: number }>(
    manager,
    // By place: nobody else writes them, and a plan made while they were few would compare each with each.
    `DELETE FROM ${stale} WHERE ctid = ANY(ARRAY(SELECT ctid FROM ${stale} LIMIT ${most})) RETURNING g`,
    [],
  )
  const groups = noted.map((row) => row.g)
  const grown = await recount(manager, layout, groups)
  await removeEmptyGroups(manager, layout, groups)
  return { groups: groups.length, grown }
}

/** Adds up the kept counts again: one row for each instead of one for each change. */
export async function compactFacets(manager: EntityManager, { tables }: Layout) {
  await sql(
    manager,
    `WITH gone AS (DELETE FROM ${tables.facets} RETURNING scope, field, value, n)
     INSERT INTO ${tables.facets} (scope, field, value, n)
     SELECT scope, field, value, sum(n)::int FROM gone GROUP BY 1, 2, 3 HAVING sum(n) <> 0`,
    [],
  )
}

/** Reads documents' words: the few that all of them are made of are folded once. */
function wordReader(layout: Layout): (document: SearchDocument) => string[] {
  const read = new Map<string, string[]>()
  const wordsIn = (token: string) => {
    const words = read.get(token) ?? wordsOf(token)
    read.set(token, words)
    return words
  }
  return (document) => {
    const tokens = layout.words.flatMap((field) => String(document[field] ?? "").split(" "))
    return [...new Set(tokens.flatMap(wordsIn))]
  }
}

function scopesOf(layout: Layout, document: SearchDocument): string[] {
  return layout.columns
    .filter((column) => column.scope)
    .flatMap((column) =>
      ([document[column.name]].flat() as unknown[]).map(
        (value) => `${column.name}=${String(value)}`,
      ),
    )
}

type Group = {
  key: string
  /** What the group's documents share is read off the last one of them. */
  document: SearchDocument
  documents: SearchDocument[]
  /** Short for everything the group is written with: equal ones need not be written again. */
  written_as: string
}

function groupOf(layout: Layout, key: string, documents: SearchDocument[]): Group {
  const document = documents.at(-1)!
  const written = [
    ...groupColumns(layout).map(({ name }) => name),
    ...layout.words,
    ...(layout.references ? [layout.references] : []),
  ].map((name) => document[name] ?? null)
  const written_as = createHash("sha1").update(JSON.stringify(written)).digest("base64url")
  return { key, document, documents, written_as }
}

type NumberedGroup = { g: number; key: string }

/** Those of the groups that hold what they are given already. */
async function unchangedGroups(
  manager: EntityManager,
  layout: Layout,
  groups: Group[],
): Promise<NumberedGroup[]> {
  // Arrays are held by numbers of their values: `written_as` answers for them.
  const plain = groupColumns(layout).flatMap(({ name, array }) => (array ? [] : [name]))
  const compared = [WRITTEN_AS, ...plain]
  const rows = groups.map(({ key, document, written_as }) => ({
    key,
    [WRITTEN_AS]: written_as,
    ...Object.fromEntries(plain.map((name) => [name, document[name] ?? null])),
  }))
  return await sql(
    manager,
    `SELECT held.g, held.key
       FROM json_populate_recordset(NULL::${layout.tables.groups}, ?::json) AS given
       JOIN ${layout.tables.groups} held USING (key)
      WHERE (${compared.map((name) => `held.${name}`).join(", ")})
            IS NOT DISTINCT FROM (${compared.map((name) => `given.${name}`).join(", ")})`,
    [JSON.stringify(rows)],
  )
}

async function writeGroups(
  manager: EntityManager,
  layout: Layout,
  groups: Group[],
): Promise<NumberedGroup[]> {
  if (groups.length === 0) return []
  const columns = groupColumns(layout)
  const wordsIn = wordReader(layout)
  type Terms = [field: string, values: string[]][]
  const given = groups.map((group) => ({
    ...group,
    terms: [
      [WORDS, wordsIn(group.document)],
      ...columns
        .filter((column) => column.array)
        .map(({ name }) => [name, [group.document[name] ?? []].flat()]),
    ] as Terms,
  }))
  const codeOf = await writeTerms(
    manager,
    layout,
    given.flatMap(({ terms }) => terms),
  )
  const rows = given.map(({ key, document, documents, written_as, terms }) => ({
    key,
    [WRITTEN_AS]: written_as,
    ...Object.fromEntries(columns.map(({ name }) => [name, document[name] ?? null])),
    ...Object.fromEntries(
      terms.map(([field, values]) => [
        field,
        values.map((value) => codeOf.get(`${field} ${value}`)!).sort((a, b) => a - b),
      ]),
    ),
    ...shownByMembers(layout, documents),
  }))
  const shared = [WRITTEN_AS, WORDS, ...columns.map((column) => column.name)]
  const written = ["key", ...shared, ...readOffDocuments(layout)]
  return await sql(
    manager,
    `INSERT INTO ${layout.tables.groups} (${written.join(", ")})
     SELECT ${written.join(", ")}
       FROM json_populate_recordset(NULL::${layout.tables.groups}, ?::json) ORDER BY key
     ON CONFLICT (key) DO UPDATE SET ${shared.map((name) => `${name} = EXCLUDED.${name}`).join(", ")}
     RETURNING g, key`,
    [JSON.stringify(rows)],
  )
}

/**
 * What a group of these documents alone shows, which a new group is written with: `recount` then finds
 * it as it reads it, and need not write the row and its entries in every index a second time.
 */
function shownByMembers(layout: Layout, members: SearchDocument[]) {
  const valuesOf = (name: string) =>
    [...new Set(members.map((document) => document[name] ?? null))]
      .filter((value) => value !== null)
      .sort((a, b) => (a < b ? -1 : 1))
  return Object.fromEntries([
    ...aggregated(layout).flatMap(({ name }) => {
      const values = valuesOf(name)
      return [
        [leastOf(name), values[0] ?? null],
        [greatestOf(name), values.at(-1) ?? null],
      ]
    }),
    ...gathered(layout).map(({ name }) => {
      const values = valuesOf(name)
      return [setOf(name), values.length > 0 ? values : null]
    }),
  ])
}

/** The columns of a group that say what its documents show. */
const readOffDocuments = (layout: Layout) => [
  ...aggregated(layout).flatMap(({ name }) => [leastOf(name), greatestOf(name)]),
  ...gathered(layout).map(({ name }) => setOf(name)),
]

/** The number of each term, given to those that had none. */
async function writeTerms(
  manager: EntityManager,
  { tables }: Layout,
  terms: [field: string, values: string[]][],
): Promise<Map<string, number>> {
  const distinct = new Map(
    terms.flatMap(([field, values]) =>
      values.map((value) => [`${field} ${value}`, { field, value }] as const),
    ),
  )
  const given = JSON.stringify([...distinct.values()])
  const known = `SELECT code, field, value FROM ${tables.terms}
                   JOIN json_to_recordset(?::json) AS given(field text, value text) USING (field, value)`
  type Term = { code: number; field: string; value: string }
  let rows = await sql<Term>(manager, known, [given])
  if (rows.length < distinct.size) {
    // Only what is missing: a number drawn for a conflict is a number lost.
    await sql(
      manager,
      `INSERT INTO ${tables.terms} (field, value)
       SELECT field, value FROM json_to_recordset(?::json) AS given(field text, value text)
       EXCEPT SELECT field, value FROM ${tables.terms}`,
      [given],
    )
    rows = await sql<Term>(manager, known, [given])
  }
  return new Map(rows.map(({ code, field, value }) => [`${field} ${value}`, code]))
}

async function writeRows(
  manager: EntityManager,
  layout: Layout,
  documents: SearchDocument[],
  groups: NumberedGroup[],
) {
  const columns = documentColumns(layout)
  const groupOf = new Map(groups.map((group) => [group.key, group.g]))
  const rows = documents.map((document) => ({
    id: document.id,
    g: groupOf.get(String(document[layout.groupBy])),
    ...Object.fromEntries(columns.map(({ name }) => [name, document[name] ?? null])),
  }))
  const names = ["g", ...columns.map((column) => column.name)]
  await sql(
    manager,
    `INSERT INTO ${layout.tables.documents} AS old (id, ${names.join(", ")})
     SELECT id, ${names.join(", ")} FROM json_populate_recordset(NULL::${layout.tables.documents}, ?::json)
     ON CONFLICT (id) DO UPDATE SET ${names.map((name) => `${name} = EXCLUDED.${name}`).join(", ")}
      WHERE (${names.map((name) => `old.${name}`).join(", ")})
            IS DISTINCT FROM (${names.map((name) => `EXCLUDED.${name}`).join(", ")})`,
    [JSON.stringify(rows)],
  )
}

async function writeReferences(
  manager: EntityManager,
  layout: Layout,
  documents: Map<string, SearchDocument>,
  groups: NumberedGroup[],
) {
  const field = layout.references
  if (!field) return
  const rows = groups.flatMap(({ g, key }) =>
    ([documents.get(key)![field] ?? []].flat() as string[]).map((reference) => ({
      g,
      key: reference,
    })),
  )
  await sql(
    manager,
    `WITH given AS MATERIALIZED (
       SELECT DISTINCT key COLLATE "C" AS key, g
         FROM json_to_recordset(?::json) AS row(key text, g integer)),
     held AS MATERIALIZED (SELECT key, g FROM ${layout.tables.references} WHERE g = ANY(?)),
     gone AS (
       DELETE FROM ${layout.tables.references} old USING (SELECT * FROM held EXCEPT SELECT * FROM given) AS surplus
        WHERE old.key = surplus.key AND old.g = surplus.g)
     INSERT INTO ${layout.tables.references} (key, g) SELECT * FROM given EXCEPT SELECT * FROM held`,
    [JSON.stringify(rows), groups.map((group) => group.g)],
  )
}

async function writeScopes(
  manager: EntityManager,
  layout: Layout,
  documents: Map<string, SearchDocument>,
  groups: NumberedGroup[],
) {
  const rows = groups.map(({ g, key }) => ({
    g,
    scopes: [EVERYTHING, ...scopesOf(layout, documents.get(key)!)],
  }))
  await sql(
    manager,
    `INSERT INTO ${layout.tables.tallies} AS old (g, scopes)
     SELECT g, scopes FROM json_to_recordset(?::json) AS given(g integer, scopes text[])
     ON CONFLICT (g) DO UPDATE SET scopes = EXCLUDED.scopes WHERE old.scopes <> EXCLUDED.scopes`,
    [JSON.stringify(rows)],
  )
}

/** What one group counts for, as `field=value` of each facet it shows. */
function countedValues(layout: Layout): string {
  const sets = gathered(layout).map(
    (column) =>
      `ARRAY(SELECT '${column.name}=' || value::text FROM unnest(fresh.${setOf(column.name)}) AS value)`,
  )
  const ranges = layout.columns
    .filter((column) => column.ranges !== null && !column.ofGroup)
    .map(
      (column) =>
        `ARRAY['${column.name}=' || width_bucket(fresh.${leastOf(column.name)}, ARRAY[${column.ranges!.join(", ")}])]`,
    )
  const own = groupColumns(layout)
    .filter((column) => column.facetable)
    .map(
      (column) =>
        `CASE WHEN groups.${column.name} IS NULL THEN '{}' ELSE ARRAY['${column.name}=' || groups.${column.name}] END`,
    )
  return [`ARRAY['*=']`, ...sets, ...ranges, ...own].join(" || ")
}

const aggregate = (column: Column) =>
  column.kind === "boolean"
    ? [`bool_and(${column.name})`, `bool_or(${column.name})`]
    : [`min(${column.name})`, `max(${column.name})`]

/**
 * Reads again what groups show from their documents, and adds the difference to the kept counts.
 * @returns how many rows the counts grew by.
 */
async function recount(manager: EntityManager, layout: Layout, groups: number[]): Promise<number> {
  if (groups.length === 0) return 0
  const { tables } = layout
  const aggregates = [
    ...aggregated(layout).flatMap((column) => {
      const [least, greatest] = aggregate(column)
      return [`${least} AS ${leastOf(column.name)}`, `${greatest} AS ${greatestOf(column.name)}`]
    }),
    ...gathered(layout).map(
      ({ name }) =>
        `array_agg(DISTINCT ${name} ORDER BY ${name}) FILTER (WHERE ${name} IS NOT NULL) AS ${setOf(name)}`,
    ),
  ]
  const kept = readOffDocuments(layout)
  const [row] = await sql<{ grown: number }>(
    manager,
    `WITH fresh AS (
       SELECT g${aggregates.map((one) => `, ${one}`).join("")}
         FROM ${tables.documents} WHERE g = ANY(?) GROUP BY g),
     shown AS (
       SELECT fresh.*, tallies.scopes, ${countedValues(layout)} AS now_counted
         FROM ${tables.groups} groups JOIN fresh USING (g) JOIN ${tables.tallies} tallies USING (g)),
     compared AS (
       SELECT before.counted_scopes, before.counted, shown.scopes, shown.now_counted,
              before.counted_scopes IS NOT DISTINCT FROM shown.scopes AS in_place
         FROM ${tables.tallies} before LEFT JOIN shown USING (g) WHERE before.g = ANY(?)),
     differences AS (
       SELECT scope, pair, sum(n)::int AS n FROM (
              SELECT scope, pair, 1 AS n
                FROM compared, unnest(scopes) AS scope, unnest(now_counted) AS pair
               WHERE NOT (in_place AND pair = ANY(counted))
              UNION ALL
              SELECT scope, pair, -1
                FROM compared, unnest(counted_scopes) AS scope, unnest(counted) AS pair
               WHERE NOT (in_place AND pair = ANY(now_counted))) AS changes
        GROUP BY scope, pair HAVING sum(n) <> 0),
     counted AS (
       INSERT INTO ${tables.facets} (scope, field, value, n)
       SELECT scope, split_part(pair, '=', 1), substr(pair, strpos(pair, '=') + 1), n FROM differences
       RETURNING 1),
     tallied AS (
       UPDATE ${tables.tallies} tallies SET counted = now_counted, counted_scopes = shown.scopes
         FROM shown
        WHERE tallies.g = shown.g
          AND (tallies.counted, tallies.counted_scopes) IS DISTINCT FROM (now_counted, shown.scopes)),
     written AS (
       UPDATE ${tables.groups} groups SET ${kept.map((name) => `${name} = shown.${name}`).join(", ")}
         FROM shown
        WHERE groups.g = shown.g
          AND (${kept.map((name) => `groups.${name}`).join(", ")})
              IS DISTINCT FROM (${kept.map((name) => `shown.${name}`).join(", ")}))
     SELECT count(*)::int AS grown FROM counted`,
    [groups, groups],
  )
  return row?.grown ?? 0
}

/** Takes out those of the groups that no document is left of; counted for nothing already. */
async function removeEmptyGroups(manager: EntityManager, { tables }: Layout, groups: number[]) {
  if (groups.length === 0) return
  await sql(
    manager,
    `WITH empty AS (
       DELETE FROM ${tables.groups} groups
        WHERE g = ANY(?) AND NOT EXISTS (SELECT 1 FROM ${tables.documents} d WHERE d.g = groups.g)
        RETURNING g),
     untallied AS (DELETE FROM ${tables.tallies} WHERE g IN (SELECT g FROM empty))
     DELETE FROM ${tables.references} WHERE g IN (SELECT g FROM empty)`,
    [groups],
  )
}
