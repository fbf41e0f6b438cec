import type {
  ProviderSearchQuery,
  SearchFacetRequest,
  SearchFacetResult,
  SearchHit,
  SearchResult,
} from "@medusajs/framework/types"
import {
  all,
  conditionsOf,
  scopeOf,
  UnsupportedQueryError,
  wordConditions,
  type Conditions,
  type ResolvedWord,
  type Sql,
} from "./conditions"
import { groupOrder, leastOf, PROVIDER, setOf, type Column, type Layout } from "./layout"

/**
 * Beyond so many groups (or documents, where documents are what is filtered) a list is counted and
 * its facets are read over the first ones only, and its page comes straight off an index. Words are
 * read off wider rows, and are asked for at every letter: fewer are looked at.
 */
export const CANDIDATE_GROUPS = 5_000
export const CANDIDATES_BY_WORDS = 500
export const CANDIDATE_DOCUMENTS = 8_000

/** A long list's page is sought among so many times as many groups as it goes to. */
const DENSITY = 300
const SMALLEST_WINDOW = 10_000

/** What a query may ask of this provider beyond Medusa's own options. */
export type QueryOptions = {
  /** Fields a group is ordered by the least of, whichever way the list runs. */
  least_of?: string[]
}

type Answer = {
  hits: { id: string; document: Record<string, unknown> }[]
  count: number | null
  exact: boolean
  facets: Record<string, [value: string, count: number][]>
}

type Order = Record<string, "ASC" | "DESC">

/** The statement that answers a query in one row with one column, `answer`. */
export function statementFor(
  query: ProviderSearchQuery,
  layout: Layout,
  words: ResolvedWord[] | null,
): Sql {
  const distinct = query.search_options?.distinct ?? query.index.settings.distinct_attribute
  if (!distinct) return documentsStatement(query, layout)
  if (distinct !== layout.groupBy) {
    throw new UnsupportedQueryError(`its documents are grouped by ${layout.groupBy} only`)
  }
  return groupsStatement(query, layout, words)
}

const facetRequests = (query: ProviderSearchQuery): SearchFacetRequest[] =>
  (query.search_options?.facets ?? []).map((facet) =>
    typeof facet === "string" ? { field: facet } : facet,
  )

const pageOf = ({ pagination }: ProviderSearchQuery) => ({
  take: pagination?.take ?? 20,
  skip: pagination?.skip ?? 0,
  order: pagination?.order ?? {},
})

const wantsCount = (query: ProviderSearchQuery) => query.search_options?.count !== "none"

// ------------------------------------------------------------------------------------------ documents

/** Documents one by one, ungrouped: what a comparison with their source reads. */
function documentsStatement(query: ProviderSearchQuery, layout: Layout): Sql {
  if (facetRequests(query).length > 0 || query.q) {
    throw new UnsupportedQueryError(`words and facets need distinct: "${layout.groupBy}"`)
  }
  const { take, skip, order } = pageOf(query)
  const { groups, documents } = conditionsOf(query.filters, layout)
  const where = all([...groups, ...documents])
  const from = `FROM ${layout.tables.documents} d JOIN ${layout.tables.groups} g USING (g)`
  const count = wantsCount(query)
    ? { text: `(SELECT count(*) ${from} WHERE ${where.text})`, values: where.values }
    : { text: "NULL", values: [] }
  return {
    text: `SELECT json_build_object(
      'hits', (SELECT coalesce(json_agg(hit), '[]') FROM (
                SELECT d.id, ${documentJson(query, layout)} AS document ${from}
                 WHERE ${where.text} ORDER BY ${documentOrder(layout, order)} LIMIT ? OFFSET ?) AS hit),
      'count', ${count.text}, 'exact', true, 'facets', '{}'::json) AS answer`,
    values: [...where.values, take, skip, ...count.values],
  }
}

function documentOrder(layout: Layout, order: Order): string {
  const keys = Object.entries(order).flatMap(([name, direction]) => {
    if (name === "id") return [`d.id ${direction}`]
    const column = layout.columns.find((one) => one.name === name)
    return column ? [`${column.ofGroup ? "g" : "d"}.${name} ${direction}`] : []
  })
  return [...keys, ...("id" in order ? [] : ["d.id"])].join(", ")
}

