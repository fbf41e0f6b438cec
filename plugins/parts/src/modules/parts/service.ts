import type { EntityManager } from "@medusajs/framework/mikro-orm/knex"
import type { Context } from "@medusajs/framework/types"
import {
  defineJoinerConfig,
  InjectManager,
  InjectTransactionManager,
  MedusaContext,
  MedusaService,
} from "@medusajs/framework/utils"
import type { Millimes } from "@souk/kit/money"
import type { FitmentStatus } from "../../domain/fit"
import type { ClaimFacts } from "../../domain/line-claim"
import type { RankingWeights } from "../../domain/rank-offers"
import { normalizeReference } from "../../domain/reference"
import type { SeenRows } from "../../domain/seen-rows"
import type { FitmentLine } from "../../imports/fitment-file"
import type { RowOutcome } from "../../imports/run-import"
import type { VehicleLine } from "../../imports/vehicle-file"
import {
  projectionDiffers,
  type OfferProjection,
  type OwnFacts,
} from "../../domain/offer-projection"
import type {
  BrandAliasRow,
  BrandRow,
  CriterionRow,
  CrossReferenceRow,
  FitmentRow,
  IdentityCaseRow,
  OfferPriceRow,
  OfferRow,
  PartRow,
  VehicleMakeRow,
  VehicleModelRow,
  VehicleVariantRow,
} from "./rows"
import { Brand, BrandAlias } from "./models/brand"
import { Criterion } from "./models/criterion"
import { CrossReference } from "./models/cross-reference"
import { Fitment } from "./models/fitment"
import { GarageVehicle } from "./models/garage-vehicle"
import { IdentityCase } from "./models/identity-case"
import { ImportRun } from "./models/import-run"
import { Offer, type OfferCondition } from "./models/offer"
import { OfferPrice } from "./models/offer-price"
import { Part, PartAddress } from "./models/part"
import { VehicleMake, VehicleModel, VehicleVariant, type VehicleKind } from "./models/vehicle"
import { browseVehicles, type VehicleFilter, type VehicleListItem } from "./browse-vehicles"
import {
  addFitmentRow,
  deleteFitmentRows,
  disputeRows,
  forgetDispute,
  listedOffersOf,
  listFitmentItems,
  restoreStatuses,
  setStatuses,
  type ChangedFitment,
  type FitmentFilter,
  type FitmentListItem,
} from "./change-fitments"
import { listCompatibleVehicles, type CompatibleVehicleRow } from "./compatible-vehicles"
import { isLoneOffer, readLoneOfferPage } from "./lone-offer-page"
import { listPartPages, type PartPageRow } from "./part-pages"
import {
  addToGarage,
  changeInGarage,
  findInGarage,
  listGarage,
  removeFromGarage,
  type GarageEntry,
  type GarageRow,
} from "./garage"
import { readClaimFacts, type ClaimedLine } from "./line-claims"
import { rankingWeights } from "./options"
import {
  addBrandAlias,
  decideCase,
  judgeIdentity,
  removeBrandAlias,
  restateIdentity,
  splitPart,
  type CaseDecision,
  type Decided,
  type IdentityVerdict,
  type SplitInput,
} from "./identity"
import {
  IDENTITY_STATE,
  LATEST_CASE,
  listBrands,
  listIdentityCases,
  listParts,
  readOfferFile,
  readOfferStates,
  retrievePart,
  type BrandListItem,
  type IdentityCaseFile,
  type OfferFile,
  type OfferState,
  type PartFile,
  type PartListRow,
} from "./identity-lists"
import { mergeParts, previewMerge, type MergedParts, type MergePreview } from "./merge-parts"
import { readPartPage, type PartAnswer } from "./part-page"
import { endReductions, recordPrices, refreshStruckPrices } from "./price-history"
import type { StatedIdentity } from "../../domain/identity"
import { readSearchSources, SEARCH_SOURCE, type SearchSource } from "./search-sources"
import { pageOf, preparedSql, sql, type Page } from "./sql"
import { writeFitments, type WriteFitmentsOptions, type WrittenFitments } from "./write-fitments"
import { writeVehicles } from "./write-vehicles"

/** Parts, what replaces them, the vehicles they fit and the offers that sell them. */
export const PARTS_MODULE = "parts"

