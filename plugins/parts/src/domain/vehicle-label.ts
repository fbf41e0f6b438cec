export type LabelledVehicle = {
  name: string
  generation: string
  power_ch: number | null
  from_month: string | null
  to_month: string | null
}

const year = (month: string | null) => month?.slice(0, 4) ?? ""

/** « 1.6 HDi 92 (2008 – 2013) »: how a vehicle is told from its sisters of the same model. */
export function vehicleLabel(vehicle: LabelledVehicle): string {
  // Most names end with the power already, as the maker rounds it.
  const engine =
    vehicle.power_ch === null || /\d{2,3}$/.test(vehicle.name)
      ? vehicle.name
      : `${vehicle.name} ${vehicle.power_ch} ch`
  const years = vehicle.from_month
    ? ` (${year(vehicle.from_month)} – ${year(vehicle.to_month)})`
    : ""
  return `${engine}${years.replace(" – )", " –)")}`
}

/** « Peugeot 308 I 1.6 HDi 92 (2008 – 2013) »: the whole name, outside any selector. */
export function vehicleFullName(make: string, model: string, vehicle: LabelledVehicle): string {
  return [make, model, vehicle.generation, vehicleLabel(vehicle)].filter(Boolean).join(" ")
}
