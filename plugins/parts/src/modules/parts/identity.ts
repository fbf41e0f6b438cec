import type { EntityManager } from "@medusajs/framework/mikro-orm/knex"
import { generateEntityId } from "@medusajs/framework/utils"
import { errors } from "../../domain/errors"
import {
  barcodeForms,
  identityKeys,
  matchIdentity,
  type IdentityKeys,
  type KnownBrand,
  type KnownPart,
  type StatedIdentity,
} from "../../domain/identity"
import { PLAIN_DRAWING } from "../../domain/lone-offer"
import { normalizeReference, partSlug, slugify } from "../../domain/reference"
import { stableId } from "../../domain/stable-id"
import { USUAL_VAT_PERCENT } from "@souk/kit/tax"
import { MERGE_SOURCE, offersOf, type MergedParts } from "./merge-parts"
import type { IdentityCaseRow, PartRow } from "./rows"
import { sql } from "./sql"

const MOST_CANDIDATES = 20

/** A part a stated identity was found to be; or why an operator must say, and which it may be. */
export type IdentityVerdict =
  | { part_id: string }
  | { reason: IdentityCaseRow["reason"]; keys: IdentityKeys; candidate_part_ids: string[] }

/** Decides what a vendor's words name, against the whole catalogue, in two statements. */
export async function judgeIdentity(
  manager: EntityManager,
  stated: StatedIdentity,
): Promise<IdentityVerdict> {
  const keys = identityKeys(stated)
  const [brands, parts] = await Promise.all([
    sql<KnownBrand>(
      manager,
      `SELECT brand.id, brand.name_key, ARRAY(SELECT name_key FROM brand_alias
                WHERE brand_id = brand.id AND deleted_at IS NULL) AS alias_keys
         FROM brand
        WHERE brand.deleted_at IS NULL AND (brand.name_key = ? OR brand.id IN (
              SELECT brand_id FROM brand_alias WHERE name_key = ? AND deleted_at IS NULL))`,
      [keys.brand_key, keys.brand_key],
    ),
    // Ce qui nomme une pièce fusionnée nomme celle qui l'a reprise.
    sql<KnownPart & { merged_into_id: string | null }>(
      manager,
      `SELECT id, brand_id, mpn_key, ean, merged_into_id FROM part
        WHERE deleted_at IS NULL AND (mpn_key = ? OR ean = ANY(?) OR id IN (
              SELECT part_id FROM cross_reference WHERE number_key = ? AND deleted_at IS NULL))
        ORDER BY mpn_key = ? DESC, id LIMIT ${MOST_CANDIDATES}`,
      [keys.mpn_key, keys.ean === null ? [] : barcodeForms(keys.ean), keys.mpn_key, keys.mpn_key],
    ),
  ])
  const liveId = new Map(parts.map((part) => [part.id, part.merged_into_id ?? part.id]))
  const match = matchIdentity(keys, { brands, parts })
  if ("linked" in match) return { part_id: liveId.get(match.linked.id)! }
  const candidates = match.candidates.map((part) => liveId.get(part.id)!)
  return { reason: match.case, keys, candidate_part_ids: [...new Set(candidates)] }
}

/** A case ready to be written: what the vendor said, and why it does not decide. */
export function caseOf(
  offer: { id: string; vendor_id: string; title: string; category_id: string | null },
  stated: StatedIdentity,
  verdict: Extract<IdentityVerdict, { reason: string }>,
): IdentityCaseRow {
  return {
    id: generateEntityId(undefined, "idc"),
    offer_id: offer.id,
    vendor_id: offer.vendor_id,
    reason: verdict.reason,
    status: "open",
    brand: stated.brand,
    brand_key: verdict.keys.brand_key,
    mpn: stated.mpn,
    mpn_key: verdict.keys.mpn_key,
    ean: verdict.keys.ean,
    title: offer.title,
    category_id: offer.category_id,
    candidate_part_ids: verdict.candidate_part_ids,
  }
}