const models = {
  Brand,
  BrandAlias,
  Criterion,
  CrossReference,
  Fitment,
  GarageVehicle,
  IdentityCase,
  ImportRun,
  Offer,
  OfferPrice,
  Part,
  PartAddress,
  VehicleMake,
  VehicleModel,
  VehicleVariant,
}

/** Rows of the catalogue, parents before children: the order they are written in. */
export type CatalogueRows = {
  brand?: BrandRow[]
  brand_alias?: BrandAliasRow[]
  criterion?: CriterionRow[]
  vehicle_make?: VehicleMakeRow[]
  vehicle_model?: VehicleModelRow[]
  vehicle_variant?: VehicleVariantRow[]
  part?: PartRow[]
  cross_reference?: CrossReferenceRow[]
  fitment?: FitmentRow[]
  offer?: OfferRow[]
  offer_price?: OfferPriceRow[]
  identity_case?: IdentityCaseRow[]
}

const WRITING_ORDER = [
  "brand",
  "brand_alias",
  "criterion",
  "vehicle_make",
  "vehicle_model",
  "vehicle_variant",
  "part",
  "cross_reference",
  "fitment",
  "offer",
  "offer_price",
  "identity_case",
] as const

const ROWS_PER_STATEMENT = 5_000

/** Which offers: those of any of these things, or all of them. */
export type OfferSelection = {
  all?: boolean
  offer_ids?: string[]
  product_ids?: string[]
  variant_ids?: string[]
  vendor_ids?: string[]
}

/** What an offer's projection is computed from. */
export type OfferSource = OwnFacts & {
  product_id: string
  variant_id: string
  sold_quantity: number
}

export type ModelListItem = {
  id: string
  make_id: string
  name: string
  slug: string
  kind: VehicleKind
  from: string | null
  to: string | null
}

export type VendorOfferListItem = {
  id: string
  title: string
  sku: string | null
  brand: string | null
  mpn: string | null
  drawing: string | null
  price_millimes: Millimes | null
  stock: number
  reserved: number
  condition: OfferCondition
  status: string
  /** How the offer's identity stands; `none` for unbranded goods. */
  identity: "none" | "linked" | "open" | "rejected"
}

export default class PartsModuleService extends MedusaService(models) {
  /** How much each fact weighs in the ranking of offers. */
  readonly rankingWeights: RankingWeights

  constructor(_container: object, options?: unknown) {
    // The framework hands container and options to the generated base class as they come.
    super(...(arguments as unknown as []))
    this.rankingWeights = rankingWeights(options)
  }

  /** What search documents are made of is read through Query like a model, without being one. */
  __joinerConfig(): ReturnType<typeof defineJoinerConfig> {
    return defineJoinerConfig(PARTS_MODULE, {
      models: Object.values(models),
      alias: [
        {
          name: SEARCH_SOURCE,
          entity: "SearchSource",
          args: { methodSuffix: "SearchSources" },
        },
      ],
    })
  }

  /** Listed offers with their parts, as search documents are made of them, in two statements. */
  @InjectManager()
  async listSearchSources(
    filters: { id?: string[] | { $gt: string } },
    config: { take?: number | null } = {},
    @MedusaContext() context: Context<EntityManager> = {},
  ): Promise<SearchSource[]> {
    return await readSearchSources(context.manager!, filters.id, config.take ?? null)
  }

  /**
   * Writes many rows in a few statements; rows that exist (by id or by any unique key) stay as they
   * are, so that loading the same catalogue twice changes nothing.
   * @returns how many rows were new, by table.
   */
  @InjectTransactionManager()
  async loadCatalogue(
    rows: CatalogueRows,
    @MedusaContext() context: Context<EntityManager> = {},
  ): Promise<Record<string, number>> {
    const written: Record<string, number> = {}
    for (const table of WRITING_ORDER) {
      const given: object[] = rows[table] ?? []
      for (let from = 0; from < given.length; from += ROWS_PER_STATEMENT) {
        const batch = given.slice(from, from + ROWS_PER_STATEMENT)
        const columns = Object.keys(batch[0]!)
          .map((column) => `"${column}"`)
          .join(", ")
        const added = await sql(
          context.transactionManager!,
          `INSERT INTO "${table}" (${columns})
           SELECT ${columns} FROM json_populate_recordset(NULL::"${table}", ?::json)
           ON CONFLICT DO NOTHING RETURNING 1`,
          [JSON.stringify(batch)],
        )
        written[table] = (written[table] ?? 0) + added.length
      }
    }
    return written
  }

