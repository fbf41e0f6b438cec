import type { EntityManager } from "@medusajs/framework/mikro-orm/knex"
import { generateEntityId } from "@medusajs/framework/utils"
import { errors } from "../../domain/errors"
import { mergeDifferences, type MergeDifference } from "../../domain/merge-differences"
import { stableId } from "../../domain/stable-id"
import type { PartRow } from "./rows"
import { sql } from "./sql"

/** What came of a merge of two parts. */
export type MergedParts = { part_id: string; offer_ids: string[] }

type Merging = PartRow & { merged_into_id: string | null; brand: string }

async function readPair(
  manager: EntityManager,
  fromId: string,
  intoId: string,
  { lock }: { lock: boolean },
): Promise<[from: Merging, into: Merging]> {
  if (fromId === intoId) throw errors.part_merge_same()
  const rows = await sql<Merging>(
    manager,
    `SELECT part.*, brand.name AS brand FROM part JOIN brand ON brand.id = part.brand_id
      WHERE part.id = ANY(?) AND part.deleted_at IS NULL ORDER BY part.id
      ${lock ? "FOR UPDATE OF part" : ""}`,
    [[fromId, intoId]],
  )
  const find = (id: string) => {
    const row = rows.find((one) => one.id === id)
    if (!row) throw errors.part_not_found({ part: id })
    return row
  }
  return [find(fromId), find(intoId)]
}

function assertLive(...parts: Merging[]) {
  for (const { mpn, merged_into_id } of parts) {
    if (merged_into_id) throw errors.part_already_merged({ part: mpn, into: merged_into_id })
  }
}

/** What a merge would move, join and redirect, before anybody decides it. */
export type MergePreview = {
  differences: MergeDifference[]
  /** `doubled_vendors`: those who sell both, and will have two offers on one page. */
  offers: { moved: number; on_sale: number; vendors: number; doubled_vendors: number }
  /** `joined`: both parts go on that vehicle, which is kept once; `disagreeing`: with two statuses. */
  fitments: { moved: number; joined: number; disagreeing: number; disputed: number }
  cross_references: { moved: number; joined: number }
  open_cases: number
  /** Addresses that will answer 301 to `new_slug`. */
  old_slugs: string[]
  new_slug: string
}

/** Reads what `mergeParts` would do, with the same refusals. */
export async function previewMerge(
  manager: EntityManager,
  fromId: string,
  intoId: string,
): Promise<MergePreview> {
  const [from, into] = await readPair(manager, fromId, intoId, { lock: false })
  assertLive(from, into)
  const [counts] = await sql<Record<Counted, number> & { old_slugs: string[] }>(manager, PREVIEW, [
    from.id,
    into.id,
    from.slug,
  ])
  const { old_slugs, ...of } = counts!
  return {
    differences: mergeDifferences(from, into),
    offers: {
      moved: of.offers,
      on_sale: of.offers_on_sale,
      vendors: of.vendors,
      doubled_vendors: of.doubled_vendors,
    },
    fitments: {
      moved: of.fitments - of.fitments_joined,
      joined: of.fitments_joined,
      disagreeing: of.fitments_disagreeing,
      disputed: of.fitments_disputed,
    },
    cross_references: {
      moved: of.references_all - of.references_joined,
      joined: of.references_joined,
    },
    open_cases: of.open_cases,
    old_slugs,
    new_slug: into.slug,
  }
}

type Counted =
  | "offers"
  | "offers_on_sale"
  | "vendors"
  | "doubled_vendors"
  | "fitments"
  | "fitments_joined"
  | "fitments_disagreeing"
  | "fitments_disputed"
  | "references_all"
  | "references_joined"
  | "open_cases"

