import type { Key, Values } from "../../i18n/translate"

/** A message shown once, on the next page. */
export type Flash = { tone: "good" | "warn" | "bad"; key?: Key; text?: string; values?: Values }

export type ChosenVehicle = { id: string; label: string }

/** A vehicle the reader keeps. `savedId` is its name in the account's garage, once it is there. */
export type KeptVehicle = ChosenVehicle & { plate?: string; savedId?: string }

/** What the reader's browser carries for us, sealed. Small: a cookie holds 4 KB. */
export type SessionData = {
  cartId?: string
  cartCount?: number
  /** The cart whose order was just placed: opens the confirmation page. */
  orderedCartId?: string
  customerToken?: string
  customerName?: string
  /** From a mail's link, taken out of the address at once: opens one page, until it is used. */
  resetToken?: string
  confirmationToken?: string
  emailChangeToken?: string
  /** The active one of the garage. */
  vehicle?: ChosenVehicle
  garage?: KeptVehicle[]
  flash?: Flash
  sealedAt?: number
}

const text = (value: unknown): string | undefined =>
  typeof value === "string" && value !== "" ? value : undefined

function keptVehicle(value: unknown): KeptVehicle | undefined {
  const raw = (typeof value === "object" && value !== null ? value : {}) as Record<string, unknown>
  const [id, label, plate, savedId] = [raw.id, raw.label, raw.plate, raw.savedId].map(text)
  return id && label ? { id, label, plate, savedId } : undefined
}

/** Takes from an unsealed value only what has the right shape. */
export function readSession(value: unknown): SessionData {
  if (typeof value !== "object" || value === null) {
    return {}
  }
  const raw = value as Record<string, unknown>
  return {
    cartId: text(raw.cartId),
    cartCount: typeof raw.cartCount === "number" ? raw.cartCount : undefined,
    orderedCartId: text(raw.orderedCartId),
    customerToken: text(raw.customerToken),
    customerName: text(raw.customerName),
    resetToken: text(raw.resetToken),
    confirmationToken: text(raw.confirmationToken),
    emailChangeToken: text(raw.emailChangeToken),
    vehicle: keptVehicle(raw.vehicle),
    garage: Array.isArray(raw.garage) ? raw.garage.flatMap((one) => keptVehicle(one) ?? []) : [],
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
