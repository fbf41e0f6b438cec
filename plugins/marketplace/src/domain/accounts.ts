// Apart from the ledger's arithmetic: the panel names accounts too, and carries no server code.

export const accounts = {
  /** What buyers owe for orders placed. */
  buyersReceivable: "buyers/receivable",
  /** What the marketplace owes a vendor (a credit balance). */
  vendor: (vendorId: string) => `vendors/${vendorId}`,
  commissionRevenue: "marketplace/commission",
  /** TVA collected on the commission, owed to the State. */
  commissionVat: "marketplace/commission-vat",
  /** Gestes commerciaux : what the marketplace gives away. */
  goodwill: "marketplace/goodwill",
  /** The part of discounts that the marketplace pays. */
  discountFunding: "marketplace/discount-funding",
  /** Refunds decided and not paid yet. */
  buyersRefunds: "buyers/refunds",
  /** What gateways took for themselves. */
  gatewayFees: "marketplace/gateway-fees",
  bank: "marketplace/bank",
  /** Drawn by vendors, not yet left the bank. */
  payoutsInTransit: "marketplace/payouts-in-transit",
  /** What carriers handed over above or below what was due, once accepted. */
  carrierDifferences: "marketplace/carrier-differences",
  /** Cash of buyers that a carrier holds. */
  carrier: (carrier: string) => `carriers/${carrier}`,
  /** Money of buyers that a gateway holds. */
  gateway: (provider: string) => `gateways/${provider}`,
} as const

/** Accounts that are not a vendor's. */
export const OWN_ACCOUNTS = [
  accounts.buyersReceivable,
  accounts.buyersRefunds,
  accounts.commissionRevenue,
  accounts.commissionVat,
  accounts.goodwill,
  accounts.discountFunding,
  accounts.gatewayFees,
  accounts.bank,
  accounts.carrierDifferences,
] as const

const VENDOR_ACCOUNT = /^vendors\/([A-Za-z0-9_]+)$/

/** The vendor whose account it is, or null for the marketplace's own. */
export function vendorOfAccount(account: string): string | null {
  return VENDOR_ACCOUNT.exec(account)?.[1] ?? null
}

export function isOwnAccount(account: string): boolean {
  return (OWN_ACCOUNTS as readonly string[]).includes(account)
}