const PREVIEW = `
  WITH pair AS (SELECT ?::text AS gone, ?::text AS kept, ?::text AS slug)
  SELECT offers.*, fitments.*, refs.*,
         (SELECT count(*)::int FROM identity_case
           WHERE status = 'open' AND deleted_at IS NULL AND gone = ANY(candidate_part_ids)) AS open_cases,
         array_prepend(slug, ARRAY(SELECT address.slug FROM part_address address
           WHERE address.part_id = gone AND address.deleted_at IS NULL AND address.slug <> pair.slug
           ORDER BY address.slug)) AS old_slugs
    FROM pair
    CROSS JOIN LATERAL (
         SELECT count(*)::int AS offers,
                count(*) FILTER (WHERE product_status = 'published')::int AS offers_on_sale,
                count(DISTINCT vendor_id)::int AS vendors,
                count(DISTINCT vendor_id) FILTER (WHERE vendor_id IN (
                  SELECT vendor_id FROM offer WHERE part_id = kept AND deleted_at IS NULL))::int
                  AS doubled_vendors
           FROM offer WHERE part_id = gone AND deleted_at IS NULL) offers
    CROSS JOIN LATERAL (
         SELECT count(*)::int AS fitments, count(other.id)::int AS fitments_joined,
                count(*) FILTER (WHERE other.status <> mine.status)::int AS fitments_disagreeing,
                count(*) FILTER (WHERE mine.status = 'disputed')::int AS fitments_disputed
           FROM fitment mine LEFT JOIN fitment other
             ON other.part_id = kept AND other.variant_id = mine.variant_id
            AND other.position = mine.position AND other.deleted_at IS NULL
          WHERE mine.part_id = gone AND mine.deleted_at IS NULL) fitments
    CROSS JOIN LATERAL (
         SELECT count(*)::int AS references_all, count(other.id)::int AS references_joined
           FROM cross_reference mine LEFT JOIN cross_reference other
             ON other.part_id = kept AND other.kind = mine.kind AND other.maker = mine.maker
            AND other.number_key = mine.number_key AND other.deleted_at IS NULL
          WHERE mine.part_id = gone AND mine.deleted_at IS NULL) refs`

/**
 * Makes two parts one, keeping every link of both. The first keeps its row, which leads to the
 * second: its number stays known and its page answers with the new address.
 */
export async function mergeParts(
  manager: EntityManager,
  fromId: string,
  intoId: string,
): Promise<MergedParts> {
  const [from, into] = await readPair(manager, fromId, intoId, { lock: true })
  if (from.merged_into_id === into.id) {
    return { part_id: into.id, offer_ids: await offersOf(manager, into.id) }
  }
  assertLive(from, into)
  const both = [from.id, into.id]
  await moveCrossReferences(manager, from, into)
  await moveFitments(manager, from.id, into.id)
  await sql(
    manager,
    `UPDATE offer SET part_id = ?, updated_at = now() WHERE part_id = ?`,
    both.toReversed(),
  )
  await sql(manager, `UPDATE part_address SET part_id = ? WHERE part_id = ?`, both.toReversed())
  await sql(
    manager,
    `INSERT INTO part_address (id, slug, part_id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING`,
    [stableId("paddr", from.slug), from.slug, into.id],
  )
  await sql(
    manager,
    `UPDATE identity_case SET part_id = CASE WHEN part_id = ? THEN ? ELSE part_id END,
            candidate_part_ids = array_remove(candidate_part_ids, ?) || CASE
              WHEN ? = ANY(candidate_part_ids) AND NOT ? = ANY(candidate_part_ids)
              THEN ARRAY[?]::text[] ELSE '{}' END
      WHERE part_id = ? OR ? = ANY(candidate_part_ids)`,
    [from.id, into.id, from.id, from.id, into.id, into.id, from.id, from.id],
  )
  // Les pièces déjà fusionnées dans la première mènent droit à la seconde.
  await sql(
    manager,
    `UPDATE part SET merged_into_id = ?, updated_at = now() WHERE id = ? OR merged_into_id = ?`,
    [into.id, from.id, from.id],
  )
  await sql(manager, `UPDATE part SET ean = coalesce(ean, ?), updated_at = now() WHERE id = ?`, [
    from.ean,
    into.id,
  ])
  return { part_id: into.id, offer_ids: await offersOf(manager, into.id) }
}

type Named = Pick<PartRow, "id" | "mpn" | "mpn_key"> & { brand: string }

