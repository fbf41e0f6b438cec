import { LOCALES } from "@souk/kit/locale"
import {
  allowedVendorOrderMoves,
  orderStatusOf,
  VENDOR_ORDER_STATUS_NAMES,
  VENDOR_ORDER_STATUSES,
  type Mover,
  type VendorOrderStatus,
} from "../vendor-order-status"
import {
  allowedVendorMoves,
  maySell,
  VENDOR_STATUS_NAMES,
  VENDOR_STATUSES,
  type VendorStatus,
} from "../vendor-status"

describe("a vendor's status", () => {
  const moves: Record<VendorStatus, VendorStatus[]> = {
    pending: ["info_requested", "approved", "rejected", "banned", "closed"],
    info_requested: ["pending", "banned", "closed"],
    approved: ["suspended", "banned", "closed"],
    suspended: ["approved", "banned", "closed"],
    rejected: ["pending", "banned", "closed"],
    banned: ["pending"],
    closed: ["pending"],
  }
  const pairs = VENDOR_STATUSES.flatMap((from) => VENDOR_STATUSES.map((to) => [from, to] as const))

  it.each(pairs)("%s → %s", (from, to) => {
    expect(allowedVendorMoves(from).includes(to)).toBe(moves[from].includes(to))
  })

  it("can always be left, and only an approved vendor sells", () => {
    for (const status of VENDOR_STATUSES) {
      expect(allowedVendorMoves(status).length).toBeGreaterThan(0)
      expect(maySell(status)).toBe(status === "approved")
    }
  })
})

describe("a vendor order's status", () => {
  const movers: Mover[] = ["vendor", "operator", "payment", "carrier"]
  const moves: Partial<Record<`${VendorOrderStatus} → ${VendorOrderStatus}`, Mover[]>> = {
    "new → confirmed": ["vendor", "operator", "payment"],
    "new → cancelled": ["operator"],
    "confirmed → shipped": ["vendor", "operator", "carrier"],
    "confirmed → cancelled": ["operator"],
    "shipped → delivered": ["vendor", "operator", "carrier"],
    "shipped → cancelled": ["operator"],
    "shipped → undelivered": ["vendor", "operator", "carrier"],
    "undelivered → undelivered": ["vendor", "operator", "carrier"],
    "undelivered → delivered": ["vendor", "operator", "carrier"],
    "undelivered → cancelled": ["operator"],
  }
  const cases = VENDOR_ORDER_STATUSES.flatMap((from) =>
    VENDOR_ORDER_STATUSES.flatMap((to) => movers.map((mover) => [from, to, mover] as const)),
  )

  it.each(cases)("%s → %s by the %s", (from, to, mover) => {
    const allowed = moves[`${from} → ${to}`]?.includes(mover) ?? false
    expect(allowedVendorOrderMoves(from, mover).includes(to)).toBe(allowed)
  })

  it.each<[VendorOrderStatus[], string]>([
    [["new"], "new"],
    [["confirmed", "confirmed"], "confirmed"],
    [["new", "confirmed"], "mixed"],
    [["cancelled", "shipped"], "shipped"],
    [["cancelled", "cancelled"], "cancelled"],
    [["cancelled", "new", "shipped"], "mixed"],
    [[], "cancelled"],
  ])("of %p reads %s for the whole order", (statuses, shown) => {
    expect(orderStatusOf(statuses)).toBe(shown)
  })
})

describe("the names of statuses", () => {
  it.each([
    ["vendor", VENDOR_STATUS_NAMES],
    ["vendor order", VENDOR_ORDER_STATUS_NAMES],
  ])("of a %s differ and are written in each language's script", (_, names) => {
    for (const locale of LOCALES) {
      const told = Object.values(names).map((name) => name[locale])
      expect(new Set(told).size).toBe(told.length)
      for (const name of told) expect(/[\u0600-\u06ff]/.test(name)).toBe(locale === "ar")
    }
  })
})
