import { z } from "@medusajs/framework/zod"
import { identifier, line, listQuery } from "@souk/kit/routes"
import { fullVehicleVariant, listOf } from "./schemas"

/** Read by `domain/vin` and `domain/plate`, which forgive spaces, dashes and the script. */
const vin = line(40).nullable()
const plate = line(40).nullable()
const label = line(60).nullable()

export const garageQuery = listQuery

export const garageBody = z.object({
  variant_id: identifier,
  label: label.optional(),
  plate: plate.optional(),
  vin: vin.optional(),
  is_active: z.boolean().optional(),
})
export type GarageBody = z.infer<typeof garageBody>

export const garageChangeBody = garageBody.omit({ variant_id: true })
export type GarageChangeBody = z.infer<typeof garageChangeBody>

const garageVehicle = z.object({
  id: z.string(),
  /** Null once the catalogue no longer holds the vehicle: it is to be chosen again. */
  variant: fullVehicleVariant.nullable(),
  label: z.string().nullable(),
  plate: z.string().nullable(),
  vin: z.string().nullable(),
  is_active: z.boolean(),
  created_at: z.date(),
})
export type GarageVehicleView = z.infer<typeof garageVehicle>

export const garageResponse = listOf("garage_vehicles", garageVehicle)
export const garageVehicleResponse = z.object({ garage_vehicle: garageVehicle })
export const garageDeletedResponse = z.object({
  id: z.string(),
  object: z.literal("garage_vehicle"),
  deleted: z.literal(true),
})

export const vinResponse = z.object({
  vin: z.object({
    vin: z.string(),
    wmi: z.string(),
    makes: z.array(z.object({ id: z.string(), name: z.string(), slug: z.string() })),
    /** A hint, North American VINs only: years the tenth character may stand for. */
    model_years: z.array(z.int()),
    decoded: z.literal(false),
    message_code: z.enum(["vin_narrows_only", "vin_maker_unknown"]),
    message: z.string(),
  }),
})