  /**
   * Brings the projection of offers up to date. Rows are locked before their sources are read: of two
   * refreshes of one offer, the later one reads what the earlier one's event could not know.
   * @param read what offers show now, from whatever feeds them.
   * @returns the ids of the offers that changed.
   */
  @InjectTransactionManager()
  async refreshProjections(
    ids: string[],
    read: (offers: OfferSource[]) => Promise<Map<string, OfferProjection>>,
    @MedusaContext() context: Context<EntityManager> = {},
  ): Promise<string[]> {
    const manager = context.transactionManager!
    const current = await sql<OfferSource & OfferProjection & { created_at: Date }>(
      manager,
      `SELECT * FROM offer WHERE id = ANY(?) AND deleted_at IS NULL ORDER BY id FOR UPDATE`,
      [ids],
    )
    const fresh = await read(current)
    const changed = current.flatMap((offer) => {
      const projection = fresh.get(offer.id)
      return projection && projectionDiffers(offer, projection)
        ? [{ id: offer.id, ...projection }]
        : []
    })
    if (changed.length === 0) return []
    const columns = Object.keys(changed[0]!).filter((column) => column !== "id")
    await sql(
      manager,
      `UPDATE offer SET ${columns.map((column) => `${column} = fresh.${column}`).join(", ")}, updated_at = now()
       FROM json_populate_recordset(NULL::offer, ?::json) AS fresh
       WHERE offer.id = fresh.id`,
      [JSON.stringify(changed)],
    )
    const before = new Map(current.map((offer) => [offer.id, offer]))
    const asked = ({ listed, price_millimes }: OfferProjection) => (listed ? price_millimes : null)
    await recordPrices(
      manager,
      changed.flatMap((offer) => {
        const old = before.get(offer.id)!
        return asked(old) === asked(offer)
          ? []
          : [
              {
                offer_id: offer.id,
                before: asked(old),
                after: asked(offer),
                created_at: old.created_at,
              },
            ]
      }),
      new Date(),
    )
    return changed.map((offer) => offer.id)
  }

  /** Decides again which price offers are shown against. Answers the ids of those where it changed. */
  @InjectTransactionManager()
  async refreshStruckPrices(
    ids: string[],
    now: Date,
    @MedusaContext() context: Context<EntityManager> = {},
  ): Promise<string[]> {
    return await refreshStruckPrices(context.transactionManager!, ids, now)
  }

  /** Ends the reductions whose time is over. Answers the ids of their offers. */
  @InjectTransactionManager()
  async endReductions(
    now: Date,
    @MedusaContext() context: Context<EntityManager> = {},
  ): Promise<string[]> {
    return await endReductions(context.transactionManager!, now)
  }

  /**
   * Takes everything a vendor sells off the lists, in one statement: the one thing of a projection
   * that depends on the vendor alone. The rest follows when its offers are refreshed.
   */
  @InjectTransactionManager()
  async unlistVendorOffers(
    vendorId: string,
    @MedusaContext() context: Context<EntityManager> = {},
  ): Promise<void> {
    await sql(
      context.transactionManager!,
      `UPDATE offer SET listed = false, vendor_active = false, updated_at = now()
        WHERE vendor_id = ? AND deleted_at IS NULL AND (listed OR vendor_active)`,
      [vendorId],
    )
  }

  /**
   * Lists offers whose vendor came back and whose product is on sale again: nothing else of their
   * projections depends on the vendor's being away. Answers those that were not listed.
   */
  @InjectTransactionManager()
  async relistOffers(
    ids: string[],
    @MedusaContext() context: Context<EntityManager> = {},
  ): Promise<string[]> {
    const manager = context.transactionManager!
    const listed = await sql<{ id: string; price_millimes: Millimes; created_at: Date }>(
      manager,
      `UPDATE offer SET listed = true, vendor_active = true, product_status = 'published', updated_at = now()
        WHERE id = ANY(?) AND NOT listed AND price_millimes IS NOT NULL AND deleted_at IS NULL
       RETURNING id, price_millimes, created_at`,
      [ids],
    )
    await recordPrices(
      manager,
      listed.map(({ id, price_millimes, created_at }) => ({
        offer_id: id,
        before: null,
        after: price_millimes,
        created_at,
      })),
      new Date(),
    )
    return listed.map(({ id }) => id)
  }

