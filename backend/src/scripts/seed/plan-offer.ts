import { publicationBlockers, publishedStatus } from "@souk/parts/domain/publication"
import { variantIdOf } from "@souk/parts/domain/vehicle-identity"
import { vehicleFullName } from "@souk/parts/domain/vehicle-label"
import type { NewOffer } from "@souk/parts/workflows"
import type { SeedData, SeedOffer, SeedVehicle } from "../../../seed/generate"
import { photosOf, type Photos } from "./photos"

/** An offer as its vendor would have put it on sale; a draft when the rule keeps it from buyers. */
export function planOffer(
  data: Pick<SeedData, "parts" | "vehicles">,
  offer: SeedOffer,
  partId: string,
  photos: Photos,
): NewOffer {
  const donor = offer.donor && donorVehicle(data.vehicles[offer.donor.vehicle]!, offer.donor)
  // Une pièce neuve se montre par le dessin de sa famille ; une pièce d'occasion, par ses photos.
  const images = offer.condition === "used" ? photosOf(photos, data.parts[offer.part]!.drawing) : []
  const facts = {
    condition: offer.condition,
    has_photo: images.length > 0,
    has_price: true,
    has_category: true,
    donor_vehicle: donor,
    identity: "linked" as const,
  }
  return {
    sku: offer.sku,
    part_id: partId,
    price_millimes: offer.price_millimes,
    stock: offer.stock,
    condition: offer.condition,
    warranty_months: offer.warranty_months,
    delay_days: offer.delay_days,
    donor_vehicle: donor,
    images,
    status: publicationBlockers(facts).length === 0 ? publishedStatus(facts) : "draft",
  }
}

/** The wreck as its vendor would have chosen it in the panel. */
function donorVehicle(vehicle: SeedVehicle, { year, mileage_km }: NonNullable<SeedOffer["donor"]>) {
  const { make, model, generation, variant, power_ch, from, to } = vehicle
  const label = vehicleFullName(make, model, {
    generation,
    name: variant,
    power_ch,
    from_month: from,
    to_month: to,
  })
  return { variant_id: variantIdOf(vehicle), label, year, mileage_km }
}
