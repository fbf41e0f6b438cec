// Apart from the errors: the panel names these too, and carries no server code.

/** Who asks that a vendor order be cancelled: only the operator cancels by itself. */
export const CANCELLATION_ASKERS = ["buyer", "vendor"] as const
export type CancellationAsker = (typeof CANCELLATION_ASKERS)[number]

export const CANCELLATION_REQUEST_STATUSES = ["open", "accepted", "refused"] as const
export type CancellationRequestStatus = (typeof CANCELLATION_REQUEST_STATUSES)[number]

/** Before the parcel leaves: afterwards it is a failed delivery, or a return. */
export function mayAskCancellation(status: string): boolean {
  return status === "new" || status === "confirmed"
}

/** Le vendeur répond à l'acheteur ; ce que le vendeur demande, l'opérateur seul le décide. */
export function mayDecideCancellation(
  asker: CancellationAsker,
  decider: "vendor" | "operator",
): boolean {
  return decider === "operator" || asker === "buyer"
}
