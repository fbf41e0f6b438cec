export type StockState = "in_stock" | "low" | "out"

const LOW_STOCK = 3

/** What a buyer learns of a vendor's stock: never the exact number. */
export function stockState(available: number): StockState {
  if (available <= 0) return "out"
  return available <= LOW_STOCK ? "low" : "in_stock"
}
