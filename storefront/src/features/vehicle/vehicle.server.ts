import type { APIContext } from "astro"
import { createApi, mapResult, type Api, type Result } from "../../lib/api"
import type { VehicleMake } from "../../lib/api-types"
import { remember } from "../../lib/remember"
import type { Translate } from "../../i18n/translate"
import { engineLabel, years } from "./vehicle"

const KEEP_SECONDS = 3600

const load = remember<Result<VehicleMake[]>>(
  KEEP_SECONDS,
  () => createApi("fr").makes(),
  (result) => result.ok,
)
export const loadMakes = (): Promise<Result<VehicleMake[]>> => load("all")

export type Choice = { value: string; label: string }

/** The choices of the picker's second and third list. */
export async function loadChoices(
  api: Api,
  t: Translate,
  asked: { make?: string; model?: string },
): Promise<Result<Choice[]>> {
  if (asked.model) {
    return mapResult(await api.variants(asked.model), (variants) =>
      variants.map((variant) => ({ value: variant.id, label: engineLabel(t, variant) })),
    )
  }
  return mapResult(await api.models(asked.make ?? ""), (models) =>
    models.map(({ id, name, from, to }) => ({
      value: id,
      label: [name, years(t, from, to)].filter(Boolean).join(" · "),
    })),
  )
}

/** An address that names a vehicle chooses it, so that a shared link shows the same page. */
export async function adoptVehicle({ locals, request, url }: APIContext): Promise<void> {
  const id = url.searchParams.get("vehicle")
  if (request.method !== "GET" || !id || id === locals.session.data.vehicle?.id) {
    return
  }
  const found = await locals.api.vehicle(id)
  if (found.ok) {
    locals.session.set({ vehicle: { id: found.value.id, label: found.value.full_name } })
  } else if (found.error.kind === "refused") {
    locals.flash = { tone: "bad", key: "vehicle.unknown" }
  }
}