/** Links an offer to the part its vendor now names, or puts the question in the queue instead. */
export async function restateIdentity(
  manager: EntityManager,
  offer: { id: string; vendor_id: string; title: string; category_id: string | null },
  stated: StatedIdentity | null,
): Promise<{ part_id: string | null }> {
  await sql(manager, `SELECT 1 FROM offer WHERE id = ? FOR UPDATE`, [offer.id])
  const verdict = stated && (await judgeIdentity(manager, stated))
  const partId = verdict && "part_id" in verdict ? verdict.part_id : null
  // Une question à la fois par offre : la nouvelle remplace celle qui attendait.
  await sql(manager, `DELETE FROM identity_case WHERE offer_id = ? AND status = 'open'`, [offer.id])
  if (stated && verdict && "reason" in verdict) {
    await insertRow(manager, "identity_case", caseOf(offer, stated, verdict))
  }
  await linkOffers(manager, [offer.id], partId)
  return { part_id: partId }
}

type Case = {
  id: string
  offer_id: string
  status: "open" | "accepted" | "merged" | "rejected"
  brand: string
  brand_key: string
  mpn: string
  mpn_key: string
  ean: string | null
  title: string
  category_id: string | null
  part_id: string | null
}

/** The identity of a part as the operator gives it, and what its page says of it. */
export type PartIdentity = {
  brand: string
  mpn: string
  ean?: string | null
  category_id?: string | null
  name_fr?: string
  name_ar?: string
  name_en?: string
  position?: string | null
  vat_percent?: number
}

export type CaseDecision = { id: string; decided_by: string; note?: string | null } & (
  | ({ decision: "accept"; add_alias?: boolean } & Partial<PartIdentity>)
  | { decision: "merge"; part_id: string; add_alias?: boolean }
  | { decision: "reject" }
)

/** What a decision touched: offers to show anew, and those whose question is now answered. */
export type Decided = { part_id: string | null; offer_ids: string[] }

const STATUS_OF = { accept: "accepted", merge: "merged", reject: "rejected" } as const
const STATUS_NAMES = {
  open: { fr: "ouvert", ar: "مفتوح", en: "open" },
  accepted: { fr: "accepté", ar: "مقبول", en: "accepted" },
  merged: { fr: "rattaché", ar: "مربوط", en: "linked" },
  rejected: { fr: "refusé", ar: "مرفوض", en: "rejected" },
}

/**
 * Settles an identity once. Asked again with the same decision it answers the same; with another it
 * is refused. The other open cases that say the same are settled with it.
 */
export async function decideCase(manager: EntityManager, decision: CaseDecision): Promise<Decided> {
  const [found] = await sql<Case>(
    manager,
    `SELECT * FROM identity_case WHERE id = ? AND deleted_at IS NULL FOR UPDATE`,
    [decision.id],
  )
  if (!found) throw errors.identity_case_not_found({ id: decision.id })
  const status = STATUS_OF[decision.decision]
  if (found.status !== "open") {
    if (found.status !== status) {
      throw errors.identity_case_decided({ status: STATUS_NAMES[found.status] })
    }
    return { part_id: found.part_id, offer_ids: await offersOfPartOr(manager, found) }
  }
  if (decision.decision === "reject") {
    if (!decision.note) throw errors.decision_note_missing()
    await settle(manager, [found.id], "rejected", null, decision)
    return { part_id: null, offer_ids: [found.offer_id] }
  }

  const partId =
    decision.decision === "merge"
      ? (await livePart(manager, decision.part_id)).id
      : await acceptPart(manager, found, decision)
  if (decision.add_alias) await nameBrandOf(manager, partId, found.brand)

  const alike = await sql<Case>(
    manager,
    `SELECT * FROM identity_case
      WHERE status = 'open' AND deleted_at IS NULL AND id <> ? AND brand_key = ? AND mpn_key = ?
        AND ean IS NOT DISTINCT FROM ? ORDER BY id FOR UPDATE`,
    [found.id, found.brand_key, found.mpn_key, found.ean],
  )
  await settle(manager, [found.id], status, partId, decision)
  await settle(
    manager,
    alike.map(({ id }) => id),
    "merged",
    partId,
    decision,
  )
  await linkOffers(manager, [found.offer_id, ...alike.map((one) => one.offer_id)], partId)
  return { part_id: partId, offer_ids: await offersOf(manager, partId) }
}

