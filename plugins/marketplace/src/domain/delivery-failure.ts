// Apart from the errors: the panel names these too, and carries no server code.

/** Why the carrier could not hand the parcel over. */
export const DELIVERY_FAILURE_REASONS = [
  "absent",
  "refused",
  "unreachable",
  "wrong_address",
] as const
export type DeliveryFailureReason = (typeof DELIVERY_FAILURE_REASONS)[number]

/** What the parcel does next: the carrier comes again, or it goes back to its vendor. */
export const DELIVERY_FAILURE_NEXT = ["retry", "return"] as const
export type DeliveryFailureNext = (typeof DELIVERY_FAILURE_NEXT)[number]

export type DeliveryFailure = {
  /** 1 for the first passage that failed. */
  attempt: number
  reason: DeliveryFailureReason
  next: DeliveryFailureNext
}

export type FailureVerdict = "new" | "known" | "on_its_way_back" | "another_attempt"

/**
 * Un passage manqué se note une fois : le numéro du passage dit si l'on répète ou si l'on ajoute.
 * Un colis qui retourne chez le vendeur n'est plus présenté à l'acheteur.
 */
export function judgeFailure(known: DeliveryFailure[], told: DeliveryFailure): FailureVerdict {
  const same = known.find((one) => one.attempt === told.attempt)
  if (same) {
    return same.reason === told.reason && same.next === told.next ? "known" : "another_attempt"
  }
  if (told.attempt !== known.length + 1) return "another_attempt"
  return known.some((one) => one.next === "return") ? "on_its_way_back" : "new"
}
