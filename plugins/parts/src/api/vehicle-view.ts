import { vehicleLabel } from "../domain/vehicle-label"
import type { VehicleVariantRow } from "../modules/parts/rows"
import type { VehicleVariantView } from "./schemas"

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