function documentJson(query: ProviderSearchQuery, layout: Layout): string {
  const asked = query.attributes_to_retrieve
  const wanted = layout.columns.filter(
    (column) =>
      column.retrievable &&
      !column.array &&
      asked.some((path) => path === column.name || path.startsWith(`${column.name}.`)),
  )
  const pairs = wanted.map((column) => {
    const from =
      column.name === layout.groupBy ? "g.key" : `${column.ofGroup ? "g" : "d"}.${column.name}`
    return `'${column.name}', ${from}`
  })
  return `json_build_object('id', d.id${pairs.map((pair) => `, ${pair}`).join("")})`
}

// --------------------------------------------------------------------------------------------- groups

function groupsStatement(
  query: ProviderSearchQuery,
  layout: Layout,
  words: ResolvedWord[] | null,
): Sql {
  const conditions = conditionsOf(query.filters, layout)
  if (words) conditions.groups.push(...wordConditions(words, layout))
  const scope = words ? null : scopeOf(query.filters, layout)
  if (scope !== null && keptFacetsAnswer(query, layout)) {
    return scopeStatement(query, layout, conditions, scope)
  }
  return conditions.documents.length === 0
    ? candidateGroupsStatement(query, layout, conditions, words ?? [])
    : candidateDocumentsStatement(query, layout, conditions)
}

/** The kept counts know whole groups: every facet but a range of another shape than the kept one. */
function keptFacetsAnswer(query: ProviderSearchQuery, layout: Layout): boolean {
  return facetRequests(query).every((facet) => {
    const column = facetColumn(facet, layout)
    return facet.type !== "range" || sameRanges(facet, column)
  })
}

function facetColumn(facet: SearchFacetRequest, layout: Layout): Column {
  const column = layout.columns.find((one) => one.name === facet.field && one.facetable)
  if (!column) throw new UnsupportedQueryError(`${facet.field} is no facet`)
  if (facet.type === "stats") throw new UnsupportedQueryError("statistics of a field")
  if ((facet.type === "range") !== (column.ranges !== null)) {
    throw new UnsupportedQueryError(
      `${facet.field} is counted by ${column.ranges ? "range" : "value"}`,
    )
  }
  return column
}

function sameRanges(facet: Extract<SearchFacetRequest, { type: "range" }>, column: Column) {
  const bounds = column.ranges ?? []
  return (
    facet.ranges.length === bounds.length &&
    facet.ranges.every(
      ({ from, to }, index) => (from ?? 0) === bounds[index] && to === bounds[index + 1],
    )
  )
}

/** Everything, or one scope: the counts as they are kept, the page by how many there are. */
function scopeStatement(
  query: ProviderSearchQuery,
  layout: Layout,
  { groups }: Conditions,
  scope: string,
): Sql {
  const { order } = pageOf(query)
  const where = all(groups)
  const fields = facetRequests(query).map((facet) => facet.field)
  const columns = groupOrder(layout, order, leastFirst(query)).map((key) => key.split(" ")[0]!)
  const page = pageAmong(query, layout, order, where, "", CANDIDATE_GROUPS)
  return {
    text: `WITH size AS MATERIALIZED (
              SELECT coalesce(sum(n), 0)::int AS n FROM ${layout.tables.facets} WHERE scope = ? AND field = '*'),
            candidates AS MATERIALIZED (
              SELECT g.g${columns.map((column) => `, g.${column}`).join("")} FROM ${layout.tables.groups} g
               WHERE (SELECT n FROM size) <= ${CANDIDATE_GROUPS} AND ${where.text}),
            page AS (${page.text})
           SELECT json_build_object('hits', ${hits(query, layout)},
             'count', (SELECT n FROM size),
             'exact', true,
             'facets', (SELECT coalesce(json_object_agg(field, counts), '{}') FROM (
                SELECT field, json_agg(json_build_array(value, n) ORDER BY n DESC, value) AS counts FROM (
                       SELECT field, value, sum(n)::int AS n FROM ${layout.tables.facets}
                        WHERE scope = ? AND field = ANY(?) GROUP BY field, value HAVING sum(n) > 0) AS kept
                 GROUP BY field) AS facet)) AS answer`,
    values: [scope, ...where.values, ...page.values, scope, fields],
  }
}

/**
 * The groups of a page, in order: among the candidates when they are all there is; of a longer list,
 * off the index of its order, where an index on what narrows it would first read all of it.
 */
