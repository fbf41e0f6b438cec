/**
 * Who may carry a parcel. The code names the carrier's account in the ledger and its remittances;
 * `own` is a vendor that delivers by itself and holds the buyer's cash meanwhile.
 */
export const CARRIERS = [
  "navex",
  "first-delivery",
  "aramex",
  "rapid-poste",
  "intigo",
  "best-delivery",
  "own",
] as const
export type Carrier = (typeof CARRIERS)[number]
