export type LabelledVehicle = {
  name: string
  generation: string
  power_ch: number | null
  from_month: string | null
  to_month: string | null
}

const year = (month: string | null) => month?.slice(0, 4) ?? ""

/** « 1.6 HDi 92 ch (2008 – 2013) »: how a vehicle is told from its sisters of the same model. */
export function vehicleLabel(vehicle: LabelledVehicle): string {
  const power = String(vehicle.power_ch ?? "")
  const engine =
    power && !new RegExp(`\\b${power}\\b`).test(vehicle.name)
      ? `${vehicle.name} ${power} ch`
      : vehicle.name
  const years = vehicle.from_month
    ? ` (${year(vehicle.from_month)} – ${year(vehicle.to_month)})`
    : ""
  return `${engine}${years.replace(" – )", " –)")}`
}

/** « Peugeot 308 I 1.6 HDi 92 (2008 – 2013) »: the whole name, outside any selector. */
export function vehicleFullName(make: string, model: string, vehicle: LabelledVehicle): string {
  return [make, model, vehicle.generation, vehicleLabel(vehicle)].filter(Boolean).join(" ")
}