function pageAmong(
  query: ProviderSearchQuery,
  layout: Layout,
  order: Order,
  where: Sql,
  score: string,
  most: number,
): Sql {
  const { take, skip } = pageOf(query)
  if (take === 0) return { text: "SELECT '{}'::integer[] AS gs", values: [] }
  const by = orderOf(query, layout, order)
  const window = Math.max(SMALLEST_WINDOW, (skip + take) * DENSITY)
  return {
    text: `SELECT CASE WHEN (SELECT n FROM size) <= ${most} THEN ARRAY(
                SELECT g FROM candidates ORDER BY ${score}${by} LIMIT ? OFFSET ?)
              ELSE ARRAY(
                SELECT g.g FROM (SELECT * FROM ${layout.tables.groups} ORDER BY ${by} LIMIT ${window}) AS g
                 WHERE ${where.text} ORDER BY ${by} LIMIT ? OFFSET ?) END AS gs`,
    values: [take, skip, ...where.values, take, skip],
  }
}

const leastFirst = (query: ProviderSearchQuery): string[] =>
  // Written by the caller for this provider.
  ((query.search_options?.provider_options?.[PROVIDER] ?? {}) as QueryOptions).least_of ?? []

/** How groups are ordered; the last key's direction settles ties, so that an index gives either way. */
function orderOf(query: ProviderSearchQuery, layout: Layout, order: Order): string {
  const keys = groupOrder(layout, order, leastFirst(query))
  const last = keys.at(-1)?.endsWith("DESC") ? "DESC" : "ASC"
  return [...keys, `g ${last}`].join(", ")
}

/** The columns an order or a facet reads of a candidate group. */
function candidateColumns(query: ProviderSearchQuery, layout: Layout): string[] {
  const ordered = groupOrder(layout, pageOf(query).order, leastFirst(query)).map(
    (key) => key.split(" ")[0]!,
  )
  const counted = facetRequests(query).map((facet) => groupFacet(facetColumn(facet, layout)))
  return [...new Set([...ordered, ...counted])]
}

const groupFacet = (column: Column) =>
  column.ranges ? leastOf(column.name) : column.ofGroup ? column.name : setOf(column.name)

function candidateGroupsStatement(
  query: ProviderSearchQuery,
  layout: Layout,
  { groups }: Conditions,
  words: ResolvedWord[],
): Sql {
  const { order } = pageOf(query)
  const where = all(groups)
  const scored = "_score" in order && words.length > 0
  const score = {
    text: words.map(() => "(g.words && ?::integer[])::int").join(" + ") || "0",
    values: words.map((word) => word.exact),
  }
  const columns = candidateColumns(query, layout).map((name) => `g.${name}`)
  const { _score, ...plainOrder } = order
  const most = words.length > 0 ? CANDIDATES_BY_WORDS : CANDIDATE_GROUPS
  const page = pageAmong(query, layout, plainOrder, where, scored ? "score DESC, " : "", most)
  const requests = facetRequests(query)
  const { take, skip } = pageOf(query)
  // Whether anything answers: the first found will do.
  const anyWillDo = !wantsCount(query) && requests.length === 0 && Object.keys(order).length === 0
  return {
    text: `WITH candidates AS MATERIALIZED (
              SELECT g.g${columns.map((column) => `, ${column}`).join("")}${scored ? `, ${score.text} AS score` : ""}
                FROM ${layout.tables.groups} g WHERE ${where.text} LIMIT ${anyWillDo ? Math.min(skip + take, most) : most + 1}),
            size AS MATERIALIZED (SELECT count(*)::int AS n FROM candidates),
            page AS (${page.text})
           SELECT json_build_object('hits', ${hits(query, layout)},
             'count', (SELECT least(n, ${most}) FROM size),
             'exact', (SELECT n <= ${most} FROM size),
             'facets', json_build_object(${requests
               .map((facet) => groupCounts(facetColumn(facet, layout)))
               .join(", ")})) AS answer`,
    values: [...(scored ? score.values : []), ...where.values, ...page.values],
  }
}

