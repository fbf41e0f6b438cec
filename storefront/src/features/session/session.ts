import type { Key, Values } from "../../i18n/translate"

/** A message shown once, on the next page. */
export type Flash = { tone: "good" | "bad"; key?: Key; text?: string; values?: Values }

export type ChosenVehicle = { id: string; label: string }

/** What the reader's browser carries for us, sealed. Small: a cookie holds 4 KB. */
export type SessionData = {
  cartId?: string
  cartCount?: number
  /** The cart whose order was just placed: opens the confirmation page. */
  orderedCartId?: string
  customerToken?: string
  customerName?: string
  vehicle?: ChosenVehicle
  flash?: Flash
  sealedAt?: number
}

const text = (value: unknown): string | undefined =>
  typeof value === "string" && value !== "" ? value : undefined

/** Takes from an unsealed value only what has the right shape. */
export function readSession(value: unknown): SessionData {
  if (typeof value !== "object" || value === null) {
    return {}
  }
  const raw = value as Record<string, unknown>
  const vehicle = raw.vehicle as Partial<ChosenVehicle> | undefined
  return {
    cartId: text(raw.cartId),
    cartCount: typeof raw.cartCount === "number" ? raw.cartCount : undefined,
    orderedCartId: text(raw.orderedCartId),
    customerToken: text(raw.customerToken),
    customerName: text(raw.customerName),
    vehicle:
      text(vehicle?.id) && text(vehicle?.label)
        ? { id: String(vehicle?.id), label: String(vehicle?.label) }
        : undefined,
    // Only this server can seal a cookie, so a flash has the shape it was given.
    flash: raw.flash as Flash | undefined,
    sealedAt: typeof raw.sealedAt === "number" ? raw.sealedAt : undefined,
  }
}

/** The session during one request: read freely, changed through `set`, written back once. */
export class Session {
  #data: SessionData
  #changed = false

  constructor(data: SessionData) {
    this.#data = data
  }

  get data(): Readonly<SessionData> {
    return this.#data
  }

  get changed(): boolean {
    return this.#changed
  }

  set(changes: Partial<SessionData>): void {
    this.#data = { ...this.#data, ...changes }
    this.#changed = true
  }
}
