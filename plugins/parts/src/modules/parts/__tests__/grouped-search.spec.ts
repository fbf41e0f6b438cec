import { join } from "node:path"
// A search index registers itself with the module system on import.
import "@medusajs/framework/modules-sdk"
import type {
  ProviderSearchQuery,
  ResolvedSearchIndexDefinition,
  SearchFilters,
} from "@medusajs/framework/types"
import { moduleIntegrationTestRunner } from "@medusajs/test-utils"
import { PARTS_MODULE } from ".."
import { PRICE_RANGES } from "../../../domain/facets"
import { searchDocument, type SearchDocument } from "../../../domain/search-document"
import { layoutOf, PROVIDER, tablesOf } from "../../../providers/grouped-search/layout"
import { CANDIDATES_BY_WORDS } from "../../../providers/grouped-search/read"
import { GroupedSearchService } from "../../../providers/grouped-search/service"
import { removeDocuments, writeDocuments } from "../../../providers/grouped-search/write"
import offerIndex from "../../../search/offer"
import { sql } from "../sql"

const BRANDS = ["BOSCH", "VALEO", "NGK"]
const NAMES = ["Plaquettes de frein", "Filtre à huile", "Bougie d'allumage"]
const CATEGORIES = [
  ["pcat_root", "pcat_brakes"],
  ["pcat_root", "pcat_filters"],
  ["pcat_root", "pcat_filters", "pcat_oil"],
]
const POSITIONS = ["front", "rear", null]
const CONDITIONS = ["new", "used", "refurbished"]
const VENDORS = ["a-auto", "b-auto", "c-auto"]

/** The same catalogue at every run: some parts with several offers, prices that cross. */
function catalogue(parts: number): SearchDocument[] {
  let state = 7
  const draw = (count: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * count)
  }
  return Array.from({ length: parts }, (_, index) => {
    const brand = BRANDS[draw(3)]!
    const family = draw(3)
    const part = {
      id: `part_${String(index).padStart(4, "0")}`,
      slug: `piece-${index}`,
      mpn: `0 986 ${100 + index}`,
      mpn_key: `0986${100 + index}`,
      ean: null,
      category_id: CATEGORIES[family]!.at(-1)!,
      drawing: "part",
      name_fr: NAMES[family]!,
      name_ar: "قطعة",
      name_en: "Part",
      position: POSITIONS[draw(3)]!,
      brand_name: brand,
      brand_key: brand,
      brand_aliases: [],
      reference_keys: [`OE${index}`],
      vehicle_ids: Array.from({ length: draw(4) }, (_, vehicle) => `vvar_${vehicle}`),
      sold_quantity: draw(50),
    }
    return Array.from({ length: 1 + draw(3) }, (_, place) =>
      searchDocument(
        {
          id: `off_${String(index).padStart(4, "0")}_${place}`,
          variant_id: `variant_${index}_${place}`,
          thumbnail: null,
          condition: CONDITIONS[draw(3)]!,
          warranty_months: 0,
          delay_days: draw(5),
          // En dinars ronds : des prix égaux, donc des ex æquo.
          price_millimes: (1 + draw(60)) * 10_000,
          stock_available: draw(2),
          vendor_handle: VENDORS[draw(3)]!,
          vendor_name: "Vendeur",
          vendor_governorate_code: "11",
          vendor_cancellation_percent: null,
          struck_price_millimes: null,
          rank_cost: null,
          created_at: new Date(Date.UTC(2026, 0, 1 + draw(300))),
        },
        part,
        { path: CATEGORIES[family]!, names: [] },
      ),
    )
  }).flat()
}

type Test = (document: SearchDocument) => boolean