function groupCounts(column: Column): string {
  const source = column.ranges
    ? `SELECT width_bucket(${leastOf(column.name)}, ARRAY[${column.ranges.join(", ")}])::text AS value FROM candidates`
    : column.ofGroup
      ? `SELECT ${column.name} AS value FROM candidates WHERE ${column.name} IS NOT NULL`
      : null
  if (source)
    return counts(
      column.name,
      `SELECT value, count(*)::int AS n FROM (${source}) AS counted GROUP BY value`,
    )
  // Sets are few: each is taken apart once, not once per group.
  return counts(
    column.name,
    `SELECT value::text, sum(n)::int AS n
       FROM (SELECT ${setOf(column.name)} AS members, count(*) AS n FROM candidates GROUP BY 1) AS sets,
            unnest(members) AS value GROUP BY 1`,
  )
}

const counts = (name: string, counted: string) =>
  `'${name}', (SELECT coalesce(json_agg(json_build_array(value, n) ORDER BY n DESC, value), '[]')
                 FROM (${counted}) AS facet)`

function candidateDocumentsStatement(
  query: ProviderSearchQuery,
  layout: Layout,
  conditions: Conditions,
): Sql {
  const { take, skip, order } = pageOf(query)
  const { _score, ...plainOrder } = order
  const { tables } = layout
  const where = all([...conditions.groups, ...conditions.documents])
  const needed = neededColumns(query, layout, plainOrder)
  const columns = needed.map((column) => `${column.ofGroup ? "g" : "d"}.${column.name}`)
  const aggregates = Object.keys(plainOrder).flatMap((name) => {
    const column = layout.columns.find((one) => one.name === name)
    return column ? [`${best(column, plainOrder[name]!, leastFirst(query))} AS ${name}`] : []
  })
  const ordered = Object.entries(plainOrder).flatMap(([name, direction]) =>
    layout.columns.some((one) => one.name === name) ? [`${name} ${direction}`] : [],
  )
  const last = ordered.at(-1)?.endsWith("DESC") ? "DESC" : "ASC"
  const matching = `SELECT d.g${columns.map((column) => `, ${column}`).join("")}
     FROM ${tables.documents} d JOIN ${tables.groups} g USING (g) WHERE ${where.text}`
  const grouped = (source: string) =>
    `SELECT g FROM (SELECT g${aggregates.map((one) => `, ${one}`).join("")} FROM ${source} GROUP BY g) AS grouped
      ORDER BY ${[...ordered, `g ${last}`].join(", ")} LIMIT ? OFFSET ?`
  const within = all(conditions.documents)
  const requests = facetRequests(query)
  const byGroup = orderedByGroup(layout, plainOrder)
  const ofGroups = all(conditions.groups)
  const window = Math.max(SMALLEST_WINDOW, (skip + take) * DENSITY)
  const by = orderOf(query, layout, plainOrder)
  const long: Sql = byGroup
    ? {
        text: `SELECT g.g FROM (SELECT * FROM ${tables.groups} ORDER BY ${by} LIMIT ${window}) AS g
                WHERE ${ofGroups.text}
                  AND EXISTS (SELECT 1 FROM ${tables.documents} d WHERE d.g = g.g AND ${within.text})
                ORDER BY ${by} LIMIT ? OFFSET ?`,
        values: [...ofGroups.values, ...within.values],
      }
    : { text: grouped(`(${matching}) AS matching`), values: where.values }
  const page: Sql =
    take === 0
      ? { text: "SELECT '{}'::integer[] AS gs", values: [] }
      : {
          text: `SELECT CASE WHEN (SELECT coalesce(n, 0) FROM size) <= ${CANDIDATE_DOCUMENTS}
                   THEN ARRAY(${grouped("candidates")}) ELSE ARRAY(${long.text}) END AS gs`,
          values: [take, skip, ...long.values, take, skip],
        }
  return {
    text: `WITH candidates AS MATERIALIZED (${matching} LIMIT ${CANDIDATE_DOCUMENTS + 1}),
            size AS MATERIALIZED (SELECT sum(n)::int AS n, count(*)::int AS groups
                                    FROM (SELECT count(*) AS n FROM candidates GROUP BY g) AS each_group),
            page AS (${page.text})
           SELECT json_build_object('hits', ${hits(query, layout, within)},
             'count', (SELECT groups FROM size),
             'exact', (SELECT coalesce(n, 0) <= ${CANDIDATE_DOCUMENTS} FROM size),
             'facets', json_build_object(${requests
               .map((facet) => documentCounts(facetColumn(facet, layout)))
               .join(", ")})) AS answer`,
    values: [...where.values, ...page.values, ...within.values],
  }
}

