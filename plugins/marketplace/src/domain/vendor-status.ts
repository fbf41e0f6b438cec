import type { Word } from "@souk/kit/errors"

/** Statuses of a vendor. Only `approved` sells. */
export const VENDOR_STATUSES = [
  "pending",
  "info_requested",
  "approved",
  "rejected",
  "suspended",
  "banned",
  "closed",
] as const
export type VendorStatus = (typeof VENDOR_STATUSES)[number]

export const VENDOR_STATUS_NAMES: Record<VendorStatus, Word> = {
  pending: { fr: "en attente", ar: "قيد الانتظار", en: "pending" },
  info_requested: { fr: "à compléter", ar: "معلومات مطلوبة", en: "information requested" },
  approved: { fr: "approuvé", ar: "مقبول", en: "approved" },
  rejected: { fr: "refusé", ar: "مرفوض", en: "rejected" },
  suspended: { fr: "suspendu", ar: "موقوف", en: "suspended" },
  banned: { fr: "banni", ar: "محظور", en: "banned" },
  closed: { fr: "fermé", ar: "مغلق", en: "closed" },
}

// Le refus, le bannissement et la fermeture se rouvrent par l'opérateur, qui repasse par l'examen.
const MOVES: Record<VendorStatus, readonly VendorStatus[]> = {
  pending: ["approved", "rejected", "info_requested", "banned", "closed"],
  info_requested: ["pending", "banned", "closed"],
  approved: ["suspended", "banned", "closed"],
  suspended: ["approved", "banned", "closed"],
  rejected: ["pending", "banned", "closed"],
  banned: ["pending"],
  closed: ["pending"],
}

/** The moves an operator may make from a status. */
export function allowedVendorMoves(from: VendorStatus): readonly VendorStatus[] {
  return MOVES[from]
}

export function maySell(status: VendorStatus): boolean {
  return status === "approved"
}