/** Filters as a list sends them, each with what it means of one offer. */
const FILTERS: [SearchFilters, Test][] = [
  [{ brand_key: ["BOSCH", "NGK"] }, (one) => one.brand_key !== "VALEO"],
  [{ category_ids: "pcat_filters" }, (one) => one.category_ids.includes("pcat_filters")],
  [{ vehicle_ids: "vvar_1" }, (one) => one.vehicle_ids.includes("vvar_1")],
  [{ vehicle_ids: "vvar_unknown" }, () => false],
  [{ position: ["front"] }, (one) => one.position === "front"],
  [{ condition: ["new", "refurbished"] }, (one) => one.condition !== "used"],
  [{ vendor_handle: ["a-auto"] }, (one) => one.vendor_handle === "a-auto"],
  [{ in_stock: true }, (one) => one.in_stock],
  [{ delay_days: { $lte: 1 } }, (one) => one.delay_days <= 1],
  [
    { price_millimes: { $gte: 50_000, $lte: 200_000 } },
    (one) => one.price_millimes >= 50_000 && one.price_millimes <= 200_000,
  ],
  [
    { $or: [{ condition: "used" }, { brand_key: "VALEO" }] },
    (one) => one.condition === "used" || one.brand_key === "VALEO",
  ],
  [{ $not: { vendor_handle: ["a-auto", "b-auto"] } }, (one) => one.vendor_handle === "c-auto"],
]

const FACETS = ["brand_key", "condition", "vendor_handle", "category_id", "position"] as const

/** The least or the greatest of a value over the offers of a part, by which way a list runs. */
const SORTS: [string, Record<string, "ASC" | "DESC">, (offers: SearchDocument[]) => number][] = [
  [
    "cheapest first",
    { price_millimes: "ASC" },
    (offers) => Math.min(...offers.map((one) => one.price_millimes)),
  ],
  [
    "dearest first",
    { price_millimes: "DESC" },
    (offers) => -Math.min(...offers.map((one) => one.price_millimes)),
  ],
  [
    "newest first",
    { created_at: "DESC" },
    (offers) => -Math.max(...offers.map((one) => Date.parse(one.created_at))),
  ],
  ["most sold first", { popularity: "DESC" }, (offers) => -offers[0]!.popularity],
  [
    "relevance",
    { in_stock: "DESC", browse_rank: "DESC", rank_cost: "ASC" },
    (offers) => -(offers.some((one) => one.in_stock) ? 1e12 : 0) - offers[0]!.browse_rank,
  ],
]

