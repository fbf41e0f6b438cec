import type { EntityManager } from "@medusajs/framework/mikro-orm/knex"
import type {
  Logger,
  ProviderSearchQuery,
  ResolvedSearchIndexDefinition,
  SearchDeleteDocumentsInput,
  SearchDocument,
  SearchIndexInfo,
  SearchResult,
  SearchTask,
} from "@medusajs/framework/types"
import { AbstractSearchProviderService, MedusaError } from "@medusajs/framework/utils"
import { sql } from "../../modules/parts/sql"
import { normalizeReference } from "../../domain/reference"
import { all, conditionsOf, UnsupportedQueryError } from "./conditions"
import {
  createTables,
  dropTables,
  indexOptions,
  layoutOf,
  PROVIDER,
  tablesOf,
  type Layout,
} from "./layout"
import { readAnswer, statementFor } from "./read"
import { resolveWords } from "./resolve-words"
import { soughtIn } from "./words"
import { catchUp, compactFacets, lockIndex, removeDocuments, writeDocuments } from "./write"

/** Counts are added up again once so many changes have been noted one by one. */
const CHANGES_BEFORE_COMPACTING = 20_000

const DOCUMENTS_PER_REMOVAL = 50_000
const GROUPS_PER_CATCH_UP = 2_000

type Dependencies = { manager: EntityManager; logger: Logger }

/**
 * A search engine in PostgreSQL for documents that are listed by group: typed columns, one row per
 * group for what its documents share, ids in GIN-indexed arrays, words corrected against the words
 * in use, references by their beginning, and kept facet counts for the whole and for each scope.
 * A list, its facets and its count are one statement.
 */
export class GroupedSearchService extends AbstractSearchProviderService {
  static override identifier = PROVIDER

  private readonly manager: EntityManager
  private readonly layouts = new Map<string, Layout>()
  private readonly changes = new Map<string, number>()
  private readonly written = new Map<string, number>()

  constructor({ manager }: Dependencies) {
    super()
    this.manager = manager
  }

  override async upsertIndex({
    index,
  }: {
    index: ResolvedSearchIndexDefinition
  }): Promise<SearchTask> {
    const layout = layoutOf(index, index.physical_name)
    await this.manager.transactional(async (manager) => {
      await sql(manager, dropTables(layout.name), [])
      for (const statement of createTables(layout)) await sql(manager, statement, [])
      // What a delete by filter, which comes without its definition, reads the columns from.
      const memory = JSON.stringify({ name: layout.name, layout }).replaceAll("'", "''")
      await sql(
        manager,
        `COMMENT ON TABLE ${layout.tables.documents} IS '${memory.replaceAll("?", "\\?")}'`,
        [],
      )
    })
    this.layouts.set(layout.name, layout)
    return this.done(layout.name)
  }

  override async deleteIndex({ index }: { index: string }): Promise<SearchTask> {
    await sql(this.manager.fork(), dropTables(index), [])
    this.layouts.delete(index)
    return this.done(index)
  }

  override async listIndexes(): Promise<SearchIndexInfo[]> {
    const manager = this.manager.fork()
    const tables = await sql<{ memory: string }>(
      manager,
      `SELECT obj_description(oid) AS memory FROM pg_class
        WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace
          AND relname LIKE 'souk\\_search\\_%\\_documents' AND obj_description(oid) IS NOT NULL`,
      [],
    )
    return await Promise.all(
      tables.map(async ({ memory }) => {
        // Written by `upsertIndex`.
        const { name } = JSON.parse(memory) as { name: string }
        const [row] = await sql<{ count: number }>(
          manager,
          `SELECT count(*)::int AS count FROM ${tablesOf(name).documents}`,
          [],
        )
        return { name, provider: PROVIDER, document_count: row?.count ?? 0 }
      }),
    )
  }

  override async clearIndex({ index }: { index: string }): Promise<SearchTask> {
    await this.orNotFound(index, () =>
      sql(this.manager.fork(), `TRUNCATE ${Object.values(tablesOf(index)).join(", ")}`, []),
    )
    return this.done(index)
  }

  override async upsertDocuments({
    index,
    definition,
    documents,
  }: {
    index: string
    definition: ResolvedSearchIndexDefinition
    documents: SearchDocument[]
  }): Promise<SearchTask> {
    if (documents.length === 0) return this.done(index)
    await this.write(index, layoutOf(definition, index), documents.length, (manager, layout) =>
      writeDocuments(manager, layout, documents),
    )
    return this.done(index)
  }

  override async deleteDocuments({
    index,
    filters,
  }: SearchDeleteDocumentsInput): Promise<SearchTask> {
    const layout = await this.rememberedLayout(index)
    const { groups, documents } = conditionsOf(filters, layout)
    const where = all([...groups, ...documents])
    // A slice at a time: other writers are let in between, and one that was cut is simply asked again.
    for (let removed = DOCUMENTS_PER_REMOVAL; removed === DOCUMENTS_PER_REMOVAL;) {
      await this.write(index, layout, 0, async (manager) => {
        removed = await removeDocuments(manager, layout, where, DOCUMENTS_PER_REMOVAL)
        return 0
      })
    }
    for (let caught = GROUPS_PER_CATCH_UP; caught === GROUPS_PER_CATCH_UP;) {
      await this.write(index, layout, 0, async (manager) => {
        const { groups, grown } = await catchUp(manager, layout, GROUPS_PER_CATCH_UP)
        caught = groups
        return grown
      })
    }
    return this.done(index)
  }

