export const BANK_CHANGE_STATUSES = ["requested", "confirmed", "refused", "withdrawn"] as const
export type BankChangeStatus = (typeof BANK_CHANGE_STATUSES)[number]

/**
 * Un nouveau RIB s'installe quand quelqu'un d'autre que le demandeur l'a vérifié. Qui vole la session
 * d'un vendeur ne doit pas pouvoir se faire payer : la confirmation ne passe pas par cette session.
 */
export function mayDecideBankChange(
  change: { status: BankChangeStatus; requested_by: string },
  actorId: string,
): "decided" | "same_person" | null {
  if (change.status !== "requested") return "decided"
  return change.requested_by === actorId ? "same_person" : null
}
