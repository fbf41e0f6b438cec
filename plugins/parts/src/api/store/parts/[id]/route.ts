import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { tell } from "@souk/kit/errors"
import { localeOf, type Locale } from "@souk/kit/locale"
import { taxParts } from "@souk/kit/tax"
import { errors } from "../../../../domain/errors"
import { fitConfidence, judgeFit } from "../../../../domain/fit"
import { nameIn } from "../../../../domain/localized"
import { rankOffers, type RankingWeights } from "../../../../domain/rank-offers"
import { shownStruckPrice } from "../../../../domain/struck-price"
import { stockState } from "../../../../domain/stock-state"
import { vehicleFullName } from "../../../../domain/vehicle-label"
import { PARTS_MODULE } from "../../../../modules/parts"
import type {
  PartPage,
  PartPageCriterion,
  PartPageReplacement,
} from "../../../../modules/parts/part-page"
import type PartsModuleService from "../../../../modules/parts/service"
import { categoryTree, type CategoryNode } from "../../../category-tree"
import type { PartListItem, PartView } from "../../../schemas"
import { compatibleVehicleView } from "../../../vehicle-view"

const ADDRESS = /^[A-Za-z0-9_-]{1,300}$/

export async function GET(req: MedusaRequest, res: MedusaResponse) {
  const address = req.params.id!
  if (!ADDRESS.test(address)) throw errors.part_not_found({ part: address.slice(0, 64) })
  // Validated by the route's own query schema.
  const { vehicle } = req.validatedQuery as { vehicle?: string }
  const locale = localeOf(req.headers)
  const parts: PartsModuleService = req.scope.resolve(PARTS_MODULE)

  const [page, categories] = await Promise.all([
    parts.retrievePartPage(address, vehicle ?? null),
    categoryTree(req.scope),
  ])
  if (!page) throw errors.part_not_found({ part: address })
  if (page.state === "moved") {
    const { message } = tell(errors.part_moved(), locale)!
    const query = vehicle === undefined ? "" : `?vehicle=${vehicle}`
    res
      .status(301)
      .location(`/store/parts/${page.part.slug}${query}`)
      .json({ type: "moved", message, part: page.part })
    return
  }
  if (page.state === "gone") {
    const { type, code, message } = tell(errors.part_gone(), locale)!
    const alternatives = page.alternatives.map(
      ({ name_fr, name_ar, name_en, ...part }): PartListItem => ({
        ...part,
        name: nameIn(locale, { name_fr, name_ar, name_en }),
        fits: null,
      }),
    )
    res.status(410).json({ type, code, message, alternatives })
    return
  }
  const path = categories.pathTo(page.part.category_id, locale)
  res.json({ part: partView(page, path, vehicle, locale, parts.rankingWeights, new Date()) })
}

function partView(
  page: PartPage,
  path: CategoryNode[],
  vehicleId: string | undefined,
  locale: Locale,
  weights: RankingWeights,
  now: Date,
): PartView {
  const { part } = page
  const replacements = (role: PartPageReplacement["role"]) =>
    part.replacements.filter((one) => one.role === role).map((one) => replacementView(one, locale))
  const fit = vehicleId
    ? judgeFit({
        vehicle_known: part.vehicle !== null,
        has_fitments: part.has_fitments,
        fitments: part.vehicle_fitments,
      })
    : null
  const offers = page.offers.map((offer) => ({
    ...offer,
    fit_confidence: fitConfidence(
      fit,
      vehicleId !== undefined && offer.donor_vehicle?.variant_id === vehicleId,
    ),
  }))
  return {
    id: part.id,
    slug: part.slug,
    name: nameIn(locale, part),
    brand: part.brand,
    mpn: part.mpn,
    ean: part.ean,
    category: { ...(path.at(-1) ?? { id: part.category_id, name: "" }), path },
    drawing: part.drawing,
    thumbnail: page.offers.find((offer) => offer.thumbnail)?.thumbnail ?? null,
    position: part.position,
    // Sa pièce peut être taxée autrement par une règle, et un vendeur exonéré ne dit rien d'elle.
    vat_percent:
      page.offers.reduce((most, offer) => Math.max(most, offer.vat_percent), 0) || part.vat_percent,
    criteria: part.criteria.map((criterion) => criterionView(criterion, locale)),
    cross_references: part.cross_references.map(({ kind, maker, number, part_slug }) => ({
      kind,
      brand: maker,
      number,
      part_slug,
    })),
    successor: replacements("successor")[0] ?? null,
    predecessors: replacements("predecessor"),
    fitments: page.fitments.map(compatibleVehicleView),
    fits: fit?.verdict ?? null,
    fit: fit && {
      ...fit,
      vehicle: part.vehicle && {
        id: part.vehicle.id,
        full_name: vehicleFullName(part.vehicle.make, part.vehicle.model, part.vehicle),
      },
    },
    offers: rankOffers(offers, weights).map(({ offer, rank, reasons, ...ranked }) => ({
      id: offer.id,
      variant_id: offer.variant_id,
      vendor: {
        handle: offer.vendor_handle,
        name: offer.vendor_name,
        governorate_code: offer.vendor_governorate_code,
        logo_url: offer.vendor_logo_url,
        return_days: offer.vendor_return_days,
      },
      price_millimes: offer.price_millimes,
      struck_price_millimes: shownStruckPrice(offer, now),
      price_excl_tax_millimes: taxParts(offer.price_millimes, offer).ht_millimes,
      condition: offer.condition,
      warranty_months: offer.warranty_months,
      core_deposit_millimes: offer.core_deposit_millimes,
      position: offer.position,
      images: offer.images ?? (offer.thumbnail ? [offer.thumbnail] : []),
      donor_vehicle: offer.donor_vehicle,
      delay_days: offer.delay_days,
      stock_state: stockState(offer.stock_available),
      rank,
      reasons,
      ranking: {
        score: ranked.score,
        inputs: {
          price_millimes: offer.price_millimes,
          price_ratio: ranked.price_ratio,
          stock_available_state: stockState(offer.stock_available),
          delay_days: offer.delay_days,
          warranty_months: offer.warranty_months,
          // Personne n'a encore noté de vendeur : une note absente ne pèse rien.
          vendor_rating: null,
          cancellation_rate:
            offer.vendor_cancellation_percent === null
              ? null
              : offer.vendor_cancellation_percent / 100,
          fit_confidence: offer.fit_confidence,
        },
        contributions: ranked.contributions,
      },
    })),
  }
}

function replacementView(part: Omit<PartPageReplacement, "role">, locale: Locale) {
  const { id, slug, brand, mpn } = part
  return { id, slug, brand, mpn, name: nameIn(locale, part) }
}

function criterionView(criterion: PartPageCriterion, locale: Locale) {
  const { key, value, name_fr, name_ar, name_en, unit, value_name } = criterion
  return {
    key,
    name: { fr: name_fr, ar: name_ar, en: name_en }[locale] ?? key,
    value: value_name?.[locale] ?? value,
    unit,
  }
}