  /** The names that search documents know a vendor by: one, or two while it takes another. */
  @InjectManager()
  async listVendorHandles(
    vendorId: string,
    @MedusaContext() context: Context<EntityManager> = {},
  ): Promise<string[]> {
    const rows = await sql<{ vendor_handle: string }>(
      context.manager!,
      `SELECT DISTINCT vendor_handle FROM offer WHERE vendor_id = ? AND deleted_at IS NULL`,
      [vendorId],
    )
    return rows.map((row) => row.vendor_handle)
  }

  /** Ids of the offers that any of the given things belongs to, in order. */
  @InjectManager()
  async findOfferIds(
    selection: OfferSelection,
    @MedusaContext() context: Context<EntityManager> = {},
  ): Promise<string[]> {
    const rows = await sql<{ id: string }>(
      context.manager!,
      `SELECT id FROM offer
        WHERE deleted_at IS NULL
          AND (?::boolean OR id = ANY(?) OR product_id = ANY(?) OR variant_id = ANY(?) OR vendor_id = ANY(?))
        ORDER BY id`,
      [
        selection.all ?? false,
        selection.offer_ids ?? [],
        selection.product_ids ?? [],
        selection.variant_ids ?? [],
        selection.vendor_ids ?? [],
      ],
    )
    return rows.map((row) => row.id)
  }

  /** Everything a part's page shows, in at most three statements. Null when there never was such a part. */
  @InjectManager()
  async retrievePartPage(
    idOrSlug: string,
    vehicleVariantId: string | null,
    @MedusaContext() context: Context<EntityManager> = {},
  ): Promise<PartAnswer | null> {
    const read = isLoneOffer(idOrSlug) ? readLoneOfferPage : readPartPage
    return await read(context.manager!, idOrSlug, vehicleVariantId)
  }

  /** The vehicles a part fits, a page at a time. */
  @InjectManager()
  async listCompatibleVehicles(
    partId: string,
    filter: { q: string; limit: number; offset: number },
    @MedusaContext() context: Context<EntityManager> = {},
  ): Promise<Page<CompatibleVehicleRow>> {
    return await listCompatibleVehicles(context.manager!, partId, filter)
  }

  /** What a vendor's words name, against the whole catalogue. */
  @InjectManager()
  async judgeIdentity(
    stated: StatedIdentity,
    @MedusaContext() context: Context<EntityManager> = {},
  ): Promise<IdentityVerdict> {
    return await judgeIdentity(context.manager!, stated)
  }

  @InjectTransactionManager()
  async restateIdentity(
    offer: { id: string; vendor_id: string; title: string; category_id: string | null },
    stated: StatedIdentity | null,
    @MedusaContext() context: Context<EntityManager> = {},
  ): Promise<{ part_id: string | null }> {
    return await restateIdentity(context.transactionManager!, offer, stated)
  }

  @InjectTransactionManager()
  async decideIdentityCase(
    decision: CaseDecision,
    @MedusaContext() context: Context<EntityManager> = {},
  ): Promise<Decided> {
    return await decideCase(context.transactionManager!, decision)
  }

  /** What merging two parts would move (see `previewMerge`). */
  @InjectManager()
  async previewPartMerge(
    fromId: string,
    intoId: string,
    @MedusaContext() context: Context<EntityManager> = {},
  ): Promise<MergePreview> {
    return await previewMerge(context.manager!, fromId, intoId)
  }

  @InjectTransactionManager()
  async mergeParts(
    fromId: string,
    intoId: string,
    @MedusaContext() context: Context<EntityManager> = {},
  ): Promise<MergedParts> {
    return await mergeParts(context.transactionManager!, fromId, intoId)
  }

  @InjectTransactionManager()
  async splitPart(
    input: SplitInput,
    @MedusaContext() context: Context<EntityManager> = {},
  ): Promise<MergedParts & { created: boolean }> {
    return await splitPart(context.transactionManager!, input)
  }

  @InjectTransactionManager()
  async addBrandAlias(
    brandId: string,
    name: string,
    @MedusaContext() context: Context<EntityManager> = {},
  ): Promise<{ id: string; created: boolean }> {
    return await addBrandAlias(context.transactionManager!, brandId, name)
  }

