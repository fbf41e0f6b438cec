/** What the store API answers. Fields in `_millimes` are whole millimes, tax included unless named otherwise. */

export type Fit = "fits" | "does_not_fit" | "unknown"
export type Condition = "new" | "used" | "refurbished"
export type OrderStatus =
  "new" | "confirmed" | "shipped" | "undelivered" | "delivered" | "cancelled"
export type PaymentStatus = "pending" | "paid" | "failed" | "refunded"

export type List<Name extends string, T> = { [key in Name]: T[] } & {
  count: number
  limit: number
  offset: number
}

export type VehicleMake = { id: string; name: string; slug: string; kinds: string[] }
export type VehicleModel = {
  id: string
  name: string
  kind: string
  from: string | null
  to: string | null
}
export type VehicleVariant = {
  id: string
  generation: string
  name: string
  label: string
  energy: string
  engine_code: string | null
  displacement_cc: number | null
  power_kw: number | null
  power_ch: number | null
  body: string | null
  from: string | null
  to: string | null
}
export type Vehicle = VehicleVariant & {
  make: { id: string; name: string }
  model: { id: string; name: string }
  full_name: string
}

export type Category = {
  id: string
  name: string
  handle: string
  parent_category_id: string | null
  rank: number
}

export type VendorName = { handle: string; name: string }
export type VendorPlace = VendorName & { governorate_code: string }

export type PartSummary = {
  id: string
  slug: string
  name: string
  /** Null, as the reference, of a used or unbranded offer that is no part of the catalogue. */
  brand: string | null
  mpn: string | null
  category_id: string
  drawing: string | null
  thumbnail: string | null
  position: string | null
  best_offer: {
    id: string
    variant_id: string
    vendor: VendorPlace
    price_millimes: number
    /** The lowest of the thirty days before the price was last reduced; null when it is not. */
    struck_price_millimes: number | null
    condition: Condition
    in_stock: boolean
    delay_days: number
  } | null
  offer_count: number
  fits: Fit | null
}

/** A coupon that is announced to everybody. */
export type AnnouncedCoupon = {
  id: string
  code: string
  name: string
  percent_bps: number | null
  amount_millimes: number | null
  minimum_millimes: number
  max_uses_per_buyer: number | null
  ends_at: string | null
  vendor: { handle: string; name: string } | null
  category: { id: string } | null
}

export type FacetValue = { value: string; label?: string; count: number }
export type Facets = {
  brand: FacetValue[]
  condition: FacetValue[]
  vendor: FacetValue[]
  category: FacetValue[]
  position: FacetValue[]
  /** How many of the list are in stock. */
  in_stock: number
  /** How many are reduced. */
  reduced: number
  price: { from: number; to: number | null; count: number }[]
}
/** Another list that is not empty, proposed when this one is. */
export type ListSuggestion = {
  kind: "without_vehicle" | "without_filters" | "spelling" | "reference"
  q?: string
  count: number
}
export type PartList = List<"parts", PartSummary> & {
  /** False when counting stopped at a bound: there are at least `count`. */
  count_is_exact: boolean
  facets: Facets
  suggestions: ListSuggestion[]
}

export type PartSuggestion = {
  kind: "part" | "brand" | "category" | "words"
  text: string
  slug?: string
  id?: string
  brand?: string
  mpn?: string
  drawing?: string
}

export type PartsQuery = {
  q?: string
  category_id?: string
  brand?: string[]
  vendor?: string[]
  condition?: string[]
  position?: string[]
  max_delay_days?: number
  price_min?: number
  price_max?: number
  in_stock?: true
  reduced?: true
  vehicle?: string
  sort?: string
  limit?: number
  offset?: number
}

/** What each fact adds to the price in the ranking, in millimes; below zero speaks for the offer. */
export type Ranking = {
  /** 100 for the best offer. */
  score: number
  contributions: Record<RankingInput, number>
}
export type RankingInput =
  "price" | "delay" | "stock" | "warranty" | "cancellation" | "rating" | "fit"

export type Offer = {
  id: string
  variant_id: string
  vendor: VendorPlace & { logo_url: string | null; return_days: number }
  price_millimes: number
  /** As in a list: what a reduced price is shown against. */
  struck_price_millimes: number | null
  price_excl_tax_millimes: number
  condition: Condition
  warranty_months: number
  delay_days: number
  stock_state: "in_stock" | "low" | "out"
  rank: number
  reasons: string[]
  ranking: Ranking
  position?: string | null
  /** Consigne: rendered when the old part comes back. */
  core_deposit_millimes?: number | null
  /** The vehicle a used part was taken from. */
  donor_vehicle?: DonorVehicle | null
  /** Photos of this very piece. */
  images: string[]
}
export type DonorVehicle = { label: string; year: number | null; mileage_km: number | null }

