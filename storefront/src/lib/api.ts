import type { Locale } from "../i18n/locales"
import type {
  AddressInput,
  AnnouncedCoupon,
  Banner,
  Cart,
  Category,
  CheckoutRequest,
  Customer,
  EmailConfirmation,
  Fitment,
  GarageVehicle,
  Governorate,
  List,
  OnlinePayment,
  Order,
  OrderInvoice,
  Part,
  PartLink,
  PartList,
  PartPage,
  PartsQuery,
  PartSummary,
  PartSuggestion,
  PaymentMethod,
  SavedAddress,
  TaxIdentity,
  Vehicle,
  VehicleMake,
  VehicleModel,
  VehicleVariant,
  Vendor,
  VendorApplication,
  VinHint,
} from "./api-types"
import { environment } from "./env"

/** The only file that talks to the store API. Failures are values, never exceptions. */
export type ApiError = {
  /** `unreachable`: no answer in time; `refused`: the API said why (4xx); `broken`: it failed (5xx). */
  kind: "unreachable" | "refused" | "broken"
  status: number
  code?: string
  /** The API's own words, in the reader's language; empty when it gave none. */
  message: string
  issues: { path: string; message: string }[]
  /** Where a merged part went (301). */
  moved?: PartLink
  /** What to look at instead of a part that is gone (410). */
  alternatives?: PartSummary[]
}
export type Result<T> = { ok: true; value: T } | { ok: false; error: ApiError }

export const ok = <T>(value: T): Result<T> => ({ ok: true, value })

export const mapResult = <T, U>(result: Result<T>, change: (value: T) => U): Result<U> =>
  result.ok ? ok(change(result.value)) : result

const vendorKey = (handle: string) => `vendor-${handle}`

const READ_TIMEOUT_MS = 8_000
const LONG_READ_TIMEOUT_MS = 60_000
const WRITE_TIMEOUT_MS = 20_000
const COMPLETE_TIMEOUT_MS = 60_000

type Call = {
  method?: "GET" | "POST" | "DELETE"
  query?: Record<string, string | number | boolean | string[] | undefined>
  body?: unknown
  token?: string
  timeoutMs?: number
}

/** A file of the API, with the name that it gave it. */
type Document = { body: ReadableStream<Uint8Array>; disposition: string }

/** Core answers a change with the whole cart, at twenty reads; our pages read `groups` instead. */
const ITS_ID = "?fields=id"

export type Api = ReturnType<typeof createApi>

/** What is put into a cart; the vehicle it is for is kept on the line with the claim made then. */
export type NewLine = {
  variant_id: string
  quantity: number
  metadata?: { vehicle_variant_id: string }
}