async function acceptPart(
  manager: EntityManager,
  found: Case,
  given: Partial<PartIdentity>,
): Promise<string> {
  const { id } = await ensurePart(manager, {
    brand: given.brand ?? found.brand,
    mpn: given.mpn ?? found.mpn,
    ean: given.ean === undefined ? found.ean : given.ean,
    category_id: given.category_id ?? found.category_id,
    name_fr: given.name_fr ?? found.title,
    name_ar: given.name_ar ?? given.name_fr ?? found.title,
    name_en: given.name_en ?? given.name_fr ?? found.title,
    position: given.position ?? null,
    vat_percent: given.vat_percent,
  })
  return id
}

async function settle(
  manager: EntityManager,
  caseIds: string[],
  status: Case["status"],
  partId: string | null,
  { decided_by, note }: Pick<CaseDecision, "decided_by" | "note">,
): Promise<void> {
  await sql(
    manager,
    `UPDATE identity_case SET status = ?, part_id = ?, decided_by = ?, note = ?, decided_at = now(),
            updated_at = now() WHERE id = ANY(?)`,
    [status, partId, decided_by, note ?? null, caseIds],
  )
}

export type SplitInput = PartIdentity & { part_id: string; offer_ids: string[] }

/**
 * Moves offers of a part to another identity: a new part, one that exists, or one that was merged by
 * mistake and stands on its own again.
 */
export async function splitPart(
  manager: EntityManager,
  input: SplitInput,
): Promise<MergedParts & { created: boolean }> {
  const source = await livePart(manager, input.part_id)
  const brand = await ensureBrand(manager, input.brand)
  if (brand.id === source.brand_id && normalizeReference(input.mpn) === source.mpn_key) {
    throw errors.split_same_identity({ brand: brand.name, mpn: source.mpn })
  }
  const part = await ensurePart(
    manager,
    {
      ...input,
      category_id: input.category_id ?? source.category_id,
      name_fr: input.name_fr ?? source.name_fr,
      name_ar: input.name_ar ?? input.name_fr ?? source.name_ar,
      name_en: input.name_en ?? input.name_fr ?? source.name_en,
      position: input.position === undefined ? source.position : input.position,
      vat_percent: input.vat_percent ?? source.vat_percent,
    },
    source.id,
  )
  const offers = await sql<{ id: string; part_id: string | null }>(
    manager,
    `SELECT id, part_id FROM offer WHERE id = ANY(?) AND deleted_at IS NULL ORDER BY id FOR UPDATE`,
    [input.offer_ids],
  )
  const ours = new Set(
    offers
      .filter((offer) => [source.id, part.id].includes(offer.part_id ?? ""))
      .map(({ id }) => id),
  )
  const strangers = input.offer_ids.filter((id) => !ours.has(id))
  if (strangers.length > 0) throw errors.offers_not_of_part({ offers: strangers.join(", ") })
  await linkOffers(manager, [...ours], part.id)
  await sql(manager, `UPDATE part SET updated_at = now() WHERE id = ANY(?)`, [[source.id, part.id]])
  const touched = [...(await offersOf(manager, source.id)), ...(await offersOf(manager, part.id))]
  return { part_id: part.id, created: part.created, offer_ids: touched }
}

/** Another name of a brand. The same one twice is one. */
export async function addBrandAlias(
  manager: EntityManager,
  brandId: string,
  name: string,
): Promise<{ id: string; created: boolean }> {
  const key = keyOfName(name)
  const [brand] = await sql<{ id: string; name: string }>(
    manager,
    `SELECT id, name FROM brand WHERE id = ? AND deleted_at IS NULL FOR UPDATE`,
    [brandId],
  )
  if (!brand) throw errors.brand_not_found({ id: brandId })
  const id = stableId("balias", key)
  const [owner] = await sql<{ id: string; name: string; alias_id: string | null }>(
    manager,
    `SELECT id, name, NULL AS alias_id FROM brand WHERE name_key = ? AND deleted_at IS NULL
     UNION ALL
     SELECT brand.id, brand.name, alias.id FROM brand_alias alias JOIN brand ON brand.id = alias.brand_id
      WHERE alias.name_key = ? AND alias.deleted_at IS NULL`,
    [key, key],
  )
  if (owner && (owner.id !== brandId || owner.alias_id === null)) {
    throw errors.brand_alias_taken({ name, brand: owner.name })
  }
  if (owner?.alias_id) return { id: owner.alias_id, created: false }
  await sql(manager, `INSERT INTO brand_alias (id, brand_id, name, name_key) VALUES (?, ?, ?, ?)`, [
    id,
    brandId,
    name,
    key,
  ])
  await touchPartsOf(manager, brandId)
  return { id, created: true }
}

