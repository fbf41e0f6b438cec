import { model } from "@medusajs/framework/utils"

/** A vehicle a registered buyer keeps. One of a buyer's vehicles may be the active one. */
export const GarageVehicle = model
  .define("garage_vehicle", {
    id: model.id({ prefix: "gar" }).primaryKey(),
    customer_id: model.text(),
    /** A `vehicle_variant`. */
    variant_id: model.text(),
    /** What the buyer calls it. */
    label: model.text().nullable(),
    /** Registration plate, a label only (see `domain/plate`). */
    plate: model.text().nullable(),
    vin: model.text().nullable(),
    is_active: model.boolean().default(false),
  })
  .indexes([
    { on: ["customer_id", "created_at"] },
    {
      name: "IDX_garage_vehicle_active_customer_id",
      on: ["customer_id"],
      unique: true,
      where: "is_active AND deleted_at IS NULL",
    },
  ])
