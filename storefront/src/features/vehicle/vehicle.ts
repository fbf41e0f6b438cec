import type { Key, Translate } from "../../i18n/translate"
import type { VehicleVariant } from "../../lib/api-types"

const energies: Record<string, Key> = {
  petrol: "vehicle.petrol",
  diesel: "vehicle.diesel",
  electric: "vehicle.electric",
  hybrid: "vehicle.hybrid",
  lpg: "vehicle.lpg",
}

const year = (month: string | null): string | undefined => month?.slice(0, 4)

export function years(t: Translate, from: string | null, to: string | null): string {
  const first = year(from)
  const last = year(to)
  if (first && last) {
    return first === last ? first : `${first}–${last}`
  }
  return first ? t("vehicle.since", { from: first }) : (last ?? "")
}

/** One engine in a list of a model's engines: what a mechanic reads on the papers. */
export function engineLabel(t: Translate, variant: VehicleVariant): string {
  const energy = energies[variant.energy]
  return [
    [variant.generation, variant.name].filter(Boolean).join(" "),
    energy ? t(energy) : variant.energy,
    variant.power_ch ? t("vehicle.power", { power: variant.power_ch }) : "",
    years(t, variant.from, variant.to),
    variant.engine_code ?? "",
  ]
    .filter(Boolean)
    .join(" · ")
}