export async function removeBrandAlias(
  manager: EntityManager,
  brandId: string,
  aliasId: string,
): Promise<void> {
  const removed = await sql(
    manager,
    `DELETE FROM brand_alias WHERE id = ? AND brand_id = ? RETURNING 1`,
    [aliasId, brandId],
  )
  if (removed.length === 0) throw errors.brand_alias_not_found()
  await touchPartsOf(manager, brandId)
}

/** Lists say a part's maker by all its names: they must be written anew. */
async function touchPartsOf(manager: EntityManager, brandId: string): Promise<void> {
  await sql(manager, `UPDATE part SET updated_at = now() WHERE brand_id = ?`, [brandId])
}

/** The vendor's spelling becomes another name of the part's brand, unless it names a brand already. */
async function nameBrandOf(manager: EntityManager, partId: string, name: string): Promise<void> {
  const key = keyOfName(name)
  await sql(
    manager,
    `INSERT INTO brand_alias (id, brand_id, name, name_key)
     SELECT ?, brand_id, ?, ? FROM part
      WHERE id = ? AND NOT EXISTS (SELECT 1 FROM brand WHERE name_key = ? AND deleted_at IS NULL)
     ON CONFLICT DO NOTHING`,
    [stableId("balias", key), name, key, partId, key],
  )
}

function keyOfName(name: string): string {
  const key = normalizeReference(name)
  if (!/[\p{L}\p{N}]/u.test(key)) throw errors.brand_name_empty({ name })
  return key
}

type BrandFound = { id: string; name: string; name_key: string }

/** The brand of that name or alias, made when there is none. */
async function ensureBrand(manager: EntityManager, name: string): Promise<BrandFound> {
  const key = keyOfName(name)
  const find = async () =>
    (
      await sql<BrandFound>(
        manager,
        `SELECT id, name, name_key FROM brand WHERE deleted_at IS NULL AND (name_key = ? OR id IN (
                SELECT brand_id FROM brand_alias WHERE name_key = ? AND deleted_at IS NULL))
          ORDER BY name_key = ? DESC LIMIT 1`,
        [key, key, key],
      )
    )[0]
  const known = await find()
  if (known) return known
  const id = stableId("brand", key)
  const slug = await freeSlug(manager, "brand", slugify(name) || slugify(id))
  await sql(
    manager,
    `INSERT INTO brand (id, name, name_key, slug) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING`,
    [id, name.trim(), key, slug],
  )
  return (await find())!
}

/**
 * The part of that identity: the one there is, or a new one.
 * @param revivedFrom the part whose merge with it is being undone.
 */
