import type { MedusaContainer } from "@medusajs/framework/types"
import { normalizeReference, partSlug, slugify } from "@souk/parts/domain/reference"
import { stableId } from "@souk/parts/domain/stable-id"
import { makeIdOf, modelIdOf, modelSlugOf, variantIdOf } from "@souk/parts/domain/vehicle-identity"
import {
  PARTS_MODULE,
  type CatalogueRows,
  type PartsModuleService,
} from "@souk/parts/modules/parts"
import type { SeedData, SeedPart, SeedVehicle } from "../../../seed/generate"

const PARTS_PER_LOAD = 2_000
const ANY_POSITION = "any"

/** Vehicles, brands, criteria and parts. Answers the id of each part, in order. */
export async function loadCatalogue(container: MedusaContainer, data: SeedData) {
  const service: PartsModuleService = container.resolve(PARTS_MODULE)
  await loadVehicles(container, data)
  await service.loadCatalogue(vocabularyRows(data))

  const slugs = new Map<string, number>()
  for (let from = 0; from < data.parts.length; from += PARTS_PER_LOAD) {
    const batch = data.parts.slice(from, from + PARTS_PER_LOAD)
    await service.loadCatalogue(partRows(batch, data.vehicles, slugs))
  }
  return {
    result: { parts: data.parts.map(partId) },
    told: `${data.vehicles.length} vehicles, ${data.parts.length} parts`,
  }
}

type Vehicles = Pick<SeedData, "vehicles" | "makes">

/** Vehicles, and the codes that VINs of their makes begin with: what is new joins what is known. */
export async function loadVehicles(container: MedusaContainer, data: Vehicles) {
  const service: PartsModuleService = container.resolve(PARTS_MODULE)
  const rows = vehicleRows(data)
  const written = await service.loadCatalogue(rows)
  const codesOf = new Map(rows.vehicle_make!.map((make) => [make.id, make.wmi_codes]))
  const makes = await service.listVehicleMakes({ id: [...codesOf.keys()] }, { take: codesOf.size })
  const renewed = makes.flatMap(({ id, wmi_codes: known }) => {
    const codes = [...new Set([...known, ...codesOf.get(id)!])]
    return codes.length > known.length ? [{ id, wmi_codes: codes }] : []
  })
  if (renewed.length > 0) await service.updateVehicleMakes(renewed)
  return { result: null, told: `${written.vehicle_variant} new, ${renewed.length} makes renewed` }
}

const brandId = (name: string) => stableId("brand", normalizeReference(name))
const partId = (part: SeedPart) =>
  stableId("part", normalizeReference(part.brand), normalizeReference(part.mpn))

function vehicleRows({ vehicles, makes }: Vehicles): CatalogueRows {
  const codesOf = new Map(makes.map(({ make, wmi }) => [make, wmi]))
  const kindsOf = new Map<string, Set<string>>()
  for (const { make, model, kind } of vehicles) {
    const name = `${make} ${model}`
    kindsOf.set(name, (kindsOf.get(name) ?? new Set()).add(kind))
  }
  const modelSlug = ({ make, model, kind }: SeedVehicle) =>
    modelSlugOf(model, kind, kindsOf.get(`${make} ${model}`)!.size > 1)

  return {
    vehicle_make: unique(vehicles, ({ make }) => makeIdOf(make)).map((vehicle) => ({
      id: makeIdOf(vehicle.make),
      name: vehicle.make,
      slug: slugify(vehicle.make),
      wmi_codes: codesOf.get(vehicle.make) ?? [],
    })),
    vehicle_model: unique(vehicles, modelIdOf).map((vehicle) => ({
      id: modelIdOf(vehicle),
      make_id: makeIdOf(vehicle.make),
      name: vehicle.model,
      slug: modelSlug(vehicle),
      kind: vehicle.kind,
    })),
    vehicle_variant: unique(vehicles, variantIdOf).map((vehicle) => ({
      id: variantIdOf(vehicle),
      model_id: modelIdOf(vehicle),
      generation: vehicle.generation,
      name: vehicle.variant,
      energy: vehicle.energy,
      engine_code: vehicle.engine_code || null,
      displacement_cc: vehicle.displacement_cc,
      power_kw: vehicle.power_kw,
      power_ch: vehicle.power_ch,
      body: vehicle.body || null,
      from_month: vehicle.from,
      to_month: vehicle.to,
      source: "demo",
    })),
  }
}

function vocabularyRows({ brands, criteria, criteriaValues }: SeedData): CatalogueRows {
  const valueNames = Object.fromEntries(
    criteriaValues.map(({ value, name_fr, name_ar, name_en }) => [
      value,
      { fr: name_fr, ar: name_ar, en: name_en },
    ]),
  )
  return {
    brand: brands.map((brand) => ({
      id: brandId(brand.name),
      name: brand.name,
      name_key: normalizeReference(brand.name),
      slug: slugify(brand.name),
    })),
    brand_alias: brands.flatMap((brand) =>
      brand.aliases.map((name) => ({
        id: stableId("balias", normalizeReference(name)),
        brand_id: brandId(brand.name),
        name,
        name_key: normalizeReference(name),
      })),
    ),
    criterion: criteria.map(({ key, unit, name_fr, name_ar, name_en }) => ({
      id: stableId("crit", key),
      key,
      unit,
      name_fr,
      name_ar,
      name_en,
      value_names: valueNames,
    })),
  }
}

function partRows(
  parts: SeedPart[],
  vehicles: SeedVehicle[],
  slugs: Map<string, number>,
): CatalogueRows {
  return {
    part: parts.map((part) => ({
      id: partId(part),
      slug: freeSlug(partSlug({ name_fr: part.name.fr, brand: part.brand, mpn: part.mpn }), slugs),
      brand_id: brandId(part.brand),
      mpn: part.mpn,
      mpn_key: normalizeReference(part.mpn),
      ean: part.ean,
      category_id: `pcat_${part.category_id}`,
      drawing: part.drawing,
      name_fr: part.name.fr,
      name_ar: part.name.ar,
      name_en: part.name.en,
      position: part.position,
      vat_percent: part.vat_percent,
      criteria: part.criteria,
    })),
    cross_reference: parts.flatMap((part) =>
      [
        ...part.oe_numbers.map(({ maker, number }) => ({ kind: "oe" as const, maker, number })),
        ...part.cross.map(({ kind, brand, number }) => ({ kind, maker: brand, number })),
      ].map((reference) => ({
        ...reference,
        id: stableId(
          "xref",
          partId(part),
          reference.kind,
          reference.maker,
          normalizeReference(reference.number),
        ),
        part_id: partId(part),
        number_key: normalizeReference(reference.number),
        source: "demo",
        confidence: 100,
      })),
    ),
    fitment: parts.flatMap((part) =>
      part.fitments.map(({ vehicle, position, quantity }) => {
        // The generator draws indexes of this very list.
        const variant_id = variantIdOf(vehicles[vehicle]!)
        const place = position ?? ANY_POSITION
        return {
          id: stableId("fit", partId(part), variant_id, place),
          part_id: partId(part),
          variant_id,
          position: place,
          quantity,
          status: "declared" as const,
          note: null,
          exclusions: null,
          source: "demo",
        }
      }),
    ),
  }
}

function freeSlug(slug: string, taken: Map<string, number>): string {
  const times = (taken.get(slug) ?? 0) + 1
  taken.set(slug, times)
  return times === 1 ? slug : `${slug}-${times}`
}

function unique<Item>(items: Item[], keyOf: (item: Item) => string): Item[] {
  return [...new Map(items.map((item) => [keyOf(item), item])).values()]
}
