export type Fit = "fits" | "does_not_fit" | "unknown"

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