async function ensurePart(
  manager: EntityManager,
  given: PartIdentity & { name_fr: string; name_ar: string; name_en: string },
  revivedFrom: string | null = null,
): Promise<{ id: string; created: boolean }> {
  const brand = await ensureBrand(manager, given.brand)
  const keys = identityKeys({ brand: given.brand, mpn: given.mpn, ean: given.ean ?? null })
  if (keys.mpn_key === "") throw errors.brand_name_empty({ name: given.mpn })
  const find = async () =>
    (
      await sql<{ id: string; merged_into_id: string | null; slug: string }>(
        manager,
        `SELECT id, merged_into_id, slug FROM part
          WHERE brand_id = ? AND mpn_key = ? AND deleted_at IS NULL FOR UPDATE`,
        [brand.id, keys.mpn_key],
      )
    )[0]
  const known = await find()
  if (known?.merged_into_id && known.merged_into_id === revivedFrom) {
    await sql(manager, `UPDATE part SET merged_into_id = NULL, updated_at = now() WHERE id = ?`, [
      known.id,
    ])
    await sql(manager, `DELETE FROM part_address WHERE slug = ?`, [known.slug])
    await sql(
      manager,
      `DELETE FROM cross_reference WHERE part_id = ? AND number_key = ? AND source = '${MERGE_SOURCE}'`,
      [revivedFrom, keys.mpn_key],
    )
    return { id: known.id, created: true }
  }
  if (known) return { id: known.merged_into_id ?? known.id, created: false }
  if (!given.category_id) throw errors.decision_category_missing()

  const [sister] = await sql<{ drawing: string; vat_percent: number }>(
    manager,
    `SELECT drawing, vat_percent FROM part WHERE category_id = ? AND deleted_at IS NULL LIMIT 1`,
    [given.category_id],
  )
  const words = { name_fr: given.name_fr, brand: brand.name, mpn: given.mpn }
  const id = generateEntityId(undefined, "part")
  const row: PartRow = {
    id,
    slug: await freeSlug(manager, "part", partSlug(words) || slugify(id)),
    brand_id: brand.id,
    mpn: given.mpn.trim(),
    mpn_key: keys.mpn_key,
    ean: keys.ean,
    category_id: given.category_id,
    drawing: sister?.drawing ?? PLAIN_DRAWING,
    name_fr: given.name_fr,
    name_ar: given.name_ar,
    name_en: given.name_en,
    position: given.position ?? null,
    vat_percent: given.vat_percent ?? sister?.vat_percent ?? USUAL_VAT_PERCENT,
    criteria: [],
  }
  await insertRow(manager, "part", row)
  // Deux décisions en même temps : la première l'a écrite.
  const written = (await find())!
  return { id: written.id, created: written.id === id }
}

/** An address nobody has, nor ever had. */
async function freeSlug(manager: EntityManager, table: "part" | "brand", wanted: string) {
  const taken = new Set(
    (
      await sql<{ slug: string }>(
        manager,
        table === "brand"
          ? `SELECT slug FROM brand WHERE slug LIKE ?`
          : `SELECT slug FROM part WHERE slug LIKE ? AND deleted_at IS NULL
             UNION SELECT slug FROM part_address WHERE slug LIKE ? AND deleted_at IS NULL`,
        Array.from({ length: table === "brand" ? 1 : 2 }, () => `${wanted}%`),
      )
    ).map(({ slug }) => slug),
  )
  if (!taken.has(wanted)) return wanted
  let place = 2
  while (taken.has(`${wanted}-${place}`)) place++
  return `${wanted}-${place}`
}

/** A part that still stands: the one named, or the one it was merged into. */
async function livePart(manager: EntityManager, id: string): Promise<PartRow> {
  const [part] = await sql<PartRow>(
    manager,
    `SELECT * FROM part WHERE deleted_at IS NULL
        AND id = (SELECT coalesce(merged_into_id, id) FROM part WHERE id = ?) FOR UPDATE`,
    [id],
  )
  if (!part) throw errors.part_not_found({ part: id })
  return part
}

async function linkOffers(manager: EntityManager, offerIds: string[], partId: string | null) {
  await sql(
    manager,
    `UPDATE offer SET part_id = ?, updated_at = now()
      WHERE id = ANY(?) AND part_id IS DISTINCT FROM ?`,
    [partId, offerIds, partId],
  )
}

async function offersOfPartOr(manager: EntityManager, { part_id, offer_id }: Case) {
  return part_id === null ? [offer_id] : await offersOf(manager, part_id)
}

async function insertRow(manager: EntityManager, table: "part" | "identity_case", row: object) {
  const columns = Object.keys(row)
    .map((column) => `"${column}"`)
    .join(", ")
  await sql(
    manager,
    `INSERT INTO "${table}" (${columns})
     SELECT ${columns} FROM json_populate_record(NULL::"${table}", ?::json) ON CONFLICT DO NOTHING`,
    [JSON.stringify(row)],
  )
}
