import type { Locale } from "../i18n/locales"
import type {
  Cart,
  Category,
  CheckoutRequest,
  Customer,
  Governorate,
  List,
  Order,
  Part,
  PartList,
  PartsQuery,
  Vehicle,
  VehicleMake,
  VehicleModel,
  VehicleVariant,
  Vendor,
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
}
export type Result<T> = { ok: true; value: T } | { ok: false; error: ApiError }

export const ok = <T>(value: T): Result<T> => ({ ok: true, value })

export const mapResult = <T, U>(result: Result<T>, change: (value: T) => U): Result<U> =>
  result.ok ? ok(change(result.value)) : result

const READ_TIMEOUT_MS = 8_000
const WRITE_TIMEOUT_MS = 20_000
const COMPLETE_TIMEOUT_MS = 60_000

type Call = {
  method?: "GET" | "POST" | "DELETE"
  query?: Record<string, string | number | boolean | undefined>
  body?: unknown
  token?: string
  timeoutMs?: number
}

export type Api = ReturnType<typeof createApi>

export function createApi(locale: Locale, customerToken?: string) {
  async function call<T>(path: string, options: Call = {}): Promise<Result<T>> {
    const { apiUrl, publishableKey } = environment()
    const url = new URL(apiUrl + path)
    for (const [name, value] of Object.entries(options.query ?? {})) {
      if (value !== undefined) {
        url.searchParams.set(name, String(value))
      }
    }
    const token = options.token ?? customerToken
    const method = options.method ?? "GET"
    const fallbackTimeoutMs = method === "GET" ? READ_TIMEOUT_MS : WRITE_TIMEOUT_MS

    try {
      const response = await fetch(url, {
        method,
        headers: {
          accept: "application/json",
          "x-publishable-api-key": publishableKey,
          "x-medusa-locale": locale,
          ...(token ? { authorization: `Bearer ${token}` } : {}),
          ...(method === "POST" ? { "content-type": "application/json" } : {}),
        },
        body: method === "POST" ? JSON.stringify(options.body ?? {}) : undefined,
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

  const segment = encodeURIComponent

  return {
    // Catalogue
    categories: async () =>
      mapResult(
        await call<{ product_categories: Category[] }>("/store/product-categories", {
          query: { fields: "id,name,handle,parent_category_id,rank", limit: 1000 },
        }),
        (answer) => answer.product_categories,
      ),
    parts: (query: PartsQuery) => call<PartList>("/store/parts", { query }),
    part: async (id: string, vehicle?: string) =>
      mapResult(
        await call<{ part: Part }>(`/store/parts/${segment(id)}`, { query: { vehicle } }),
        (answer) => answer.part,
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

    // Vendors and places
    governorates: async () =>
      mapResult(
        await call<List<"governorates", Governorate>>("/store/governorates"),
        (answer) => answer.governorates,
      ),
    vendors: (query: { governorate_code?: string; limit: number; offset: number }) =>
      call<List<"vendors", Vendor>>("/store/vendors", { query }),
    vendor: async (handle: string) =>
      mapResult(
        await call<{ vendor: Vendor }>(`/store/vendors/${segment(handle)}`),
        (answer) => answer.vendor,
      ),

    // Cart and checkout
    regions: async () =>
      mapResult(
        await call<{ regions: { id: string }[] }>("/store/regions"),
        (answer) => answer.regions,
      ),
    createCart: async (regionId: string, variantId: string, quantity: number) =>
      mapResult(
        await call<{ cart: { id: string } }>("/store/carts", {
          method: "POST",
          body: { region_id: regionId, items: [{ variant_id: variantId, quantity }] },
        }),
        (answer) => answer.cart.id,
      ),
    cart: async (cartId: string) =>
      mapResult(
        await call<{ cart: Cart }>(`/store/carts/${segment(cartId)}/groups`),
        (answer) => answer.cart,
      ),
    addLine: (cartId: string, variantId: string, quantity: number) =>
      call<unknown>(`/store/carts/${segment(cartId)}/line-items`, {
        method: "POST",
        body: { variant_id: variantId, quantity },
      }),
    changeLine: (cartId: string, lineId: string, quantity: number) =>
      call<unknown>(`/store/carts/${segment(cartId)}/line-items/${segment(lineId)}`, {
        method: "POST",
        body: { quantity },
      }),
    removeLine: (cartId: string, lineId: string) =>
      call<unknown>(`/store/carts/${segment(cartId)}/line-items/${segment(lineId)}`, {
        method: "DELETE",
      }),
    giveCartToCustomer: (cartId: string, token: string) =>
      call<unknown>(`/store/carts/${segment(cartId)}/customer`, { method: "POST", token }),
    prepareCheckout: async (cartId: string, request: CheckoutRequest) =>
      mapResult(
        await call<{ cart: Cart }>(`/store/carts/${segment(cartId)}/checkouts`, {
          method: "POST",
          body: request,
        }),
        (answer) => answer.cart,
      ),
    completeCart: (cartId: string) =>
      call<{ type: "order" } | { type: "cart"; error?: { message?: string } }>(
        `/store/carts/${segment(cartId)}/complete`,
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
    myOrders: (limit: number, offset: number) =>
      call<List<"orders", Order>>("/store/customers/me/orders", { query: { limit, offset } }),
  }
}

function errorFrom(status: number, answer: unknown): ApiError {
  const body = (typeof answer === "object" && answer !== null ? answer : {}) as {
    message?: unknown
    code?: unknown
    issues?: unknown
  }
  return {
    kind: status >= 500 ? "broken" : "refused",
    status,
    code: typeof body.code === "string" ? body.code : undefined,
    message: typeof body.message === "string" ? body.message : "",
    issues: Array.isArray(body.issues) ? (body.issues as ApiError["issues"]) : [],
  }
}