/** @param onRead told the keys of the parts and vendors that were read: see `surrogateKeys`. */
export function createApi(
  locale: Locale,
  customerToken?: string,
  clientAddress?: string,
  onRead: (keys: string[]) => void = () => undefined,
) {
  async function call<T>(path: string, options: Call = {}): Promise<Result<T>> {
    const { apiUrl, publishableKey } = environment()
    const url = new URL(apiUrl + path)
    for (const [name, value] of Object.entries(options.query ?? {})) {
      for (const one of Array.isArray(value) ? value : [value]) {
        if (one !== undefined) {
          url.searchParams.append(name, String(one))
        }
      }
    }
    const token = options.token ?? customerToken
    const method = options.method ?? "GET"
    const sends = method === "POST" || options.body !== undefined
    const fallbackTimeoutMs = method === "GET" ? READ_TIMEOUT_MS : WRITE_TIMEOUT_MS

    try {
      const response = await fetch(url, {
        method,
        headers: {
          accept: "application/json",
          "x-publishable-api-key": publishableKey,
          "x-medusa-locale": locale,
          ...(token ? { authorization: `Bearer ${token}` } : {}),
          // The API counts requests per buyer, not per storefront.
          ...(clientAddress ? { "x-forwarded-for": clientAddress } : {}),
          ...(sends ? { "content-type": "application/json" } : {}),
        },
        body: sends ? JSON.stringify(options.body ?? {}) : undefined,
        redirect: "manual",
        signal: AbortSignal.timeout(options.timeoutMs ?? fallbackTimeoutMs),
      })
      const answer: unknown = await response.json().catch(() => null)
      // The shapes in api-types are the API's published contract, held by the browser tests.
      return response.ok
        ? ok(answer as T)
        : { ok: false, error: errorFrom(response.status, answer) }
    } catch {
      return { ok: false, error: { kind: "unreachable", status: 503, message: "", issues: [] } }
    }
  }

  /** A document as it is: its bytes go on to the browser, and the key stays here. */
  async function download(path: string): Promise<Result<Document>> {
    const { apiUrl, publishableKey } = environment()
    try {
      const response = await fetch(apiUrl + path, {
        headers: {
          "x-publishable-api-key": publishableKey,
          "x-medusa-locale": locale,
          ...(customerToken ? { authorization: `Bearer ${customerToken}` } : {}),
          ...(clientAddress ? { "x-forwarded-for": clientAddress } : {}),
        },
        redirect: "manual",
        signal: AbortSignal.timeout(LONG_READ_TIMEOUT_MS),
      })
      if (response.ok && response.body) {
        const disposition = response.headers.get("content-disposition") ?? "attachment"
        return ok({ body: response.body, disposition })
      }
      const answer: unknown = await response.json().catch(() => null)
      return { ok: false, error: errorFrom(response.status, answer) }
    } catch {
      return { ok: false, error: { kind: "unreachable", status: 503, message: "", issues: [] } }
    }
  }

  const segment = encodeURIComponent

  function noted<T>(result: Result<T>, keysOf: (value: T) => string[]): Result<T> {
    if (result.ok) onRead(keysOf(result.value))
    return result
  }

  return {
    // Catalogue
    categories: async () =>
      mapResult(
        await call<{ product_categories: Category[] }>("/store/product-categories", {
          query: { fields: "id,name,handle,parent_category_id,rank", limit: 1000 },
        }),
        (answer) => answer.product_categories,
      ),
    parts: async (query: PartsQuery) =>
      noted(await call<PartList>("/store/parts", { query }), ({ parts }) =>
        parts.map(({ id }) => id),
      ),
    part: async (id: string, vehicle?: string) =>
      noted(
        mapResult(
          await call<{ part: Part }>(`/store/parts/${segment(id)}`, { query: { vehicle } }),
          (answer) => answer.part,
        ),
        (part) => [part.id, ...part.offers.map(({ vendor }) => vendorKey(vendor.handle))],
      ),
    /** The vehicles of a part, some at a time, by words. */
    fitments: (partId: string, query: { q?: string; limit: number; offset: number }) =>
      call<List<"fitments", Fitment>>(`/store/parts/${segment(partId)}/fitments`, { query }),
    /** Every part on sale, for the site map. */
    partPages: (limit: number, offset: number) =>
      call<List<"part_pages", PartPage>>("/store/part-pages", {
        query: { limit, offset },
        timeoutMs: LONG_READ_TIMEOUT_MS,
      }),
    /** What the words typed so far may lead to. */
    partSuggestions: async (q: string, vehicle?: string) =>
      mapResult(
        await call<{ suggestions: PartSuggestion[] }>("/store/part-suggestions", {
          query: { q, vehicle },
        }),
        (answer) => answer.suggestions,
      ),

    // Vehicles
    makes: async () =>
      mapResult(
        await call<List<"vehicle_makes", VehicleMake>>("/store/vehicle-makes", {
          query: { limit: 1000 },
        }),
        (answer) => answer.vehicle_makes,
      ),
    models: async (makeId: string) =>
      mapResult(
        await call<List<"vehicle_models", VehicleModel>>("/store/vehicle-models", {
          query: { make_id: makeId, limit: 1000 },
        }),
        (answer) => answer.vehicle_models,
      ),
    variants: async (modelId: string) =>
      mapResult(
        await call<List<"vehicle_variants", VehicleVariant>>("/store/vehicle-variants", {
          query: { model_id: modelId, limit: 1000 },
        }),
        (answer) => answer.vehicle_variants,
      ),
    vehicle: async (id: string) =>
      mapResult(
        await call<{ vehicle_variant: Vehicle }>(`/store/vehicle-variants/${segment(id)}`),
        (answer) => answer.vehicle_variant,
      ),

    vin: async (vin: string) =>
      mapResult(
        await call<{ vin: VinHint }>(`/store/vins/${segment(vin)}`),
        (answer) => answer.vin,
      ),

    // The registered buyer's garage
    garage: async () =>
      mapResult(
        await call<List<"garage_vehicles", GarageVehicle>>("/store/customers/me/garage-vehicles", {
          query: { limit: 100 },
        }),
        (answer) => answer.garage_vehicles,
      ),
    addToGarage: async (vehicle: {
      variant_id: string
      plate?: string
      vin?: string
      is_active?: boolean
    }) =>
      mapResult(
        await call<{ garage_vehicle: GarageVehicle }>("/store/customers/me/garage-vehicles", {
          method: "POST",
          body: vehicle,
        }),
        (answer) => answer.garage_vehicle,
      ),
    changeInGarage: (id: string, changes: { plate?: string | null; is_active?: boolean }) =>
      call<unknown>(`/store/customers/me/garage-vehicles/${segment(id)}`, {
        method: "POST",
        body: changes,
      }),
    removeFromGarage: (id: string) =>
      call<unknown>(`/store/customers/me/garage-vehicles/${segment(id)}`, { method: "DELETE" }),

    // Vendors and places
    governorates: async () =>
      mapResult(
        await call<List<"governorates", Governorate>>("/store/governorates"),
        (answer) => answer.governorates,
      ),
    vendors: async (query: { governorate_code?: string; limit: number; offset: number }) =>
      noted(await call<List<"vendors", Vendor>>("/store/vendors", { query }), ({ vendors }) =>
        vendors.map(({ handle }) => vendorKey(handle)),
      ),
    vendor: async (handle: string) =>
      noted(
        mapResult(
          await call<{ vendor: Vendor }>(`/store/vendors/${segment(handle)}`),
          (answer) => answer.vendor,
        ),
        (vendor) => [vendorKey(vendor.handle)],
      ),

    // The home page
    banners: async () =>
      mapResult(await call<{ banners: Banner[] }>("/store/banners"), (answer) => answer.banners),

    coupons: async () =>
      mapResult(
        await call<{ coupons: AnnouncedCoupon[] }>("/store/coupons"),
        (answer) => answer.coupons,
      ),

    // Cart and checkout
    regions: async () =>
      mapResult(
        await call<{ regions: { id: string }[] }>("/store/regions"),
        (answer) => answer.regions,
      ),
    createCart: async (regionId: string, line: NewLine) =>
      mapResult(
        await call<{ cart: { id: string } }>(`/store/carts${ITS_ID}`, {
          method: "POST",
          body: { region_id: regionId, items: [line] },
        }),
        (answer) => answer.cart.id,
      ),
    cart: async (cartId: string) =>
      mapResult(
        await call<{ cart: Cart }>(`/store/carts/${segment(cartId)}/groups`),
        (answer) => answer.cart,
      ),
    addLine: (cartId: string, line: NewLine) =>
      call<unknown>(`/store/carts/${segment(cartId)}/line-items${ITS_ID}`, {
        method: "POST",
        body: line,
      }),
    addPromoCode: (cartId: string, code: string) =>
      call<unknown>(`/store/carts/${segment(cartId)}/promotions${ITS_ID}`, {
        method: "POST",
        body: { promo_codes: [code] },
      }),
    removePromoCode: (cartId: string, code: string) =>
      call<unknown>(`/store/carts/${segment(cartId)}/promotions${ITS_ID}`, {
        method: "DELETE",
        body: { promo_codes: [code] },
      }),
    changeLine: (cartId: string, lineId: string, quantity: number) =>
      call<unknown>(`/store/carts/${segment(cartId)}/line-items/${segment(lineId)}${ITS_ID}`, {
        method: "POST",
        body: { quantity },
      }),
    /** Takes a line as the shop describes it now. */
    confirmLine: (cartId: string, lineId: string, quantity: number) =>
      call<unknown>(`/store/carts/${segment(cartId)}/line-items/${segment(lineId)}${ITS_ID}`, {
        method: "POST",
        body: { quantity, metadata: {} },
      }),
    removeLine: (cartId: string, lineId: string) =>
      call<unknown>(`/store/carts/${segment(cartId)}/line-items/${segment(lineId)}`, {
        method: "DELETE",
      }),
    giveCartToCustomer: (cartId: string, token: string) =>
      call<unknown>(`/store/carts/${segment(cartId)}/customer${ITS_ID}`, {
        method: "POST",
        token,
      }),
    /** Answers what the order will cost, in millimes. */
    prepareCheckout: async (cartId: string, request: CheckoutRequest) =>
      mapResult(
        await call<{ cart: Pick<Cart, "total_millimes"> }>(
          `/store/carts/${segment(cartId)}/checkouts?fields=total_millimes`,
          { method: "POST", body: request },
        ),
        (answer) => answer.cart.total_millimes,
      ),
    paymentMethods: async (
      cartId: string,
      buyer: { governorate_code?: string; phone?: string; total_millimes?: number },
    ) =>
      mapResult(
        await call<{ payment_methods: PaymentMethod[] }>(
          `/store/carts/${segment(cartId)}/payment-methods`,
          { query: buyer },
        ),
        (answer) => answer.payment_methods,
      ),
    /** Opens the gateway's page for a prepared cart; asked again it gives the same one. */
    payOnline: async (cartId: string) =>
      mapResult(
        await call<{ online_payment: OnlinePayment }>(
          `/store/carts/${segment(cartId)}/online-payments`,
          { method: "POST", timeoutMs: COMPLETE_TIMEOUT_MS },
        ),
        (answer) => answer.online_payment,
      ),
    /** Has the server ask the gateway, and place the order once it is paid. */
    checkOnlinePayment: async (id: string) =>
      mapResult(
        await call<{ online_payment: OnlinePayment }>(
          `/store/online-payments/${segment(id)}/checks`,
          { method: "POST", timeoutMs: COMPLETE_TIMEOUT_MS },
        ),
        (answer) => answer.online_payment,
      ),
    completeCart: (cartId: string) =>
      call<{ type: "order" } | { type: "cart"; error?: { message?: string } }>(
        `/store/carts/${segment(cartId)}/complete${ITS_ID}`,
        { method: "POST", timeoutMs: COMPLETE_TIMEOUT_MS },
      ),

    // Orders
    orderOfCart: async (cartId: string) =>
      mapResult(
        await call<{ order: Order }>(`/store/carts/${segment(cartId)}/order`),
        (answer) => answer.order,
      ),
    trackedOrder: async (trackingToken: string) =>
      mapResult(
        await call<{ order: Order }>(`/store/tracked-orders/${segment(trackingToken)}`),
        (answer) => answer.order,
      ),
    askCancellation: async (trackingToken: string, vendorOrderId: string, reason: string) =>
      mapResult(
        await call<{ order: Order }>(
          `/store/tracked-orders/${segment(trackingToken)}/cancellation-requests`,
          { method: "POST", body: { vendor_order_id: vendorOrderId, reason } },
        ),
        (answer) => answer.order,
      ),
    orderInvoices: async (trackingToken: string) =>
      mapResult(
        await call<{ invoices: OrderInvoice[] }>(
          `/store/tracked-orders/${segment(trackingToken)}/invoices`,
        ),
        (answer) => answer.invoices,
      ),
    invoicePdf: (trackingToken: string, id: string) =>
      download(`/store/tracked-orders/${segment(trackingToken)}/invoices/${segment(id)}`),
    findOrder: async (displayId: number, phone: string) =>
      mapResult(
        await call<{ tracking_token: string }>("/store/order-lookups", {
          method: "POST",
          body: { display_id: displayId, phone },
        }),
        (answer) => answer.tracking_token,
      ),

    // Customer account
    register: async (email: string, password: string) =>
      mapResult(
        await call<{ token: string }>("/auth/customer/emailpass/register", {
          method: "POST",
          body: { email, password },
        }),
        (answer) => answer.token,
      ),
    createCustomer: (
      token: string,
      customer: { email: string; first_name: string; last_name: string; phone: string },
    ) => call<unknown>("/store/customers", { method: "POST", body: customer, token }),
    signIn: async (email: string, password: string) =>
      mapResult(
        await call<{ token?: string }>("/auth/customer/emailpass", {
          method: "POST",
          body: { email, password },
        }),
        (answer) => answer.token,
      ),
    refreshToken: async () =>
      mapResult(
        await call<{ token: string }>("/auth/token/refresh", { method: "POST" }),
        (answer) => answer.token,
      ),
    me: async (token?: string) =>
      mapResult(
        await call<{ customer: Customer }>("/store/customers/me", { token }),
        (answer) => answer.customer,
      ),
    changeMe: (changes: { first_name: string; last_name: string; phone: string }) =>
      call<unknown>("/store/customers/me", { method: "POST", body: changes }),
    taxIdentity: async () =>
      mapResult(
        await call<{ tax_identity: TaxIdentity | null }>("/store/customers/me/tax-identities"),
        (answer) => answer.tax_identity,
      ),
    saveTaxIdentity: (company: string, taxNumber: string) =>
      call<unknown>("/store/customers/me/tax-identities", {
        method: "POST",
        body: { company, tax_number: taxNumber },
      }),
    removeTaxIdentity: () =>
      call<unknown>("/store/customers/me/tax-identities", { method: "DELETE" }),
    addresses: async () =>
      mapResult(
        await call<{ addresses: SavedAddress[] }>("/store/customers/me/addresses", {
          query: { limit: 50 },
        }),
        (answer) => answer.addresses,
      ),
    addAddress: (address: AddressInput) =>
      call<unknown>("/store/customers/me/addresses", { method: "POST", body: address }),
    changeAddress: (id: string, address: AddressInput) =>
      call<unknown>(`/store/customers/me/addresses/${segment(id)}`, {
        method: "POST",
        body: address,
      }),
    removeAddress: (id: string) =>
      call<unknown>(`/store/customers/me/addresses/${segment(id)}`, { method: "DELETE" }),
    changePassword: (current: string, next: string) =>
      call<unknown>("/store/customers/me/password-changes", {
        method: "POST",
        body: { current_password: current, new_password: next },
      }),
    /** Sends a link to the address, if an account has it: the answer never says. */
    forgetPassword: (email: string) =>
      call<unknown>("/auth/customer/emailpass/reset-password", {
        method: "POST",
        body: { identifier: email, metadata: { locale } },
      }),
    resetPassword: (token: string, password: string) =>
      call<unknown>("/auth/customer/emailpass/update", {
        method: "POST",
        body: { password },
        token,
      }),
    emailConfirmation: async () =>
      mapResult(
        await call<{ email_confirmation: EmailConfirmation }>(
          "/store/customers/me/email-confirmations",
        ),
        (answer) => answer.email_confirmation,
      ),
    askEmailConfirmation: (token?: string) =>
      call<unknown>("/store/customers/me/email-confirmation-requests", { method: "POST", token }),
    confirmEmail: async (confirmation: string) =>
      mapResult(
        await call<{ email_confirmation: EmailConfirmation & { attached_orders: number } }>(
          "/store/customers/me/email-confirmations",
          { method: "POST", body: { token: confirmation } },
        ),
        (answer) => answer.email_confirmation,
      ),
    /** Sends a link to the new address, if it is free: the answer never says. */
    askEmailChange: (email: string, password: string) =>
      call<unknown>("/store/customers/me/email-change-requests", {
        method: "POST",
        body: { email, current_password: password },
      }),
    changeEmail: async (change: string) =>
      mapResult(
        await call<{ email_change: { email: string } }>("/store/customers/me/email-changes", {
          method: "POST",
          body: { token: change },
        }),
        (answer) => answer.email_change.email,
      ),
    closeAccount: (password: string) =>
      call<unknown>("/store/customers/me/closures", { method: "POST", body: { password } }),
    applyAsVendor: (application: VendorApplication) =>
      call<unknown>("/store/vendor-applications", { method: "POST", body: application }),
    myOrders: (limit: number, offset: number) =>
      call<List<"orders", Order>>("/store/customers/me/orders", { query: { limit, offset } }),
  }
}

function errorFrom(status: number, answer: unknown): ApiError {
  const body = (typeof answer === "object" && answer !== null ? answer : {}) as {
    message?: unknown
    code?: unknown
    issues?: unknown
    part?: unknown
    alternatives?: unknown
  }
  return {
    kind: status >= 500 ? "broken" : "refused",
    status,
    code: typeof body.code === "string" ? body.code : undefined,
    message: typeof body.message === "string" ? body.message : "",
    issues: Array.isArray(body.issues) ? (body.issues as ApiError["issues"]) : [],
    // Only these two answers carry them, in the shapes of the API's contract.
    moved: status === 301 ? (body.part as PartLink | undefined) : undefined,
    alternatives: status === 410 ? (body.alternatives as PartSummary[] | undefined) : undefined,
  }
}
