import type { MedusaContainer } from "@medusajs/framework/types"
import { errors } from "../domain/errors"
import { readPlate } from "../domain/plate"
import { readVin } from "../domain/vin"
import { PARTS_MODULE } from "../modules/parts"
import type { GarageRow } from "../modules/parts/garage"
import type PartsModuleService from "../modules/parts/service"
import type { GarageVehicleView } from "./garage-schemas"
import { fullVehicleView } from "./vehicle-view"

const SHOWN_CHARACTERS = 40

/** The VIN as it is kept, or what is wrong with it. */
export function acceptedVin(text: string): string {
  const reading = readVin(text)
  if ("vin" in reading) return reading.vin
  if (reading.problem === "length") throw errors.vin_length({ length: reading.length })
  throw errors.vin_character({ character: reading.character, position: reading.position })
}

function acceptedPlate(text: string): string {
  const plate = readPlate(text)
  if (!plate) throw errors.plate_unreadable({ plate: text.slice(0, SHOWN_CHARACTERS) })
  return plate
}

type Texts = { label?: string | null; plate?: string | null; vin?: string | null }

/** What a buyer wrote of a vehicle as it is kept; an empty text is none, what is not said stays away. */
export function acceptedTexts({ label, plate, vin }: Texts): Texts {
  return {
    ...(label !== undefined && { label: label || null }),
    ...(plate !== undefined && { plate: plate ? acceptedPlate(plate) : null }),
    ...(vin !== undefined && { vin: vin ? acceptedVin(vin) : null }),
  }
}

/** Vehicles of a garage as its buyer sees them. */
export async function garageViews(
  container: MedusaContainer,
  rows: GarageRow[],
): Promise<GarageVehicleView[]> {
  const parts: PartsModuleService = container.resolve(PARTS_MODULE)
  const variants = await parts.listVehicleVariants(
    { id: [...new Set(rows.map((row) => row.variant_id))] },
    { relations: ["model", "model.make"] },
  )
  const views = new Map(variants.map((variant) => [variant.id, fullVehicleView(variant)]))
  return rows.map(({ variant_id, ...row }) => ({ ...row, variant: views.get(variant_id) ?? null }))
}

/** One vehicle of a buyer's garage. Another buyer's is answered as none. */
export async function garageView(
  container: MedusaContainer,
  customerId: string,
  id: string,
): Promise<GarageVehicleView> {
  const parts: PartsModuleService = container.resolve(PARTS_MODULE)
  const row = await parts.findGarageVehicle(customerId, id)
  if (!row) throw errors.garage_vehicle_not_found()
  return (await garageViews(container, [row]))[0]!
}