async function moveCrossReferences(manager: EntityManager, from: Named, into: Named) {
  // De deux fois le même numéro, celui dont on est le plus sûr.
  await sql(
    manager,
    `UPDATE cross_reference kept SET confidence = greatest(kept.confidence, dropped.confidence)
       FROM cross_reference dropped
      WHERE kept.part_id = ? AND dropped.part_id = ? AND kept.deleted_at IS NULL
        AND dropped.deleted_at IS NULL AND kept.kind = dropped.kind AND kept.maker = dropped.maker
        AND kept.number_key = dropped.number_key`,
    [into.id, from.id],
  )
  await sql(
    manager,
    `DELETE FROM cross_reference dropped USING cross_reference kept
      WHERE kept.part_id = ? AND dropped.part_id = ? AND kept.deleted_at IS NULL
        AND dropped.deleted_at IS NULL AND kept.kind = dropped.kind AND kept.maker = dropped.maker
        AND kept.number_key = dropped.number_key`,
    [into.id, from.id],
  )
  await sql(
    manager,
    `UPDATE cross_reference SET part_id = ?, updated_at = now() WHERE part_id = ?`,
    [into.id, from.id],
  )
  // Aucune pièce ne se remplace elle-même, par l'un ou l'autre de ses deux numéros.
  await sql(
    manager,
    `DELETE FROM cross_reference
      WHERE part_id = ? AND kind <> 'oe'
        AND (maker = ? AND number_key = ? OR maker = ? AND number_key = ?)`,
    [into.id, into.brand, into.mpn_key, from.brand, from.mpn_key],
  )
  await sql(
    manager,
    `INSERT INTO cross_reference (id, part_id, kind, maker, number, number_key, source, confidence)
     VALUES (?, ?, 'interchange', ?, ?, ?, '${MERGE_SOURCE}', 100) ON CONFLICT DO NOTHING`,
    [generateEntityId(undefined, "xref"), into.id, from.brand, from.mpn, from.mpn_key],
  )
}

/** Marks the number that a merged part left to the one that took it over. */
export const MERGE_SOURCE = "merge"

const STRENGTH = `CASE STATUS WHEN 'verified' THEN 3 WHEN 'declared' THEN 2 ELSE 1 END`
const strengthOf = (table: string) => STRENGTH.replace("STATUS", `${table}.status`)

async function moveFitments(manager: EntityManager, fromId: string, intoId: string) {
  // Les deux pièces montent au même endroit : la déclaration la mieux établie l'emporte.
  await sql(
    manager,
    `UPDATE fitment kept SET status = dropped.status, quantity = dropped.quantity,
            source = dropped.source, note = coalesce(dropped.note, kept.note),
            exclusions = coalesce(dropped.exclusions, kept.exclusions), updated_at = now()
       FROM fitment dropped
      WHERE kept.part_id = ? AND dropped.part_id = ? AND kept.deleted_at IS NULL
        AND dropped.deleted_at IS NULL AND kept.variant_id = dropped.variant_id
        AND kept.position = dropped.position
        AND ${strengthOf("dropped")} > ${strengthOf("kept")}`,
    [intoId, fromId],
  )
  // Un retour déjà compté sur l'une ne compte pas une seconde fois sur l'autre.
  await sql(
    manager,
    `UPDATE fitment kept SET updated_at = now(), dispute_references = ARRAY(
            SELECT unnest(kept.dispute_references) UNION SELECT unnest(dropped.dispute_references)
             ORDER BY 1)
       FROM fitment dropped
      WHERE kept.part_id = ? AND dropped.part_id = ? AND kept.deleted_at IS NULL
        AND dropped.deleted_at IS NULL AND kept.variant_id = dropped.variant_id
        AND kept.position = dropped.position AND dropped.dispute_references IS NOT NULL`,
    [intoId, fromId],
  )
  await sql(
    manager,
    `DELETE FROM fitment dropped USING fitment kept
      WHERE kept.part_id = ? AND dropped.part_id = ? AND kept.deleted_at IS NULL
        AND dropped.deleted_at IS NULL AND kept.variant_id = dropped.variant_id
        AND kept.position = dropped.position`,
    [intoId, fromId],
  )
  await sql(manager, `UPDATE fitment SET part_id = ?, updated_at = now() WHERE part_id = ?`, [
    intoId,
    fromId,
  ])
}

/** The offers of a part. */
export async function offersOf(manager: EntityManager, partId: string): Promise<string[]> {
  const rows = await sql<{ id: string }>(
    manager,
    `SELECT id FROM offer WHERE part_id = ? AND deleted_at IS NULL ORDER BY id`,
    [partId],
  )
  return rows.map(({ id }) => id)
}