export type FitStatus = "declared" | "verified" | "disputed"
export type Fitment = {
  make: string
  model: string
  generation: string
  variant_id: string
  label: string
  position: string | null
  quantity: number
  note: string | null
  exclusions: string | null
  status: FitStatus
}

export type Part = {
  id: string
  slug: string
  name: string
  brand: string | null
  mpn: string | null
  ean: string | null
  category: { id: string; name: string; path: { id: string; name: string }[] }
  drawing: string | null
  thumbnail: string | null
  position: string | null
  vat_percent: number
  criteria: { key: string; name: string; value: string; unit: string | null }[]
  cross_references: {
    kind: string
    brand: string
    number: string
    part_slug?: string | null
    part_id?: string | null
  }[]
  fitments: Fitment[]
  fits: Fit | null
  /** How the part fits the vehicle that was asked about. */
  fit: {
    verdict: Fit
    status: FitStatus | null
    fitments: {
      position: string | null
      quantity: number
      note: string | null
      exclusions: string | null
      status: FitStatus
    }[]
  } | null
  successor?: { id: string; slug: string; name: string; brand: string; mpn: string } | null
  offers: Offer[]
}
export type PartLink = { id: string; slug: string; name?: string; brand?: string; mpn?: string }

/** What a VIN tells: its maker, and nothing more. */
export type VinHint = {
  vin: string
  wmi: string
  makes: { id: string; name: string; slug: string }[]
  message: string
}
export type GarageVehicle = {
  id: string
  /** Null once the catalogue no longer holds the vehicle. */
  variant: Vehicle | null
  label: string | null
  plate: string | null
  vin: string | null
  is_active: boolean
}

export type Governorate = {
  code: string
  name_fr: string
  name_ar: string
  name_en: string
  delegations: { code: string; name_fr: string; name_ar: string }[]
}

export type Vendor = VendorPlace & {
  delegation_code: string
  about: string | null
  logo_url: string | null
  opening_hours: string | null
  return_days: number
  handling_days: number
  shipping_fee_millimes: number
  /** Delivery is free from this much of its parts; null: never. */
  free_shipping_from_millimes: number | null
}

export type LineProblem = "vendor_unavailable" | "out_of_stock"

export type CartLine = {
  id: string
  variant_id: string
  product_id: string
  title: string
  subtitle: string | null
  part_id: string | null
  drawing: string | null
  thumbnail: string | null
  quantity: number
  available: boolean
  unit_price_millimes: number
  total_millimes: number
  discount_millimes: number
  /** For the old part; not in the total. */
  core_deposit_millimes: number
  problem: LineProblem | null
  /** What the shop said of the part when it entered the cart. */
  claim: { vehicle_label: string | null; verdict: Fit | null; offer_id: string | null } | null
  /** What no longer holds of it; the order is refused until the line is confirmed anew. */
  claim_problem: { code: string; message: string } | null
}

export type ShippingOption = {
  id: string
  name: string
  price_millimes: number
  delay_days: number | null
}

export type CartGroup = {
  vendor: VendorPlace
  lines: CartLine[]
  shipping_options: ShippingOption[]
  chosen_shipping_option_id: string | null
  /** What is missing for free delivery; null where there is none. */
  free_delivery: { from_millimes: number; missing_millimes: number } | null
  core_deposit_millimes: number
  stamp_millimes: number
  shipping_millimes: number
  total_millimes: number
}

export type Cart = {
  id: string
  email: string | null
  currency_code: string
  completed: boolean
  payment_method: string | null
  groups: CartGroup[]
  items_millimes: number
  /** Given back when the old part is. */
  core_deposit_millimes: number
  stamp_millimes: number
  discount_millimes: number
  shipping_millimes: number
  /** What the total is made of: the figures of the invoice to come. */
  taxes: {
    ht_millimes: number
    fodec_millimes: number
    /** By rate; the base of a rate counts the FODEC. */
    vat: { percent: number; base_millimes: number; vat_millimes: number }[]
  }
  vat_included_millimes: number
  total_millimes: number
  promo_codes: string[]
  ready: { address: boolean; shipping: boolean; payment: boolean }
}

/** A way to pay a cart, with why it is refused for this one. */
export type PaymentMethod = {
  name: string
  online: boolean
  refusal: { code: string; message: string } | null
  /** What is charged, where it is not dinars. */
  note: string | null
}