moduleIntegrationTestRunner({
  moduleName: PARTS_MODULE,
  resolve: join(__dirname, ".."),
  testSuite: ({ MikroOrmWrapper }) => {
    const index: ResolvedSearchIndexDefinition = {
      ...offerIndex,
      settings: offerIndex.settings ?? {},
      primary_key: "id",
      provider: PROVIDER,
      definition_hash: "test",
      physical_name: "offer_test",
    }
    let engine: GroupedSearchService

    const manager = () => MikroOrmWrapper.forkManager()
    const write = (documents: SearchDocument[]) =>
      engine.upsertDocuments({ index: index.physical_name, definition: index, documents })

    const query = (given: Partial<ProviderSearchQuery>): ProviderSearchQuery => ({
      index,
      attributes_to_retrieve: ["id", "part_id", "price_millimes", "condition", "shown"],
      pagination: { take: 1000, skip: 0, order: { in_stock: "DESC", browse_rank: "DESC" } },
      ...given,
      search_options: {
        distinct: "part_id",
        count: "estimated",
        provider_options: { [PROVIDER]: { least_of: ["price_millimes"] } },
        ...given.search_options,
      },
    })
    const partsOf = async (given: Partial<ProviderSearchQuery>) => {
      const { hits } = await engine.search(query(given))
      return hits.map((hit) => hit.document.part_id)
    }

    beforeEach(async () => {
      await sql(manager(), "CREATE EXTENSION IF NOT EXISTS pg_trgm", [])
      engine = new GroupedSearchService({
        manager: manager() as never,
        logger: console as never,
      })
      await engine.upsertIndex({ index })
    })

    describe("a list", () => {
      const documents = catalogue(120)
      beforeEach(() => write(documents))

      const byPart = (matching: SearchDocument[]) => {
        const parts = new Map<string, SearchDocument[]>()
        for (const one of matching) parts.set(one.part_id, [...(parts.get(one.part_id) ?? []), one])
        return parts
      }

      it("answers every pair of filters as one and the same offer would", async () => {
        for (const [first, holdsFirst] of FILTERS) {
          for (const [second, holdsSecond] of FILTERS) {
            const expected = byPart(documents.filter((one) => holdsFirst(one) && holdsSecond(one)))
            const result = await engine.search(
              query({
                filters: { $and: [first, second] },
                search_options: {
                  facets: [
                    ...FACETS,
                    "in_stock",
                    { field: "price_millimes", type: "range", ranges: PRICE_RANGES },
                  ],
                },
              }),
            )
            const found = result.hits.map((hit) => hit.document.part_id as string)
            expect([...found].sort()).toEqual([...expected.keys()].sort())
            expect(result.metadata.count).toBe(expected.size)
            // Every hit is an offer that passes, of the part it stands for.
            for (const hit of result.hits) {
              const offers = expected.get(hit.document.part_id as string)!
              expect(offers.map((one) => one.id)).toContain(hit.id)
            }
            for (const facet of [...FACETS, "in_stock" as const]) {
              const counted = result.facets![facet]!
              if (counted.type !== "value") throw new Error("a value facet")
              expect(
                Object.fromEntries(counted.values.map(({ value, count }) => [value, count])),
              ).toEqual(countParts(expected, (one) => one[facet]))
            }
            const prices = result.facets!.price_millimes!
            if (prices.type !== "range") throw new Error("a range facet")
            expect(prices.ranges.map(({ count }) => count)).toEqual(
              PRICE_RANGES.map(
                ({ from, to = Infinity }) =>
                  [...expected.values()].filter((offers) => {
                    const least = Math.min(...offers.map((one) => one.price_millimes))
                    return least >= from && least < to
                  }).length,
              ),
            )
          }
        }
      })

      it("keeps counts of the whole and of each category equal to what counting finds", async () => {
        for (const filters of [
          undefined,
          { category_ids: "pcat_filters" },
          { category_ids: "pcat_oil" },
        ]) {
          const expected = byPart(
            documents.filter((one) => !filters || one.category_ids.includes(filters.category_ids)),
          )
          const result = await engine.search(
            query({ ...(filters && { filters }), search_options: { facets: [...FACETS] } }),
          )
          expect(result.metadata.count).toBe(expected.size)
          for (const facet of FACETS) {
            const counted = result.facets![facet]!
            if (counted.type !== "value") throw new Error("a value facet")
            expect(
              Object.fromEntries(counted.values.map(({ value, count }) => [value, count])),
            ).toEqual(countParts(expected, (one) => one[facet]))
          }
        }
      })

      it.each(SORTS)(
        "in order of %s goes through every part once, page after page",
        async (_name, order, placeOf) => {
          const filters = { condition: ["new", "used"] }
          const expected = byPart(documents.filter((one) => one.condition !== "refurbished"))
          const pages: string[] = []
          for (let skip = 0; skip < expected.size; skip += 7) {
            pages.push(
              ...((await partsOf({ filters, pagination: { take: 7, skip, order } })) as string[]),
            )
          }
          expect(new Set(pages).size).toBe(expected.size)
          const places = pages.map((part) => placeOf(expected.get(part)!))
          expect(places).toEqual([...places].sort((a, b) => a - b))
        },
      )

      it("takes new at 100 and used at 30 for no « new under 50 »", async () => {
        const [part] = catalogue(1)
        const offer = (id: string, condition: string, price: number) => ({
          ...part!,
          id,
          part_id: "part_cheap",
          reference_keys: ["CHEAP1"],
          condition,
          price_millimes: price,
        })
        await write([offer("off_new", "new", 100_000), offer("off_used", "used", 30_000)])
        const narrowed = (filters: SearchFilters) =>
          partsOf({ filters: { $and: [{ reference_keys: "CHEAP1" }, filters] } })
        expect(await narrowed({ condition: "new", price_millimes: { $lte: 50_000 } })).toEqual([])
        expect(await narrowed({ condition: "used", price_millimes: { $lte: 50_000 } })).toEqual([
          "part_cheap",
        ])
      })

      it("counts without listing when nothing is to be taken", async () => {
        for (const [filters] of FILTERS) {
          const asked = { filters, search_options: { facets: [...FACETS] } }
          const counted = await engine.search(query({ ...asked, pagination: { take: 0 } }))
          const listed = await engine.search(query(asked))
          expect(counted.hits).toEqual([])
          expect(counted.facets).toEqual(listed.facets)
          expect(counted.metadata.count).toBe(listed.metadata.count)
        }
      })

      it("answers several queries in one statement as one by one", async () => {
        const queries = FILTERS.slice(0, 4).map(([filters]) => query({ filters }))
        const together = await engine.searchMany(queries)
        for (const [place, one] of queries.entries()) {
          expect(together[place]!.hits).toEqual((await engine.search(one)).hits)
        }
      })
    })

    describe("words and references", () => {
      const documents = catalogue(60)
      beforeEach(() => write(documents))
      const named = (name: string) =>
        new Set(documents.filter((one) => one.shown.name_fr === name).map((one) => one.part_id))

      it.each([
        ["plaquettes de frein", "Plaquettes de frein"],
        ["PLAQUETTE FREINS", "Plaquettes de frein"],
        ["plaqu", "Plaquettes de frein"],
        ["plaqette", "Plaquettes de frein"],
        ["plaqette frain", "Plaquettes de frein"],
        ["بلاكات فران", "Plaquettes de frein"],
        ["الفرانات", "Plaquettes de frein"],
        ["filtre a huile", "Filtre à huile"],
        ["filtrou zit", "Filtre à huile"],
        ["bougies allumage", "Bougie d'allumage"],
        ["boujia", "Bougie d'allumage"],
      ])("%j finds %s, and nothing else", async (q, name) => {
        expect(new Set(await partsOf({ q }))).toEqual(named(name))
      })

      it.each(["xyzzyq", "plaquettes xyzzyq", "filtre bougie"])("%j finds nothing", async (q) => {
        expect(await partsOf({ q })).toEqual([])
      })

      it("finds a reference whole or by its beginning, alone or among words", async () => {
        expect(await partsOf({ filters: { reference_keys: "0986117" } })).toEqual(["part_0017"])
        expect(await partsOf({ filters: { reference_keys: { $prefix: "098611" } } })).toHaveLength(
          10,
        )
        expect(await partsOf({ q: "0986117" })).toEqual(["part_0017"])
        const onReferences = { search_options: { attributes_to_search_on: ["reference_keys"] } }
        expect(await partsOf({ q: "0 986-11", ...onReferences })).toHaveLength(10)
        expect(await partsOf({ q: "plaquettes", ...onReferences })).toEqual([])
        const brand = documents.find((one) => one.part_id === "part_0017")!.brand_key!
        expect(await partsOf({ q: `${brand.toLowerCase()} 0986117` })).toEqual(["part_0017"])
      })

      it.each([
        "%",
        "_",
        "\\",
        "'",
        '"',
        "?",
        ":*",
        "&|!",
        "\u202e",
        "🚗",
        "a'; DROP TABLE offer; --",
      ])("takes %j as text", async (q) => {
        await expect(partsOf({ q })).resolves.toEqual(expect.any(Array))
        await expect(partsOf({ filters: { reference_keys: { $prefix: q } } })).resolves.toEqual([])
        await expect(partsOf({ filters: { vehicle_ids: q, brand_key: q } })).resolves.toEqual([])
      })
    })

    it("reads a list longer than its candidates off the index of its order", async () => {
      const documents = catalogue(CANDIDATES_BY_WORDS + 400).map((one) => ({
        ...one,
        words: "Pièce commune",
      }))
      for (let from = 0; from < documents.length; from += 2_000)
        await write(documents.slice(from, from + 2_000))
      const expected = [...new Map(documents.map((one) => [one.part_id, one])).values()]
      const order = { browse_rank: "DESC" as const }
      const ranked = expected
        .sort((a, b) => b.browse_rank - a.browse_rank)
        .map((one) => one.part_id)

      const result = await engine.search(
        query({ q: "commune", pagination: { take: 24, skip: 48, order } }),
      )
      expect(result.hits.map((hit) => hit.document.part_id)).toEqual(ranked.slice(48, 72))
      expect(result.metadata.count).toBe(CANDIDATES_BY_WORDS)
      expect(result.provider_metadata).toEqual({ count_is_exact: false })
    }, 300_000)

    describe("writing", () => {
      const documents = catalogue(30)
      beforeEach(() => write(documents))
      const facetsOfEverything = async () =>
        (await engine.search(query({ search_options: { facets: [...FACETS] } }))).facets

      it("changes nothing the second time", async () => {
        const before = await engine.search(query({ search_options: { facets: [...FACETS] } }))
        await write(documents)
        const after = await engine.search(query({ search_options: { facets: [...FACETS] } }))
        expect({ ...after, metadata: {} }).toEqual({ ...before, metadata: {} })
      })

      /** Groups as they stand, without the numbers that tables give. */
      const groupsHeld = () =>
        sql<{ group: object }>(
          manager(),
          `SELECT to_jsonb(held) - 'g' - 'words' - 'category_ids' - 'vehicle_ids' AS group
             FROM ${tablesOf(index.physical_name).groups} held ORDER BY key`,
          [],
        )

      it("writes a new part's row once, as reading its offers again would", async () => {
        const layout = layoutOf(index, index.physical_name)
        const rewritten = async (some: SearchDocument[]) =>
          await manager().transactional(async (one) => {
            await writeDocuments(one, layout, some)
            const [row] = await sql<{ rows: number }>(
              one,
              "SELECT pg_stat_get_xact_tuples_updated(?::regclass)::int AS rows",
              [layout.tables.groups],
            )
            return row!.rows
          })
        await engine.clearIndex({ index: index.physical_name })
        expect(await rewritten(documents)).toBe(0)
        expect(await rewritten(documents)).toBe(0)
        const cheaper = documents.slice(0, 1).map((one) => ({ ...one, price_millimes: 1 }))
        expect(await rewritten(cheaper)).toBe(1)
      })

      it("says of a part what its offers say now, and no longer what they said", async () => {
        const [one] = documents
        const others = documents.filter(({ part_id }) => part_id === one!.part_id)
        const found = async (given: Partial<ProviderSearchQuery>) =>
          (await partsOf(given)).includes(one!.part_id)
        await write(
          others.map((other) => ({
            ...other,
            words: "Silencieux arrière",
            reference_keys: ["REF777"],
            vehicle_ids: ["vvar_9"],
          })),
        )
        expect(await found({ q: "silencieux" })).toBe(true)
        expect(await found({ q: "REF777" })).toBe(true)
        expect(await found({ filters: { vehicle_ids: "vvar_9" } })).toBe(true)
        await write(others)
        expect(await found({ q: "silencieux" })).toBe(false)
        expect(await found({ q: "REF777" })).toBe(false)
        expect(await found({ filters: { vehicle_ids: "vvar_9" } })).toBe(false)
        expect(await found({ q: one!.reference_keys[0] })).toBe(true)
      })

      it("mends a part's row that somebody changed by hand", async () => {
        const before = await groupsHeld()
        await sql(
          manager(),
          `UPDATE ${tablesOf(index.physical_name).groups}
              SET brand_key = 'NOBODY', price_millimes_least = 1, vendor_handle_set = NULL`,
          [],
        )
        await write(documents)
        expect(await groupsHeld()).toEqual(before)
      })

      it("counts as a new index would after offers changed, left and moved", async () => {
        const changed = documents.slice(0, 20).map((one, place) => ({
          ...one,
          part_id: place % 4 === 0 ? documents[25]!.part_id : one.part_id,
          condition: "refurbished",
          vendor_handle: "b-auto",
          price_millimes: one.price_millimes + 77_000,
        }))
        await write(changed)
        await engine.deleteDocuments({
          index: index.physical_name,
          filters: { id: documents.slice(10, 15).map((one) => one.id) },
        })
        const grown = await facetsOfEverything()
        const rows = await groupsHeld()
        const held = await engine.search({
          ...query({ pagination: { take: 1000, order: { id: "ASC" } } }),
          search_options: { count: "exact" },
        })
        const left = [...documents.slice(changed.length), ...changed].filter(
          (one) => !documents.slice(10, 15).some((gone) => gone.id === one.id),
        )
        expect(held.hits.map((hit) => hit.id)).toEqual(left.map((one) => one.id).sort())

        await engine.clearIndex({ index: index.physical_name })
        // The group's own values are those of the document written last.
        await write(left)
        expect(await facetsOfEverything()).toEqual(grown)
        expect(await groupsHeld()).toEqual(rows)
      })

      it("finishes, by the next writing, a removal that was cut off before its groups were counted", async () => {
        const gone = documents.filter((one) => one.vendor_handle === "a-auto")
        const kept = documents.filter((one) => one.vendor_handle !== "a-auto")
        await engine.deleteDocuments({
          index: index.physical_name,
          filters: { vendor_handle: ["a-auto"] },
        })
        const whole = await facetsOfEverything()
        await write(gone)
        const layout = layoutOf(index, index.physical_name)
        await manager().transactional(async (one) => {
          const where = { text: "d.vendor_handle = 'a-auto'", values: [] }
          expect(await removeDocuments(one, layout, where, 1000)).toBe(gone.length)
        })
        const { hits } = await engine.search(query({ pagination: { take: 1000 } }))
        expect(hits.length).toBeGreaterThan(0)
        expect(hits.some((hit) => hit.document!.vendor_handle === "a-auto")).toBe(false)

        await write(kept.slice(0, 1))
        expect(await facetsOfEverything()).toEqual(whole)
      })

      it("lets two writers of one part take their turns", async () => {
        const [one] = documents
        await Promise.all(
          Array.from({ length: 6 }, (_, place) =>
            write([{ ...one!, id: `off_race_${place}`, price_millimes: 1_000 + place }]),
          ),
        )
        const [hit] = (
          await engine.search(
            query({
              filters: { part_id: one!.part_id },
              pagination: { take: 1, order: { price_millimes: "ASC" } },
            }),
          )
        ).hits
        expect(hit!.id).toBe("off_race_0")
      })

      it("says that an index does not exist, for Medusa to look for the one that took over", async () => {
        await engine.deleteIndex({ index: index.physical_name })
        await expect(engine.search(query({}))).rejects.toMatchObject({ type: "not_found" })
        await expect(write(documents)).rejects.toMatchObject({ type: "not_found" })
      })

      it("says how many documents it holds", async () => {
        expect(await engine.listIndexes()).toEqual([
          { name: "offer_test", provider: PROVIDER, document_count: documents.length },
        ])
      })
    })

    it("refuses what it cannot answer rather than answer something else", async () => {
      await expect(
        engine.search(query({ search_options: { facets: ["rank_cost"] } })),
      ).rejects.toThrow("rank_cost is no facet")
      await expect(engine.search(query({ filters: { rank_cost: 1 } }))).rejects.toThrow(
        "rank_cost cannot be filtered by",
      )
      await expect(
        engine.search(query({ search_options: { distinct: "brand_key" } })),
      ).rejects.toThrow("grouped by part_id only")
    })
  },
})

function countParts(
  parts: Map<string, SearchDocument[]>,
  valueOf: (one: SearchDocument) => unknown,
) {
  const counts: Record<string, number> = {}
  for (const offers of parts.values()) {
    const values = new Set(
      offers
        .map(valueOf)
        .filter((value) => value !== null)
        .map(String),
    )
    for (const value of values) counts[value] = (counts[value] ?? 0) + 1
  }
  return counts
}
