import type { EntityManager } from "@medusajs/framework/mikro-orm/knex"
import type { Context } from "@medusajs/framework/types"
import {
  InjectManager,
  InjectTransactionManager,
  MedusaContext,
  MedusaService,
} from "@medusajs/framework/utils"
import { projectionDiffers, type OfferProjection } from "../../domain/offer-projection"
import type {
  BrandRow,
  CriterionRow,
  CrossReferenceRow,
  FitmentRow,
  OfferRow,
  PartRow,
  VehicleMakeRow,
  VehicleModelRow,
  VehicleVariantRow,
} from "./rows"
import { Brand } from "./models/brand"
import { Criterion } from "./models/criterion"
import { CrossReference } from "./models/cross-reference"
import { Fitment } from "./models/fitment"
import { Offer } from "./models/offer"
import { Part } from "./models/part"
import { VehicleMake, VehicleModel, VehicleVariant } from "./models/vehicle"
import { readPartPage, type PartPage } from "./part-page"
import { sql } from "./sql"

const models = {
  Brand,
  Criterion,
  CrossReference,
  Fitment,
  Offer,
  Part,
  VehicleMake,
  VehicleModel,
  VehicleVariant,
}

/** Rows of the catalogue, parents before children: the order they are written in. */
export type CatalogueRows = {
  brand?: BrandRow[]
  criterion?: CriterionRow[]
  vehicle_make?: VehicleMakeRow[]
  vehicle_model?: VehicleModelRow[]
  vehicle_variant?: VehicleVariantRow[]
  part?: PartRow[]
  cross_reference?: CrossReferenceRow[]
  fitment?: FitmentRow[]
  offer?: OfferRow[]
}

const WRITING_ORDER = [
  "brand",
  "criterion",
  "vehicle_make",
  "vehicle_model",
  "vehicle_variant",
  "part",
  "cross_reference",
  "fitment",
  "offer",
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
export type OfferSource = { id: string; product_id: string; variant_id: string; vendor_id: string }

/** Facts of a part that a list of parts adds to what the search index holds. */
export type PartListFacts = {
  part_id: string
  offer_count: number
  fit_statuses: string[]
  has_fitments: boolean
}

export default class PartsModuleService extends MedusaService(models) {
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
    const current = await sql<OfferSource & OfferProjection>(
      manager,
      `SELECT * FROM offer WHERE id = ANY(?) AND deleted_at IS NULL ORDER BY id FOR UPDATE`,
      [ids],
    )
    const fresh = await read(current)
    const changed = current.flatMap((offer) => {
      const projection = fresh.get(offer.id)
      return projection && projectionDiffers(offer, projection) ? [{ id: offer.id, ...projection }] : []
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
    return changed.map((offer) => offer.id)
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

  /** Everything a part's page shows, in three statements. Null when there is no such part. */
  @InjectManager()
  async retrievePartPage(
    idOrSlug: string,
    vehicleVariantId: string | null,
    @MedusaContext() context: Context<EntityManager> = {},
  ): Promise<PartPage | null> {
    return await readPartPage(context.manager!, idOrSlug, vehicleVariantId)
  }

  /** What a list shows of its parts beyond the index, in one statement. */
  @InjectManager()
  async listPartFacts(
    partIds: string[],
    vehicleVariantId: string | null,
    @MedusaContext() context: Context<EntityManager> = {},
  ): Promise<PartListFacts[]> {
    if (partIds.length === 0) return []
    return await sql<PartListFacts>(
      context.manager!,
      `SELECT part.id AS part_id,
              (SELECT count(*)::int FROM offer
                WHERE offer.part_id = part.id AND listed AND deleted_at IS NULL) AS offer_count,
              ARRAY(SELECT status FROM fitment
                WHERE fitment.part_id = part.id AND variant_id = ? AND deleted_at IS NULL) AS fit_statuses,
              EXISTS (SELECT 1 FROM fitment
                WHERE fitment.part_id = part.id AND deleted_at IS NULL) AS has_fitments
         FROM part WHERE part.id = ANY(?)`,
      [vehicleVariantId, partIds],
    )
  }
}
