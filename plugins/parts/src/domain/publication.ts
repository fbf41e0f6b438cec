import type { OfferCondition } from "../modules/parts/models/offer"
import type { Word } from "@souk/kit/errors"

/** How an offer's identity stands: `none` when the vendor named no brand and reference. */
export const IDENTITY_STATES = ["none", "linked", "open", "rejected"] as const
export type IdentityState = (typeof IDENTITY_STATES)[number]

/** What an offer must have before buyers may see it. */
export type PublishableOffer = {
  condition: OfferCondition
  has_photo: boolean
  has_price: boolean
  has_category: boolean
  donor_vehicle: { label: string; year: number | null } | null
  identity: IdentityState
}

export const PUBLICATION_BLOCKERS = [
  "price",
  "category",
  "photo",
  "donor_vehicle",
  "donor_year",
  "identity_rejected",
] as const
export type PublicationBlocker = (typeof PUBLICATION_BLOCKERS)[number]

/** What each missing thing is called. */
export const BLOCKER_NAMES: Record<PublicationBlocker, Word> = {
  price: { fr: "un prix", ar: "سعر", en: "a price" },
  category: { fr: "une catégorie", ar: "فئة", en: "a category" },
  photo: { fr: "au moins une photo", ar: "صورة واحدة على الأقل", en: "at least one photo" },
  donor_vehicle: {
    fr: "le véhicule donneur",
    ar: "المركبة المأخوذة منها",
    en: "the donor vehicle",
  },
  donor_year: {
    fr: "l'année du véhicule donneur",
    ar: "سنة صنع المركبة المأخوذة منها",
    en: "the donor vehicle's year",
  },
  identity_rejected: {
    fr: "une marque et une référence acceptées (les vôtres ont été refusées)",
    ar: "علامة ومرجع مقبولان (رُفض ما أدخلته)",
    en: "an accepted brand and reference (yours were rejected)",
  },
}

/**
 * What keeps an offer from being published. L'acheteur d'une pièce d'occasion juge sur photo, et doit
 * savoir de quelle voiture elle vient.
 */
export function publicationBlockers(offer: PublishableOffer): PublicationBlocker[] {
  const blockers: PublicationBlocker[] = []
  if (!offer.has_price) blockers.push("price")
  if (!offer.has_category) blockers.push("category")
  if (offer.condition === "used") {
    if (!offer.has_photo) blockers.push("photo")
    if (!offer.donor_vehicle?.label) blockers.push("donor_vehicle")
    else if (offer.donor_vehicle.year === null) blockers.push("donor_year")
  }
  if (offer.identity === "rejected" && offer.condition !== "used") {
    blockers.push("identity_rejected")
  }
  return blockers
}

/**
 * The Medusa status of an offer that its vendor wants published. Une pièce neuve dont l'identité est
 * encore à l'étude attend (`proposed`) ; une pièce d'occasion n'a pas besoin d'identité.
 */
export function publishedStatus(
  offer: Pick<PublishableOffer, "condition" | "identity">,
): "published" | "proposed" {
  return offer.identity === "open" && offer.condition !== "used" ? "proposed" : "published"
}

/**
 * The status that an offer's identity now calls for; the one it has when nothing follows.
 * @param offer.may_sell whether the offer's vendor may sell now.
 */
export function statusFollowing(
  offer: Pick<PublishableOffer, "condition" | "identity"> & { status: string; may_sell: boolean },
): string {
  const { status, identity } = offer
  if (status === "published") return publishedStatus(offer)
  if (status !== "proposed") return status
  if (identity === "rejected") return "rejected"
  if (publishedStatus(offer) === "proposed") return status
  return offer.may_sell ? "published" : "draft"
}