const best = (column: Column, direction: "ASC" | "DESC", leastOfFields: string[]) => {
  const least = direction === "ASC" || leastOfFields.includes(column.name)
  if (column.kind === "boolean") return `${least ? "bool_and" : "bool_or"}(${column.name})`
  return `${least ? "min" : "max"}(${column.name})`
}

function neededColumns(query: ProviderSearchQuery, layout: Layout, order: Order): Column[] {
  const names = new Set([
    ...Object.keys(order),
    ...facetRequests(query).map((facet) => facetColumn(facet, layout).name),
  ])
  return layout.columns.filter((column) => names.has(column.name) && column.name !== layout.groupBy)
}

/** Whether an order's numbers are the groups' own: its index then gives the page of a long list. */
function orderedByGroup(layout: Layout, order: Order): boolean {
  return Object.keys(order).some(
    (name) => layout.columns.find((column) => column.name === name)?.ofGroup,
  )
}

function documentCounts(column: Column): string {
  const source = column.ranges
    ? `SELECT width_bucket(min(${column.name}), ARRAY[${column.ranges.join(", ")}])::text AS value FROM candidates GROUP BY g`
    : `SELECT DISTINCT g, ${column.name}::text AS value FROM candidates WHERE ${column.name} IS NOT NULL`
  return counts(
    column.name,
    `SELECT value, count(*)::int AS n FROM (${source}) AS counted GROUP BY value`,
  )
}

// ----------------------------------------------------------------------------------------------- hits

/** The best matching document of each group on the page, in the page's order. */
function hits(query: ProviderSearchQuery, layout: Layout, within?: Sql): string {
  const { order } = pageOf(query)
  const least = leastFirst(query)
  const keys = Object.entries(order).flatMap(([name, direction]) => {
    const column = layout.columns.find((one) => one.name === name)
    if (!column || column.ofGroup) return []
    return [`d.${name} ${least.includes(name) ? "ASC" : direction}`]
  })
  return `(SELECT coalesce(json_agg(json_build_object('id', hit.id, 'document', hit.document) ORDER BY place), '[]')
     FROM page, unnest(page.gs) WITH ORDINALITY AS listed(g, place),
          LATERAL (SELECT d.id, ${documentJson(query, layout)} AS document
                     FROM ${layout.tables.documents} d JOIN ${layout.tables.groups} g USING (g)
                    WHERE d.g = listed.g AND ${within?.text ?? "true"}
                    ORDER BY ${[...keys, "d.id"].join(", ")} LIMIT 1) AS hit)`
}

/** What the statement's one row says, in Medusa's terms. */
export function readAnswer(
  query: ProviderSearchQuery,
  layout: Layout,
  answer: Answer,
): SearchResult {
  const { take, skip } = pageOf(query)
  const facets = Object.fromEntries(
    facetRequests(query).map((facet): [string, SearchFacetResult] => [
      facet.field,
      facetResult(facet, answer.facets[facet.field] ?? [], facetColumn(facet, layout)),
    ]),
  )
  return {
    hits: answer.hits as SearchHit[],
    ...(Object.keys(facets).length > 0 && { facets }),
    metadata: { skip, take, count: wantsCount(query) ? Number(answer.count ?? 0) : null },
    provider_metadata: { count_is_exact: answer.exact },
  }
}

function facetResult(
  facet: SearchFacetRequest,
  counted: [string, number][],
  column: Column,
): SearchFacetResult {
  if (facet.type !== "range") {
    const limit = "limit" in facet ? facet.limit : undefined
    const values = counted.map(([value, count]) => ({ value, count }))
    return { type: "value", values: limit === undefined ? values : values.slice(0, limit) }
  }
  if (!sameRanges(facet, column)) {
    throw new UnsupportedQueryError(
      `${facet.field} is counted in the ranges of its definition only`,
    )
  }
  const countOf = new Map(counted)
  return {
    type: "range",
    ranges: facet.ranges.map((range, index) => ({
      key: range.key ?? String(range.from ?? 0),
      ...range,
      count: countOf.get(String(index + 1)) ?? 0,
    })),
  }
}
