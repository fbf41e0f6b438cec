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
  const groupDocuments = new Map(
    latest.map((document) => [String(document[layout.groupBy]), document]),
  )
  const ids = [...byId.keys()]
  const before = await sql<{ g: number }>(
    manager,
    `SELECT DISTINCT g FROM ${tables.documents} WHERE id = ANY(?)`,
    [ids],
  )
  await writeGroups(manager, layout, [...groupDocuments])
  const groups = await sql<{ g: number; key: string }>(
    manager,
    `SELECT g, key FROM ${tables.groups} WHERE key = ANY(?)`,
    [[...groupDocuments.keys()]],
  )
  await writeRows(manager, layout, latest, groups)
  await writeReferences(manager, layout, groupDocuments, groups)
  await writeScopes(manager, layout, groupDocuments, groups)
  // What a removal that was cut off left to do.
  const { grown } = await catchUp(manager, layout, STALE_PER_WRITE)
  const touched = [...new Set([...before, ...groups].map((group) => group.g))]
  return grown + (await recount(manager, layout, touched))
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
    `DELETE FROM ${stale} WHERE g IN (SELECT g FROM ${stale} LIMIT ${most}) RETURNING g`,
    [],
  )
  const groups = noted.map((row) => row.g)
  return { groups: groups.length, grown: await recount(manager, layout, groups) }
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

const wordsIn = (layout: Layout, document: SearchDocument) => [
  ...new Set(layout.words.flatMap((field) => wordsOf(String(document[field] ?? "")))),
]

function scopesOf(layout: Layout, document: SearchDocument): string[] {
  return layout.columns
    .filter((column) => column.scope)
    .flatMap((column) =>
      ([document[column.name]].flat() as unknown[]).map(
        (value) => `${column.name}=${String(value)}`,
      ),
    )
}

async function writeGroups(
  manager: EntityManager,
  layout: Layout,
  groups: [key: string, document: SearchDocument][],
) {
  const columns = groupColumns(layout)
  type Terms = [field: string, values: string[]][]
  const given = groups.map(([key, document]) => ({
    key,
    document,
    terms: [
      [WORDS, wordsIn(layout, document)],
      ...columns
        .filter((column) => column.array)
        .map(({ name }) => [name, [document[name] ?? []].flat()]),
    ] as Terms,
  }))
  const codeOf = await writeTerms(
    manager,
    layout,
    given.flatMap(({ terms }) => terms),
  )
  const rows = given.map(({ key, document, terms }) => ({
    key,
    ...Object.fromEntries(columns.map(({ name }) => [name, document[name] ?? null])),
    ...Object.fromEntries(
      terms.map(([field, values]) => [
        field,
        values.map((value) => codeOf.get(`${field} ${value}`)!).sort((a, b) => a - b),
      ]),
    ),
  }))
  const kept = [WORDS, ...columns.map((column) => column.name)]
  await sql(
    manager,
    `INSERT INTO ${layout.tables.groups} AS old (key, ${kept.join(", ")})
     SELECT key, ${kept.join(", ")}
       FROM json_populate_recordset(NULL::${layout.tables.groups}, ?::json) ORDER BY key
     ON CONFLICT (key) DO UPDATE SET ${kept.map((name) => `${name} = EXCLUDED.${name}`).join(", ")}
      WHERE (${kept.map((name) => `old.${name}`).join(", ")})
            IS DISTINCT FROM (${kept.map((name) => `EXCLUDED.${name}`).join(", ")})`,
    [JSON.stringify(rows)],
  )
}

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
  groups: { g: number; key: string }[],
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
  groups: { g: number; key: string }[],
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
    `WITH given AS (SELECT DISTINCT key, g FROM json_to_recordset(?::json) AS row(key text, g integer)),
     gone AS (DELETE FROM ${layout.tables.references} old
               WHERE g = ANY(?) AND NOT EXISTS (
                     SELECT 1 FROM given WHERE given.g = old.g AND given.key = old.key COLLATE "default"))
     INSERT INTO ${layout.tables.references} (key, g) SELECT key, g FROM given ON CONFLICT DO NOTHING`,
    [JSON.stringify(rows), groups.map((group) => group.g)],
  )
}

async function writeScopes(
  manager: EntityManager,
  layout: Layout,
  documents: Map<string, SearchDocument>,
  groups: { g: number; key: string }[],
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
  const kept = [
    ...aggregated(layout).flatMap(({ name }) => [leastOf(name), greatestOf(name)]),
    ...gathered(layout).map(({ name }) => setOf(name)),
  ]
  const [row] = await sql<{ grown: number }>(
    manager,
    `WITH fresh AS (
       SELECT g${aggregates.map((one) => `, ${one}`).join("")}
         FROM ${tables.documents} WHERE g = ANY(?) GROUP BY g),
     shown AS (
       SELECT fresh.*, tallies.scopes, ${countedValues(layout)} AS now_counted
         FROM ${tables.groups} groups JOIN fresh USING (g) JOIN ${tables.tallies} tallies USING (g)),
     differences AS (
       SELECT scope, pair, sum(n)::int AS n FROM (
              SELECT scope, pair, 1 AS n
                FROM shown, unnest(scopes) AS scope, unnest(now_counted) AS pair
              UNION ALL
              SELECT scope, pair, -1
                FROM ${tables.tallies} before, unnest(counted_scopes) AS scope, unnest(counted) AS pair
               WHERE g = ANY(?)) AS changes
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
  return row?.grown ?? 0
}
