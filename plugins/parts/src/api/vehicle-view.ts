import { vehicleFullName, vehicleLabel } from "../domain/vehicle-label"
import type { CompatibleVehicleRow } from "../modules/parts/compatible-vehicles"
import type { VehicleVariantRow } from "../modules/parts/rows"
import type { CompatibleVehicle, FullVehicleView, VehicleVariantView } from "./schemas"

/** A vehicle as the store routes show it. */
export function vehicleView(variant: VehicleVariantRow): VehicleVariantView {
  return {
    id: variant.id,
    model_id: variant.model_id,
    generation: variant.generation,
    name: variant.name,
    label: vehicleLabel(variant),
    energy: variant.energy,
    engine_code: variant.engine_code,
    displacement_cc: variant.displacement_cc,
    power_kw: variant.power_kw,
    power_ch: variant.power_ch,
    body: variant.body,
    from: variant.from_month,
    to: variant.to_month,
  }
}

type NamedVehicle = Omit<VehicleVariantRow, "model_id"> & {
  model: { id: string; name: string; make: { id: string; name: string } }
}

/** One vehicle with its make, its model and its whole name. */
export function fullVehicleView(variant: NamedVehicle): FullVehicleView {
  const { model } = variant
  const { make } = model
  return {
    ...vehicleView({ ...variant, model_id: model.id }),
    make: { id: make.id, name: make.name },
    model: { id: model.id, name: model.name },
    full_name: vehicleFullName(make.name, model.name, variant),
  }
}

/** A vehicle that a part fits, as the part's page lists it. */
export function compatibleVehicleView(fitment: CompatibleVehicleRow): CompatibleVehicle {
  const { make, model, generation, variant_id, position, quantity, status, note, exclusions } =
    fitment
  return {
    make,
    model,
    generation,
    variant_id,
    label: vehicleLabel(fitment),
    position,
    quantity,
    status,
    note,
    exclusions,
  }
}
