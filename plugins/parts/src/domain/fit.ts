import type { Word } from "@souk/kit/errors"

export type Fit = "fits" | "does_not_fit" | "unknown"

/** A verdict inside a sentence. */
export const VERDICT_NAMES: Record<Fit, Word> = {
  fits: { fr: "compatible", ar: "متوافقة", en: "it fits" },
  does_not_fit: { fr: "non compatible", ar: "غير متوافقة", en: "it does not fit" },
  unknown: {
    fr: "à vérifier auprès du vendeur",
    ar: "يُرجى التحقق مع البائع",
    en: "ask the vendor",
  },
}

export type FitmentStatus = "verified" | "declared" | "disputed"

/** What is recorded of a part and one vehicle. */
export type FitEvidence = {
  /** Whether the vehicle exists at all. */
  vehicle_known: boolean
  /** Statuses of the fitment rows of the part on that vehicle. */
  statuses: string[]
  /** Whether the part has a fitment row on any vehicle at all. */
  has_fitments: boolean
}

/**
 * Whether a part fits a vehicle. A part without any declared vehicle says nothing; one that is only
 * disputed on this vehicle is to be asked of the vendor.
 */
export function fitOf(evidence: FitEvidence): Fit {
  if (evidence.statuses.some((status) => status !== "disputed")) return "fits"
  if (evidence.statuses.length > 0 || !evidence.has_fitments || !evidence.vehicle_known)
    return "unknown"
  return "does_not_fit"
}

/** One recorded « this part goes there on this vehicle ». */
export type FitmentClaim = {
  id: string
  /** Null when the place does not matter. */
  position: string | null
  quantity: number
  note: string | null
  exclusions: string | null
  status: FitmentStatus
}

/** What is known of a part on a vehicle, strongest claim first. */
export type FitVerdict = {
  verdict: Fit
  /** Of the strongest claim; null without any. */
  status: FitmentStatus | null
  fitments: FitmentClaim[]
}

/**
 * How sure it is that a part goes on the active vehicle, from 0 to 1; null without a vehicle.
 * Une pièce démontée d'un véhicule identique y va, quoi qu'en dise le catalogue.
 */
export function fitConfidence(
  fit: FitVerdict | null,
  takenFromSameVehicle: boolean,
): number | null {
  if (!fit) return null
  if (takenFromSameVehicle || fit.status === "verified") return 1
  if (fit.verdict === "fits") return 0.8
  if (fit.verdict === "does_not_fit") return 0
  return fit.status === "disputed" ? 0.3 : 0.5
}

const STRENGTH: Record<FitmentStatus, number> = { verified: 0, declared: 1, disputed: 2 }

/** The verdict with the claims it rests on: what is verified beats what is declared, then disputed. */
export function judgeFit(known: {
  vehicle_known: boolean
  has_fitments: boolean
  fitments: FitmentClaim[]
}): FitVerdict {
  const fitments = [...known.fitments].sort(
    (a, b) =>
      STRENGTH[a.status] - STRENGTH[b.status] ||
      (a.position ?? "").localeCompare(b.position ?? "") ||
      (a.id < b.id ? -1 : 1),
  )
  const verdict = fitOf({ ...known, statuses: fitments.map(({ status }) => status) })
  return { verdict, status: fitments[0]?.status ?? null, fitments }
}