export type OnlinePayment = {
  id: string
  method: string
  status:
    "open" | "paid" | "ordered" | "refused" | "expired" | "returning" | "returned" | "checking"
  amount_millimes: number
  /** The gateway's page, while it can be paid. */
  redirect_url: string | null
  expires_at: string
  refund_reason:
    | "out_of_stock"
    | "cart_changed"
    | "paid_twice"
    | "paid_late"
    | "amount_differs"
    | "not_orderable"
    | null
  order: { display_id: number; tracking_token: string } | null
}

export type CheckoutRequest = {
  email: string
  phone: string
  address: {
    first_name: string
    last_name: string
    governorate_code: string
    delegation_code: string
    address_1: string
    locality?: string
  }
  shipping_options: Record<string, string>
  payment_method: string
}

export type OrderLine = {
  /** Goods, the deposit for their old part, or the stamp of the invoice. */
  kind: "goods" | "core_deposit" | "stamp"
  title: string
  subtitle: string | null
  part_id: string | null
  drawing: string | null
  thumbnail: string | null
  quantity: number
  unit_price_millimes: number
  discount_millimes: number
  total_millimes: number
}

/** What was given back of a vendor's part of an order, or is owed no more. */
export type OrderRefund = {
  id: string
  kind: "refund" | "cancellation"
  /** `sending` and `due`: decided, on its way. */
  status: "sending" | "due" | "done"
  at: string
  settled_at: string | null
  reason: string
  amount_millimes: number
  voided_millimes: number
  lines: {
    kind: "line" | "shipping" | "goodwill" | "goodwill_deducted"
    title: string | null
    quantity: number | null
    amount_millimes: number
  }[]
}

export type FailedDelivery = {
  attempt: number
  reason: "absent" | "refused" | "unreachable" | "wrong_address"
  next: "retry" | "return"
  at: string
}

export type VendorOrder = {
  id: string
  number: string
  status: OrderStatus
  vendor: VendorPlace & { phone: string | null }
  timeline: { status: OrderStatus; at: string }[]
  shipment: { carrier: string; tracking_number: string | null } | null
  lines: OrderLine[]
  /** When the carrier could not hand the parcel over, and what it does next. */
  failed_deliveries: FailedDelivery[]
  /** What the buyer asked before the parcel left, and the answer. */
  cancellation_request: {
    reason: string
    status: "open" | "accepted" | "refused"
    answer: string | null
    at: string
  } | null
  shipping: { name: string | null; millimes: number }
  refunds: OrderRefund[]
  total_millimes: number
}

export type Order = {
  id: string
  display_id: number
  created_at: string
  status: OrderStatus | "mixed"
  email: string | null
  currency_code: string
  payment: { method: string; status: PaymentStatus }
  address: {
    first_name: string | null
    last_name: string | null
    phone: string | null
    address_1: string | null
    governorate_code: string | null
    delegation_code: string | null
    locality: string | null
  }
  items_millimes: number
  /** Given back when the old part is. */
  core_deposit_millimes: number
  stamp_millimes: number
  discount_millimes: number
  shipping_millimes: number
  total_millimes: number
  voided_millimes: number
  refunded_millimes: number
  tracking_token: string
  vendor_orders: VendorOrder[]
}

export type Customer = {
  id: string
  email: string
  first_name: string | null
  last_name: string | null
  phone: string | null
}

export type SavedAddress = {
  id: string
  first_name: string | null
  last_name: string | null
  phone: string | null
  address_1: string | null
  city: string | null
  province: string | null
  metadata: Record<string, unknown> | null
}

/** An address as it is saved: `city` holds the delegation, `province` the governorate, by code. */
export type AddressInput = {
  first_name: string
  last_name: string
  phone: string
  address_1: string
  city: string
  province: string
  country_code: string
  metadata?: { locality: string }
}

export type VendorApplication = {
  name: string
  company: string
  tax_number: string
  governorate_code: string
  delegation_code: string
  address: string
  phone: string
  email: string
  opening_hours?: string
  about?: string
}

/** What the operator announces on the home page. */
export type Banner = {
  id: string
  title: string
  text: string | null
  /** A path of this site, or an https address. */
  link: string | null
  picture_url: string | null
}

export type PartPage = { id: string; slug: string; thumbnail: string | null; updated_at: string }

export type EmailConfirmation = { email: string; confirmed: boolean }
export type OrderInvoice = {
  id: string
  kind: "invoice" | "credit_note"
  number: string
  issued_at: string
  order_number: string | null
  credited_number: string | null
  due_millimes: number
}

/** A professional buyer: what its invoices carry. */
export type TaxIdentity = { company: string; tax_number: string; key_matches: boolean }