  @InjectTransactionManager()
  async removeBrandAlias(
    brandId: string,
    aliasId: string,
    @MedusaContext() context: Context<EntityManager> = {},
  ): Promise<void> {
    await removeBrandAlias(context.transactionManager!, brandId, aliasId)
  }

  /** The operator's queue, the oldest first. */
  @InjectManager()
  async listIdentityCaseFiles(
    filter: { id?: string; status?: string; reason?: string; limit: number; offset: number },
    @MedusaContext() context: Context<EntityManager> = {},
  ): Promise<Page<IdentityCaseFile>> {
    return await listIdentityCases(context.manager!, filter)
  }

  /** Parts found by brand, reference, barcode or words of their name. */
  @InjectManager()
  async listPartRows(
    filter: { q: string; ids?: string[]; limit: number; offset: number },
    @MedusaContext() context: Context<EntityManager> = {},
  ): Promise<Page<PartListRow>> {
    return await listParts(context.manager!, filter)
  }

  /** A part with all its links, as the operator sees it. */
  @InjectManager()
  async retrievePartFile(
    id: string,
    @MedusaContext() context: Context<EntityManager> = {},
  ): Promise<PartFile | null> {
    return await retrievePart(context.manager!, id)
  }

  @InjectManager()
  async listBrandFiles(
    filter: { q: string; id?: string; limit: number; offset: number },
    @MedusaContext() context: Context<EntityManager> = {},
  ): Promise<Page<BrandListItem>> {
    return await listBrands(context.manager!, filter)
  }

  /** An offer as its vendor edits it; null when it is another vendor's. */
  @InjectManager()
  async findOfferFile(
    id: string,
    vendorId: string,
    @MedusaContext() context: Context<EntityManager> = {},
  ): Promise<OfferFile | null> {
    return await readOfferFile(context.manager!, id, vendorId)
  }

  @InjectManager()
  async listOfferStates(
    ids: string[],
    @MedusaContext() context: Context<EntityManager> = {},
  ): Promise<OfferState[]> {
    return await readOfferStates(context.manager!, ids)
  }

  /** How many offers each part is listed with. */
  @InjectManager()
  async countOffers(
    partIds: string[],
    @MedusaContext() context: Context<EntityManager> = {},
  ): Promise<{ part_id: string; count: number }[]> {
    if (partIds.length === 0) return []
    return await preparedSql(
      context.manager!,
      `SELECT part_id, count(*)::int AS count FROM offer
        WHERE part_id = ANY(?) AND listed AND deleted_at IS NULL GROUP BY part_id`,
      [partIds],
    )
  }

  /** The makes of the vehicles, with the kinds each one builds. */
  @InjectManager()
  async listMakesByName(
    filter: { kind: string | null; limit: number; offset: number },
    @MedusaContext() context: Context<EntityManager> = {},
  ): Promise<Page<{ id: string; name: string; slug: string; kinds: string[] }>> {
    return await pageOf(
      context.manager!,
      `SELECT make.id, make.name, make.slug, kinds, count(*) OVER ()::int AS total
           FROM vehicle_make make
           JOIN LATERAL (SELECT array_agg(DISTINCT kind ORDER BY kind) AS kinds FROM vehicle_model
                          WHERE make_id = make.id AND deleted_at IS NULL) models ON true
          WHERE make.deleted_at IS NULL AND kinds IS NOT NULL AND (?::text IS NULL OR ? = ANY(kinds))
          ORDER BY lower(make.name), make.id`,
      [filter.kind, filter.kind],
      filter,
    )
  }

  /** The makes whose chassis numbers start with this world manufacturer identifier. */
  @InjectManager()
  async listMakesByWmi(
    wmi: string,
    @MedusaContext() context: Context<EntityManager> = {},
  ): Promise<{ id: string; name: string; slug: string }[]> {
    return await sql(
      context.manager!,
      `SELECT id, name, slug FROM vehicle_make WHERE wmi_codes @> ARRAY[?]::text[] AND deleted_at IS NULL
        ORDER BY name`,
      [wmi],
    )
  }

  /** The pages of parts on sale, for who lists them all. */
  @InjectManager()
  async listPartPages(
    page: { limit: number; offset: number },
    @MedusaContext() context: Context<EntityManager> = {},
  ): Promise<Page<PartPageRow>> {
    return await listPartPages(context.manager!, page)
  }

