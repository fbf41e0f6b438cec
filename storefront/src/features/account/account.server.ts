import { createApi, type ApiError, type Result } from "../../lib/api"
import type { Customer } from "../../lib/api-types"
import type { Registration } from "./account"
import { bringGarage } from "../vehicle/vehicle.server"
import { tokenState } from "./customer-token"

/** Renews the buyer's token in the second half of its life; forgets it when it is over. */
export async function keepCustomerSignedIn(locals: App.Locals): Promise<void> {
  const { session, locale } = locals
  const { customerToken } = session.data
  if (!customerToken) {
    return
  }
  const state = tokenState(customerToken, new Date())
  if (state === "fresh") {
    return
  }
  if (state === "ageing") {
    const renewed = await locals.api.refreshToken()
    if (renewed.ok) {
      session.set({ customerToken: renewed.value })
      locals.api = createApi(locale, renewed.value, locals.clientAddress)
      return
    }
    if (renewed.error.kind !== "refused") {
      return
    }
  }
  signOut(locals)
}

export function signOut(locals: App.Locals): void {
  locals.session.set({ customerToken: undefined, customerName: undefined })
  locals.api = createApi(locals.locale, undefined, locals.clientAddress)
}

function signedIn(locals: App.Locals, token: string, name: string): void {
  locals.session.set({ customerToken: token, customerName: name })
  locals.api = createApi(locals.locale, token, locals.clientAddress)
}

/** Signs in again whoever just changed the password; without it the sign-in page asks for it. */
export async function renewSession(
  locals: App.Locals,
  { email, first_name }: Customer,
  password: string,
): Promise<void> {
  const token = await locals.api.signIn(email, password)
  if (token.ok && token.value) signedIn(locals, token.value, first_name ?? email)
}

/** With a token of the API: who it is, into the session, and the cart becomes theirs. */
export async function openAccount(
  locals: App.Locals,
  token: string | undefined,
): Promise<Result<Customer>> {
  if (!token) {
    return { ok: false, error: { kind: "refused", status: 401, message: "", issues: [] } }
  }
  const me = await locals.api.me(token)
  if (!me.ok) {
    return me
  }
  const { cartId } = locals.session.data
  if (cartId) {
    // Best effort: a cart that stays a guest's can still be ordered.
    await locals.api.giveCartToCustomer(cartId, token)
  }
  signedIn(locals, token, me.value.first_name ?? me.value.email)
  await bringGarage(locals)
  return me
}

export async function register(
  locals: App.Locals,
  person: Registration,
  password: string,
): Promise<Result<Customer>> {
  const { api } = locals
  const registered = await api.register(person.email, password)
  // An earlier try may have stopped between the identity and the customer: the password proves it.
  const token = registered.ok ? registered : await api.signIn(person.email, password)
  if (!token.ok || !token.value) {
    return registered.ok ? { ok: false, error: unfinished } : registered
  }
  const created = await api.createCustomer(token.value, person)
  if (!created.ok && registered.ok) {
    return created
  }
  // The first token knows of no customer yet; signing in gives one that does.
  const signed = await api.signIn(person.email, password)
  if (!signed.ok) {
    return signed
  }
  // Best effort: the account's page offers to send it again.
  await api.askEmailConfirmation(signed.value)
  return openAccount(locals, signed.value)
}

const unfinished: ApiError = { kind: "broken", status: 500, message: "", issues: [] }