  override async search(query: ProviderSearchQuery): Promise<SearchResult> {
    const [result] = await this.searchMany([query])
    return result!
  }

  /** Any number of queries in one statement; one more finds the words they use, when they use words. */
  override async searchMany(queries: ProviderSearchQuery[]): Promise<SearchResult[]> {
    const started = performance.now()
    const manager = this.manager.fork()
    const index = queries[0]!.index.physical_name
    return await this.orNotFound(index, async () => {
      const statements = await Promise.all(
        queries.map(async (query) => {
          const layout = this.layoutFor(query.index)
          return {
            query,
            layout,
            statement: statementFor(query, layout, await this.words(manager, query, layout)),
          }
        }),
      )
      const [row] = await sql<Record<string, Parameters<typeof readAnswer>[2]>>(
        manager,
        `SELECT ${statements.map(({ statement }, place) => `(${statement.text}) AS answer_${place}`).join(", ")}`,
        statements.flatMap(({ statement }) => statement.values),
      )
      return statements.map(({ query, layout }, place) => {
        const result = readAnswer(query, layout, row![`answer_${place}`]!)
        result.metadata.processing_time_ms = Math.round(performance.now() - started)
        return result
      })
    })
  }

  private async words(manager: EntityManager, query: ProviderSearchQuery, layout: Layout) {
    if (!query.q?.trim()) return null
    const options = query.search_options ?? {}
    const on = options.attributes_to_search_on
    if (on && layout.references !== null && on.every((field) => field === layout.references)) {
      return [{ exact: [], alternatives: [], reference: normalizeReference(query.q) }]
    }
    if (on)
      throw new UnsupportedQueryError(`words are sought in all fields, not in ${on.join(", ")}`)
    const sought = soughtIn(query.q, indexOptions(query.index).synonyms)
    // Signs without a letter or a digit are a search for nothing, not for everything.
    if (sought.length === 0) return [{ exact: [], alternatives: [], reference: null }]
    return await resolveWords(manager, layout, sought, {
      prefix: options.match_strategy !== "all",
      typos: options.typo_tolerance ?? true,
    })
  }

  private layoutFor(index: ResolvedSearchIndexDefinition): Layout {
    const known = this.layouts.get(index.physical_name)
    if (known) return known
    const layout = layoutOf(index, index.physical_name)
    this.layouts.set(layout.name, layout)
    return layout
  }

  private async rememberedLayout(index: string): Promise<Layout> {
    const known = this.layouts.get(index)
    if (known) return known
    const [row] = await this.orNotFound(index, () =>
      sql<{ memory: string }>(
        this.manager.fork(),
        `SELECT obj_description(?::regclass) AS memory`,
        [tablesOf(index).documents],
      ),
    )
    // Written by `upsertIndex`.
    const { layout } = JSON.parse(row!.memory) as { layout: Layout }
    this.layouts.set(index, layout)
    return layout
  }

  private async write(
    index: string,
    layout: Layout,
    count: number,
    work: (manager: EntityManager, layout: Layout) => Promise<number>,
  ) {
    await this.orNotFound(index, () =>
      this.manager.fork().transactional(async (manager) => {
        await lockIndex(manager, layout)
        const grown = (this.changes.get(index) ?? 0) + (await work(manager, layout))
        const compacting = grown > CHANGES_BEFORE_COMPACTING
        if (compacting) await compactFacets(manager, layout)
        this.changes.set(index, compacting ? 0 : grown)
      }),
    )
    await this.keepStatistics(index, layout, count)
  }

  /** A table that grew much is described anew: plans made for an empty one are slow by the hundred. */
  private async keepStatistics(index: string, { tables }: Layout, count: number) {
    const written = (this.written.get(index) ?? 0) + count
    this.written.set(index, written)
    // At 1,000, 2,000, 4,000… documents.
    if (Math.floor(Math.log2(written / 1000)) <= Math.floor(Math.log2((written - count) / 1000)))
      return
    const manager = this.manager.fork()
    const [described] = await sql<{ rows: number }>(
      manager,
      `SELECT reltuples AS rows FROM pg_class WHERE oid = ?::regclass`,
      [tables.documents],
    )
    // Of a table as large as what was written, autovacuum takes care: describing it takes seconds.
    if (written <= described!.rows) return
    await sql(manager, `ANALYZE ${Object.values(tables).join(", ")}`, [])
  }

  /** A version that was dropped since its name was read: Medusa's search module reads it again. */
  private async orNotFound<Result>(index: string, work: () => Promise<Result>): Promise<Result> {
    try {
      return await work()
    } catch (error) {
      if (!isUndefinedTable(error)) throw error
      throw new MedusaError(MedusaError.Types.NOT_FOUND, `Search index "${index}" does not exist`)
    }
  }

  private done(index: string): SearchTask {
    return { index, status: "succeeded" }
  }
}

const isUndefinedTable = (error: unknown) =>
  error instanceof Error && "code" in error && error.code === "42P01"
