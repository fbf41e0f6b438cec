import type { Word } from "@souk/kit/errors"
import type { Fit, FitmentStatus, FitVerdict } from "./fit"

/**
 * What the shop said of a part when it entered the cart: the vehicle it was chosen for, whether it
 * fits, and what the offer was. Who pays for a return is decided on it, so it is never edited.
 */
export type LineClaim = {
  /** Null when the buyer named no vehicle. */
  vehicle_variant_id: string | null
  vehicle_label: string | null
  /** Null without a vehicle. */
  verdict: Fit | null
  /** The strongest recorded claim behind the verdict, as it was shown. */
  fitment_id: string | null
  fitment_status: FitmentStatus | null
  fitment_position: string | null
  fitment_note: string | null
  fitment_exclusions: string | null
  part_id: string | null
  part_label: string | null
  offer_id: string | null
  condition: string | null
  warranty_months: number | null
  /** ISO 8601. */
  claimed_at: string
}

/** What is known now of what a line sells and of its vehicle. */
export type ClaimFacts = {
  offer: {
    id: string
    condition: string
    warranty_months: number
    part_id: string | null
    label: Word
  } | null
  vehicle: { id: string; label: string } | null
  /** Null without a vehicle. */
  fit: FitVerdict | null
}

export function claimOf({ offer, vehicle, fit }: ClaimFacts, now: Date): LineClaim {
  const strongest = fit?.fitments[0]
  return {
    vehicle_variant_id: vehicle?.id ?? null,
    vehicle_label: vehicle?.label ?? null,
    verdict: fit?.verdict ?? null,
    fitment_id: strongest?.id ?? null,
    fitment_status: strongest?.status ?? null,
    fitment_position: strongest?.position ?? null,
    fitment_note: strongest?.note ?? null,
    fitment_exclusions: strongest?.exclusions ?? null,
    part_id: offer?.part_id ?? null,
    part_label: offer?.label.fr ?? null,
    offer_id: offer?.id ?? null,
    condition: offer?.condition ?? null,
    warranty_months: offer?.warranty_months ?? null,
    claimed_at: now.toISOString(),
  }
}

/** The same claim, whenever it was made: a part added twice for one vehicle is one line of two. */
export function sameClaim(one: Record<string, unknown>, other: LineClaim): boolean {
  const { claimed_at: _, ...facts } = other
  return "claimed_at" in one && Object.entries(facts).every(([name, value]) => one[name] === value)
}

export type ClaimProblem = "vehicle_gone" | "fit_lost" | "fit_changed" | "offer_changed"

const WORTH: Record<Fit, number> = { does_not_fit: 0, unknown: 1, fits: 2 }

/**
 * What of a claim no longer holds, worst first; null while the buyer gets what was shown, or better.
 * A part bought although it does not fit, or nobody knows, stays bought so: nothing was promised.
 */
export function problemOf(claim: LineClaim, now: ClaimFacts): ClaimProblem | null {
  if (claim.verdict && claim.vehicle_variant_id) {
    if (!now.vehicle || !now.fit) return "vehicle_gone"
    if (WORTH[now.fit.verdict] < WORTH[claim.verdict]) return "fit_lost"
    // Une autre ligne qui dit la même chose vaut l'ancienne : un fichier rechargé change les numéros.
    const shown = now.fit.fitments.some(
      (one) =>
        one.status !== "disputed" &&
        one.position === claim.fitment_position &&
        one.note === claim.fitment_note &&
        one.exclusions === claim.fitment_exclusions,
    )
    if (claim.verdict === "fits" && !shown) return "fit_changed"
  }
  const { offer } = now
  if (offer && claim.offer_id === offer.id) {
    const shorter = (claim.warranty_months ?? 0) > offer.warranty_months
    if (claim.condition !== offer.condition || shorter) return "offer_changed"
  }
  return null
}

const FITS: readonly unknown[] = ["fits", "does_not_fit", "unknown"]

/** The claim written on a line, or null where there is none (a line older than claims). */
export function readClaim(facts: Record<string, unknown>): LineClaim | null {
  const { claimed_at, verdict } = facts
  if (typeof claimed_at !== "string") return null
  // Only `claimOf` writes under this key; a line's metadata is closed to buyers.
  return verdict === null || FITS.includes(verdict) ? (facts as LineClaim) : null
}