  /** A buyer's vehicles, the active one first, then the newest. */
  @InjectManager()
  async listGarage(
    customerId: string,
    page: { limit: number; offset: number },
    @MedusaContext() context: Context<EntityManager> = {},
  ): Promise<Page<GarageRow>> {
    return await listGarage(context.manager!, customerId, page)
  }

  @InjectManager()
  async findGarageVehicle(
    customerId: string,
    id: string,
    @MedusaContext() context: Context<EntityManager> = {},
  ): Promise<GarageRow | null> {
    return await findInGarage(context.manager!, customerId, id)
  }

  @InjectTransactionManager()
  async addToGarage(
    customerId: string,
    entry: GarageEntry,
    @MedusaContext() context: Context<EntityManager> = {},
  ): Promise<{ id: string; created: boolean }> {
    return await addToGarage(context.transactionManager!, customerId, entry)
  }

  @InjectTransactionManager()
  async changeInGarage(
    customerId: string,
    id: string,
    change: Partial<Omit<GarageEntry, "variant_id">>,
    @MedusaContext() context: Context<EntityManager> = {},
  ): Promise<boolean> {
    return await changeInGarage(context.transactionManager!, customerId, id, change)
  }

  @InjectTransactionManager()
  async removeFromGarage(
    customerId: string,
    id: string,
    @MedusaContext() context: Context<EntityManager> = {},
  ): Promise<boolean> {
    return await removeFromGarage(context.transactionManager!, customerId, id)
  }

  /** What is known now of cart lines, for what is claimed of them. */
  @InjectManager()
  async readClaimFacts(
    lines: ClaimedLine[],
    @MedusaContext() context: Context<EntityManager> = {},
  ): Promise<ClaimFacts[]> {
    return await readClaimFacts(context.manager!, lines)
  }

  /** The models of a make, with the years they were built. */
  @InjectManager()
  async listModelsByName(
    filter: { make_id: string; limit: number; offset: number },
    @MedusaContext() context: Context<EntityManager> = {},
  ): Promise<Page<ModelListItem>> {
    return await pageOf(
      context.manager!,
      `SELECT model.id, model.make_id, model.name, model.slug, model.kind, min(variant.from_month) AS from,
                CASE WHEN bool_or(variant.to_month IS NULL) THEN NULL ELSE max(variant.to_month) END AS to,
                count(*) OVER ()::int AS total
           FROM vehicle_model model
           JOIN vehicle_variant variant ON variant.model_id = model.id AND variant.deleted_at IS NULL
          WHERE model.make_id = ? AND model.deleted_at IS NULL
          GROUP BY model.id ORDER BY lower(model.name), model.id`,
      [filter.make_id],
      filter,
    )
  }

  /** What a vendor sells, newest first; found by title or by reference. */
  @InjectManager()
  async listVendorOffers(
    filter: { vendor_id: string; q: string; status?: string; limit: number; offset: number },
    @MedusaContext() context: Context<EntityManager> = {},
  ): Promise<Page<VendorOfferListItem>> {
    const literally = (text: string) => text.replace(/[\\%_]/g, "\\$&")
    const words = `%${literally(filter.q)}%`
    const key = normalizeReference(filter.q)
    const start = key === "" ? null : `${literally(key)}%`
    return await pageOf(
      context.manager!,
      `SELECT offer.id, offer.title, offer.sku, coalesce(brand.name, said.brand) AS brand,
                coalesce(part.mpn, said.mpn) AS mpn, part.drawing,
                offer.price_millimes, offer.stocked_quantity AS stock, offer.reserved_quantity AS reserved,
                offer.condition, offer.product_status AS status, ${IDENTITY_STATE} AS identity,
                count(*) OVER ()::int AS total
           FROM offer
           LEFT JOIN part ON part.id = offer.part_id
           LEFT JOIN brand ON brand.id = part.brand_id
           ${LATEST_CASE}
          WHERE offer.vendor_id = ? AND offer.deleted_at IS NULL
            AND offer.product_status = coalesce(?, offer.product_status)
            AND (? = '' OR offer.title ILIKE ? OR offer.sku ILIKE ? OR part.mpn_key LIKE ? OR said.mpn_key LIKE ?)
          ORDER BY offer.created_at DESC, offer.id`,
      [filter.vendor_id, filter.status ?? null, filter.q, words, words, start, start],
      filter,
    )
  }

