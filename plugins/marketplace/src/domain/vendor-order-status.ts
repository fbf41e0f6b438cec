import type { Word } from "@souk/kit/errors"

export const VENDOR_ORDER_STATUSES = [
  "new",
  "confirmed",
  "shipped",
  "undelivered",
  "delivered",
  "cancelled",
] as const
export type VendorOrderStatus = (typeof VENDOR_ORDER_STATUSES)[number]

export const VENDOR_ORDER_STATUS_NAMES: Record<VendorOrderStatus, Word> = {
  new: { fr: "nouvelle", ar: "جديد", en: "new" },
  confirmed: { fr: "confirmée", ar: "مؤكّد", en: "confirmed" },
  shipped: { fr: "expédiée", ar: "مشحون", en: "shipped" },
  undelivered: { fr: "non remise", ar: "لم يتم تسليمه", en: "not delivered" },
  delivered: { fr: "livrée", ar: "تم التسليم", en: "delivered" },
  cancelled: { fr: "annulée", ar: "ملغى", en: "cancelled" },
}

export type Mover = "vendor" | "operator" | "payment" | "carrier"

// Seul l'opérateur annule ; le vendeur ou l'acheteur en fait la demande.
const MOVES: Record<VendorOrderStatus, Partial<Record<VendorOrderStatus, readonly Mover[]>>> = {
  new: { confirmed: ["vendor", "operator", "payment"], cancelled: ["operator"] },
  confirmed: { shipped: ["vendor", "operator", "carrier"], cancelled: ["operator"] },
  shipped: {
    undelivered: ["vendor", "operator", "carrier"],
    delivered: ["vendor", "operator", "carrier"],
    cancelled: ["operator"],
  },
  // Un passage manqué n'est pas la fin : le transporteur repasse, ou le colis revient au vendeur.
  undelivered: {
    undelivered: ["vendor", "operator", "carrier"],
    delivered: ["vendor", "operator", "carrier"],
    cancelled: ["operator"],
  },
  delivered: {},
  cancelled: {},
}

/** Where somebody may move a vendor order from its status. */
export function allowedVendorOrderMoves(
  from: VendorOrderStatus,
  mover: Mover,
): VendorOrderStatus[] {
  return VENDOR_ORDER_STATUSES.filter((to) => MOVES[from][to]?.includes(mover))
}

/** The status a buyer reads for the whole order: the one all vendors share, else `mixed`. */
export function orderStatusOf(statuses: VendorOrderStatus[]): VendorOrderStatus | "mixed" {
  const alive = statuses.filter((status) => status !== "cancelled")
  if (alive.length === 0) return "cancelled"
  return alive.every((status) => status === alive[0]) ? alive[0]! : "mixed"
}
