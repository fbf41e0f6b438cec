import type { APIContext } from "astro"
import { createApi, mapResult, type Api, type Result } from "../../lib/api"
import type { GarageVehicle, Vehicle, VehicleMake } from "../../lib/api-types"
import { remember } from "../../lib/remember"
import { isShared } from "../../lib/shared-pages"
import type { Translate } from "../../i18n/translate"
import type { ChosenVehicle, KeptVehicle } from "../session/session"
import { activate, keep, MAX_KEPT, remove, rename, type Garage } from "./garage"
import { engineLabel, years } from "./vehicle"

const KEEP_SECONDS = 3600

const load = remember<Result<VehicleMake[]>>(
  KEEP_SECONDS,
  () => createApi("fr").makes(),
  (result) => result.ok,
)
export const loadMakes = (): Promise<Result<VehicleMake[]>> => load("all")

const loadVehicle = remember<Result<Vehicle>>(
  KEEP_SECONDS,
  (id) => createApi("fr").vehicle(id),
  (result) => result.ok,
)

/** One line of a list; engines are grouped by generation. */
export type Choice = { value: string; label: string; group?: string }

/** The choices of the picker's second and third list. */
export async function loadChoices(
  api: Api,
  t: Translate,
  asked: { make?: string; model?: string },
): Promise<Result<Choice[]>> {
  if (asked.model) {
    return mapResult(await api.variants(asked.model), (variants) =>
      variants.map((variant) => ({
        value: variant.id,
        label: engineLabel(t, variant),
        group: variant.generation,
      })),
    )
  }
  return mapResult(await api.models(asked.make ?? ""), (models) =>
    models.map(({ id, name, from, to }) => ({
      value: id,
      label: [name, years(t, from, to)].filter(Boolean).join(" · "),
    })),
  )
}

/**
 * The vehicle a page is seen with. Lists and parts are shared between readers, so that theirs is in
 * the address alone; elsewhere it is the active one of the garage.
 */
export async function vehicleOfPage({
  locals,
  url,
}: APIContext): Promise<ChosenVehicle | undefined> {
  const id = url.searchParams.get("vehicle")
  if (!isShared(locals.path)) {
    return locals.session.data.vehicle
  }
  if (!id || !/^[\w.-]{1,64}$/.test(id)) {
    return undefined
  }
  const found = await loadVehicle(id)
  if (found.ok) {
    return { id: found.value.id, label: found.value.full_name }
  }
  if (found.error.kind === "refused") {
    locals.flash = { tone: "bad", key: "vehicle.unknown" }
  }
  return undefined
}

const current = ({ session }: App.Locals): Garage => ({
  garage: session.data.garage ?? [],
  vehicle: session.data.vehicle,
})

/** A vehicle that left the catalogue is to be chosen again: it is not shown. */
const kept = ({ id, variant, plate }: GarageVehicle): KeptVehicle[] =>
  variant
    ? [{ id: variant.id, label: variant.full_name, plate: plate ?? undefined, savedId: id }]
    : []

/** The account's garage when there is one, else the cookie's. An older API has none. */
export async function loadGarage(locals: App.Locals): Promise<Garage> {
  const here = current(locals)
  if (!locals.session.data.customerToken) {
    return here
  }
  const saved = await locals.api.garage()
  if (!saved.ok) {
    return here
  }
  const active = saved.value.find(({ is_active }) => is_active)?.variant
  return {
    garage: saved.value.flatMap(kept),
    vehicle: active ? { id: active.id, label: active.full_name } : undefined,
  }
}

const remembered = (locals: App.Locals, { garage, vehicle }: Garage): void =>
  locals.session.set({ garage: garage.slice(0, MAX_KEPT), vehicle })

/** Puts a vehicle into the garage and makes it the active one. */
export async function chooseVehicle(
  locals: App.Locals,
  id: string,
  plate?: string,
): Promise<Result<ChosenVehicle>> {
  const found = await loadVehicle(id)
  if (!found.ok) {
    return found
  }
  const chosen: KeptVehicle = {
    id: found.value.id,
    label: found.value.full_name,
    ...(plate ? { plate } : {}),
  }
  const before = await loadGarage(locals)
  if (locals.session.data.customerToken) {
    const known = before.garage.find((vehicle) => vehicle.id === chosen.id)
    const saved = known?.savedId
      ? await locals.api.changeInGarage(known.savedId, { is_active: true })
      : await locals.api.addToGarage({ variant_id: chosen.id, plate, is_active: true })
    // The cookie keeps it in any case: a garage that does not answer must not cost the choice.
    if (saved.ok && !known?.savedId) {
      remembered(locals, keep(before, chosen))
      remembered(locals, await loadGarage(locals))
      return { ok: true, value: chosen }
    }
  }
  remembered(locals, keep(before, chosen))
  return { ok: true, value: chosen }
}

export type GarageAction = "use" | "plate" | "remove"

/** Changes one vehicle of the garage, in the account first when the reader has one. */
export async function changeGarage(
  locals: App.Locals,
  action: GarageAction,
  id: string,
  plate: string,
): Promise<Result<unknown>> {
  const before = await loadGarage(locals)
  const savedId = before.garage.find((vehicle) => vehicle.id === id)?.savedId
  if (savedId) {
    const done = await {
      use: () => locals.api.changeInGarage(savedId, { is_active: true }),
      plate: () => locals.api.changeInGarage(savedId, { plate: plate || null }),
      remove: () => locals.api.removeFromGarage(savedId),
    }[action]()
    // Removed in another tab: it is gone, as asked.
    if (!done.ok && !(action === "remove" && done.error.status === 404)) {
      return done
    }
  }
  const after = {
    use: () => activate(before, id),
    plate: () => rename(before, id, plate),
    remove: () => remove(before, id),
  }[action]()
  remembered(locals, after)
  return { ok: true, value: undefined }
}

/** A visitor's vehicles join the account on signing in; the active one stays active. */
export async function bringGarage(locals: App.Locals): Promise<void> {
  const visitor = current(locals)
  const saved = await locals.api.garage()
  if (!saved.ok) {
    return
  }
  const known = new Set(saved.value.map(({ variant }) => variant?.id))
  for (const vehicle of visitor.garage.filter(({ id }) => !known.has(id)).reverse()) {
    await locals.api.addToGarage({
      variant_id: vehicle.id,
      plate: vehicle.plate,
      is_active: vehicle.id === visitor.vehicle?.id,
    })
  }
  const account = await loadGarage(locals)
  remembered(locals, {
    garage: account.garage,
    vehicle: visitor.vehicle ?? account.vehicle,
  })
}