  /** Writes a batch of vehicles of a file (see `writeVehicles`). */
  @InjectTransactionManager()
  async importVehicles(
    lines: VehicleLine[],
    options: { source: string; seen: SeenRows },
    @MedusaContext() context: Context<EntityManager> = {},
  ): Promise<RowOutcome[]> {
    return await writeVehicles(context.transactionManager!, lines, options)
  }

  /** Writes a batch of fitments of a file (see `writeFitments`). */
  @InjectTransactionManager()
  async importFitments(
    lines: FitmentLine[],
    options: WriteFitmentsOptions,
    @MedusaContext() context: Context<EntityManager> = {},
  ): Promise<WrittenFitments> {
    return await writeFitments(context.transactionManager!, lines, options)
  }

  /** Says that imports nobody has heard of for a while were cut: their process is gone. */
  @InjectTransactionManager()
  async closeStalledImports(
    { silentMinutes, failure }: { silentMinutes: number; failure: string },
    @MedusaContext() context: Context<EntityManager> = {},
  ): Promise<string[]> {
    const closed = await sql<{ id: string }>(
      context.transactionManager!,
      `UPDATE import_run SET status = 'failed', failure = ?, finished_at = now(), updated_at = now()
        WHERE status = 'running' AND updated_at < now() - make_interval(mins => ?) RETURNING id`,
      [failure, silentMinutes],
    )
    return closed.map(({ id }) => id)
  }

  @InjectManager()
  async listVehicles(
    filter: VehicleFilter,
    @MedusaContext() context: Context<EntityManager> = {},
  ): Promise<Page<VehicleListItem>> {
    return await browseVehicles(context.manager!, filter)
  }

  @InjectManager()
  async listFitmentsByChange(
    filter: FitmentFilter,
    @MedusaContext() context: Context<EntityManager> = {},
  ): Promise<Page<FitmentListItem>> {
    return await listFitmentItems(context.manager!, filter)
  }

  /** Adds a fitment; false when the part has one on that vehicle at that position already. */
  @InjectTransactionManager()
  async declareFitment(
    row: FitmentRow,
    @MedusaContext() context: Context<EntityManager> = {},
  ): Promise<boolean> {
    return await addFitmentRow(context.transactionManager!, row)
  }

  /** Gives fitments a status, and answers those it changed as they were. */
  @InjectTransactionManager()
  async setFitmentStatuses(
    ids: string[],
    status: FitmentStatus,
    @MedusaContext() context: Context<EntityManager> = {},
  ): Promise<ChangedFitment[]> {
    return await setStatuses(context.transactionManager!, ids, status)
  }

  @InjectTransactionManager()
  async restoreFitmentStatuses(
    changed: ChangedFitment[],
    @MedusaContext() context: Context<EntityManager> = {},
  ): Promise<void> {
    await restoreStatuses(context.transactionManager!, changed)
  }

  /** Removes fitments, and answers them as they were, for `loadCatalogue` to put back. */
  @InjectTransactionManager()
  async removeFitments(
    ids: string[],
    @MedusaContext() context: Context<EntityManager> = {},
  ): Promise<FitmentRow[]> {
    return await deleteFitmentRows(context.transactionManager!, ids)
  }

  /** A buyer sent the part back because it did not fit the vehicle. Once per return (`reference`). */
  @InjectTransactionManager()
  async disputeFitment(
    dispute: { part_id: string; variant_id: string; reference: string },
    @MedusaContext() context: Context<EntityManager> = {},
  ): Promise<ChangedFitment[]> {
    return await disputeRows(context.transactionManager!, dispute)
  }

  @InjectTransactionManager()
  async undoDispute(
    changed: ChangedFitment[],
    reference: string,
    @MedusaContext() context: Context<EntityManager> = {},
  ): Promise<void> {
    await forgetDispute(context.transactionManager!, changed, reference)
  }

  /** The offers on sale of parts. */
  @InjectManager()
  async listListedOfferIds(
    partIds: string[],
    @MedusaContext() context: Context<EntityManager> = {},
  ): Promise<string[]> {
    return await listedOffersOf(context.manager!, partIds)
  }
}
