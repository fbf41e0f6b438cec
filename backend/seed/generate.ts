import { readFileSync } from "node:fs"
import { join } from "node:path"
import { parse } from "csv-parse/sync"

// Le catalogue de démonstration : des tables écrites à la main (data/*.csv) et, au-dessus, des pièces et des offres
// inventées par un tirage reproductible. Mêmes tables, mêmes quantités, même graine : même catalogue.

// ---------------------------------------------------------------------------------------------- types

export type Names = { fr: string; ar: string; en: string }
export type SeedCategory = {
  id: string
  parent_id: string | null
  name_fr: string
  name_en: string
  level: number
  name_ar: string
}
export type SeedGovernorate = { code: string; name_fr: string; name_ar: string; name_en: string }
export type SeedDelegation = {
  code: string
  governorate_code: string
  name_fr: string
  name_ar: string
}
export type VehicleKind = "car" | "utility" | "truck" | "moto"
export type Energy = "petrol" | "diesel" | "hybrid" | "electric" | "lpg"
export type SeedVehicle = {
  kind: VehicleKind
  make: string
  model: string
  generation: string
  variant: string
  energy: Energy
  engine_code: string
  displacement_cc: number | null
  power_kw: number
  power_ch: number
  body: string
  from: string
  to: string | null
}
/** A make and the world manufacturer identifiers its VINs begin with. */
export type SeedMake = { make: string; wmi: string[] }
export type SeedVendor = {
  handle: string
  company: string
  status: "approved" | "pending" | "suspended"
  tax_number: string
  rib: string
  governorate_code: string
  delegation_code: string
  address: string
  phone: string
  email: string
  about_fr: string
  about_ar: string
  about_en: string
  opening_hours: string
  return_days: number
  handling_days: number
  shipping_fee_millimes: number
  free_shipping_from_millimes: number | null
  speciality: string
}
export type BrandTier = "premium" | "standard" | "economy"
export type SeedBrand = { name: string; country: string; tier: BrandTier; aliases: string[] }
export type SeedFamily = {
  code: string
  category_id: string
  name_fr: string
  name_ar: string
  name_en: string
  drawing: string
  brands: string[]
  price_min_millimes: number
  price_max_millimes: number
  vat_percent: number
  positions: string[]
  per_vehicle: number
  kinds: VehicleKind[]
  mpn_patterns: string[]
  criteria: { key: string; choices: string[] }[]
}
export type SeedCriterion = {
  key: string
  unit: string | null
  name_fr: string
  name_ar: string
  name_en: string
}
export type SeedCriterionValue = {
  value: string
  name_fr: string
  name_ar: string
  name_en: string
}
export type SeedBuyer = {
  first_name: string
  last_name: string
  email: string
  phone: string
  governorate_code: string
  delegation_code: string
  address: string
}
export type SeedPart = {
  key: string
  brand: string
  mpn: string
  ean: string | null
  family: string
  category_id: string
  drawing: string
  name: Names
  vat_percent: number
  criteria: { key: string; value: string }[]
  position: string | null
  oe_numbers: { maker: string; number: string }[]
  cross: { kind: "aftermarket" | "supersedes"; brand: string; number: string }[]
  fitments: { vehicle: number; position: string | null; quantity: number }[]
  base_price_millimes: number
}
export type SeedOffer = {
  key: string
  part: number
  vendor: string
  sku: string
  price_millimes: number
  stock: number
  condition: "new" | "used" | "refurbished"
  warranty_months: number
  delay_days: number
  /** The wreck that a used part comes from: its rank among the vehicles, and what a buyer asks of it. */
  donor: { vehicle: number; year: number; mileage_km: number } | null
}
export type SeedData = {
  categories: SeedCategory[]
  governorates: SeedGovernorate[]
  delegations: SeedDelegation[]
  vehicles: SeedVehicle[]
  makes: SeedMake[]
  vendors: SeedVendor[]
  brands: SeedBrand[]
  families: SeedFamily[]
  criteria: SeedCriterion[]
  criteriaValues: SeedCriterionValue[]
  buyers: SeedBuyer[]
  parts: SeedPart[]
  offers: SeedOffer[]
}
export type SeedTables = Omit<SeedData, "parts" | "offers">

export const DEFAULT_COUNTS = { parts: 2_000, offers: 4_000 }

// ---------------------------------------------------------------------------------------------- tables

type Row = Record<string, string>

export function loadSeedTables(dataDir: string): SeedTables {
  // La garantie du cast : chaque fichier porte les colonnes décrites dans data/README.md, les tests le vérifient.
  const table = <T>(file: string, refine: (row: Row) => unknown): T[] =>
    parse<Row>(readFileSync(join(dataDir, file), "utf8"), { columns: true }).map(refine) as T[]
  const asIs = (row: Row) => row

  return {
    categories: table("part-categories.csv", (row) => ({
      ...row,
      parent_id: row.parent_id || null,
      level: Number(row.level),
    })),
    governorates: table("governorates.csv", asIs),
    delegations: table("delegations.csv", asIs),
    vehicles: table("vehicles.csv", (row) => ({
      ...row,
      displacement_cc: numberOrNull(row.displacement_cc),
      power_kw: Number(row.power_kw),
      power_ch: Number(row.power_ch),
      to: row.to || null,
    })),
    makes: table("makes.csv", (row) => ({ ...row, wmi: list(row.wmi) })),
    vendors: table("vendors.csv", (row) => ({
      ...row,
      return_days: Number(row.return_days),
      handling_days: Number(row.handling_days),
      shipping_fee_millimes: Number(row.shipping_fee_millimes),
      free_shipping_from_millimes: numberOrNull(row.free_shipping_from_millimes),
    })),
    brands: table("brands.csv", (row) => ({ ...row, aliases: list(row.aliases) })),
    families: table("families.csv", ({ mpn_pattern, ...row }) => ({
      ...row,
      brands: list(row.brands),
      price_min_millimes: Number(row.price_min_millimes),
      price_max_millimes: Number(row.price_max_millimes),
      vat_percent: Number(row.vat_percent),
      positions: list(row.positions),
      per_vehicle: Number(row.per_vehicle),
      kinds: list(row.kinds),
      mpn_patterns: list(mpn_pattern),
      criteria: list(row.criteria).map(criterionChoices),
    })),
    criteria: table("criteria.csv", (row) => ({ ...row, unit: row.unit || null })),
    criteriaValues: table("criteria-values.csv", asIs),
    buyers: table("buyers.csv", asIs),
  }
}

const numberOrNull = (text: string) => (text === "" ? null : Number(text))
const list = (text: string) => (text === "" ? [] : text.split("|"))

/** `tyre_size=185⁄65 R15/205⁄55 R16`: `/` sépare les choix, `⁄` (U+2044) est une barre à l'intérieur d'un choix. */
function criterionChoices(text: string) {
  const [key, choices] = text.split("=")
  return { key, choices: choices.split("/").map((choice) => choice.replaceAll("⁄", "/")) }
}

// ---------------------------------------------------------------------------------------------- chance

type Chance = () => number

function mulberry32(seed: number): Chance {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/** Un tirage par objet : le n-ième ne dépend pas du nombre de ceux qui le suivent. */
const chanceFor = (seed: number, stream: number, index: number) =>
  mulberry32(
    Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^
      Math.imul(stream + 1, 0xc2b2ae35) ^
      Math.imul(index + 1, 0x27d4eb2f),
  )

const pick = <T>(chance: Chance, items: readonly T[]): T =>
  items[Math.floor(chance() * items.length)]
const between = (chance: Chance, low: number, high: number) =>
  low + Math.floor(chance() * (high - low + 1))

function shuffled<T>(chance: Chance, items: readonly T[]): T[] {
  const copy = [...items]
  for (let i = copy.length - 1; i > 0; i--) {
    const j = Math.floor(chance() * (i + 1))
    ;[copy[i], copy[j]] = [copy[j], copy[i]]
  }
  return copy
}

function textHash(text: string): number {
  let hash = 2166136261
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 16777619)
  return hash >>> 0
}

// ---------------------------------------------------------------------------------------------- trade knowledge

/** Ce qui s'use se vend plus : ces familles reçoivent quatre fois plus de pièces. */
const WEAR_FAMILIES = new Set([
  "brake-disc",
  "brake-pads",
  "oil-filter",
  "air-filter",
  "cabin-filter",
  "fuel-filter",
  "spark-plug",
  "glow-plug",
  "timing-belt-kit",
  "water-pump",
  "battery",
  "shock-absorber",
  "control-arm",
  "ball-joint",
  "tie-rod-end",
  "wheel-bearing",
  "clutch-kit",
  "headlight",
  "mirror",
  "wiper-blade",
  "engine-oil",
  "tyre",
  "accessory-belt",
  "stabiliser-link",
  "moto-brake-pads",
  "moto-chain-kit",
])

/** Ces catégories se montent par moteur ; les autres par modèle et génération. */
const ENGINE_CATEGORIES = [
  "vp-1-4-23",
  "vp-1-4-5",
  "vp-1-4-6",
  "vp-1-4-7",
  "vp-1-4-8",
  "vp-1-4-10",
  "vp-1-4-14",
  "vp-1-4-22",
  "vp-1-4-19-2",
  "vp-1-4-19-13",
  "vp-1-4-19-16",
]
const ENGINE_SENSORS = [
  "air-flow-meter",
  "crankshaft-sensor",
  "camshaft-sensor",
  "coolant-temperature-sensor",
  "map-sensor",
  "lambda-sensor",
]
const WITHOUT_ELECTRIC = [
  "vp-1-4-19-2",
  "vp-1-4-19-13",
  "vp-1-4-19-16",
  "vp-1-4-19-10",
  "vp-1-4-19-17",
]

const COMBUSTION: Energy[] = ["petrol", "diesel", "hybrid", "lpg"]
const SPARK: Energy[] = ["petrol", "hybrid", "lpg"]
const ENERGIES: Record<string, Energy[]> = {
  "spark-plug": SPARK,
  "moto-spark-plug": SPARK,
  "ignition-coil": SPARK,
  "ignition-leads": SPARK,
  "catalytic-converter": SPARK,
  carburettor: SPARK,
  "lambda-sensor": SPARK,
  "throttle-body": SPARK,
  "glow-plug": ["diesel"],
  turbocharger: ["diesel"],
  "egr-valve": ["diesel"],
}

const MAKER_GROUPS: Record<string, string[]> = {
  psa: ["Peugeot", "Citroën", "Wallyscar"],
  renault: ["Renault", "Dacia"],
  vag: ["Volkswagen", "Seat", "Skoda", "Audi"],
  korea: ["Kia", "Hyundai"],
  fiat: ["Fiat", "Alfa Romeo", "Lancia", "Jeep"],
  bmw: ["BMW", "Mini"],
}
const GROUP_OF_MAKE = new Map(
  Object.entries(MAKER_GROUPS).flatMap(([group, makes]) =>
    makes.map((make) => [make, group] as const),
  ),
)
const groupOf = (make: string) => GROUP_OF_MAKE.get(make) ?? make

/** Formes des références constructeur : # chiffre, @ lettre, % le code de la famille chez ce constructeur. */
const OE_SHAPES: Record<string, string[]> = {
  psa: ["4254.##", "16 0# ### #80", "98## ### #80", "####.@#"],
  renault: ["7701 ### ###", "8200 ### ###", "## ## ##### R"],
  vag: ["1K0 % @", "5Q0 % @", "6R0 %", "03L % @"],
  korea: ["%-#@###", "%-##000", "%-@#@##"],
  fiat: ["46######", "51######", "55######", "77######"],
  bmw: ["34 11 6 ### ###", "11 ## 7 ### ###", "33 52 6 ### ###"],
  Toyota: ["%-0####", "%-YZZ@#", "%-##0##"],
  Ford: ["1 ### ###", "2 0## ###", "@@#1-%-A@"],
  Opel: ["13 ### ###", "93 ### ###", "95 5## ###"],
  Nissan: ["%-#@@0A", "%-@@00#"],
  "Mercedes-Benz": ["A ### ### ## ##", "A 000 ### ## ##"],
  Isuzu: ["8-97###-###-#", "8-98###-###-0"],
  Mitsubishi: ["MR######", "MN######", "4605@###"],
  Suzuki: ["%-##@##", "%-##K00"],
  Honda: ["%-@@@-###", "%-T@@-J0#"],
  Mazda: ["@@##-##-###", "@#Y#-33-##Z"],
}
const OE_DEFAULT = ["@## ### ###", "#######-@##"]
const OE_FAMILY_CODES: Record<string, Record<string, string>> = {
  "brake-pads": {
    vag: "698 151",
    korea: "58101",
    Toyota: "04465",
    Nissan: "D1060",
    Suzuki: "55810",
    Honda: "45022",
  },
  "brake-disc": {
    vag: "615 301",
    korea: "51712",
    Toyota: "43512",
    Nissan: "40206",
    Suzuki: "55311",
    Honda: "45251",
  },
  "oil-filter": {
    vag: "115 561",
    korea: "26300",
    Toyota: "90915",
    Nissan: "15208",
    Suzuki: "16510",
    Honda: "15400",
  },
  "air-filter": {
    vag: "129 620",
    korea: "28113",
    Toyota: "17801",
    Nissan: "16546",
    Suzuki: "13780",
    Honda: "17220",
  },
  "shock-absorber": {
    vag: "413 031",
    korea: "54650",
    Toyota: "48510",
    Nissan: "54302",
    Suzuki: "41601",
    Honda: "51610",
  },
}

/** Préfixe GS1 du pays de la marque. */
const GS1_PREFIXES: Record<string, string> = {
  Germany: "404",
  France: "327",
  Italy: "802",
  Spain: "843",
  "United Kingdom": "501",
  Belgium: "541",
  Netherlands: "871",
  Sweden: "731",
  Denmark: "570",
  Poland: "590",
  Japan: "498",
  "South Korea": "880",
  Taiwan: "471",
  China: "693",
  Thailand: "885",
  "United States": "071",
  Tunisia: "619",
}

const TIER_FACTOR: Record<BrandTier, number> = { premium: 1.12, standard: 0.9, economy: 0.66 }
const SIZE_KEYS = new Set([
  "volume_l",
  "volume_ml",
  "capacity_ah",
  "output_a",
  "rim_inch",
  "tyre_size",
])
const ORDERED_WORDS = new Set(["disc_type", "tyre_size", "load_speed"])

const ASIAN_MAKES = new Set([
  "Kia",
  "Hyundai",
  "Toyota",
  "Isuzu",
  "Suzuki",
  "Nissan",
  "Mitsubishi",
  "Honda",
  "Mazda",
  "Chery",
  "MG",
  "Geely",
  "Haval",
  "Great Wall",
  "DFSK",
  "BYD",
  "Mahindra",
  "Tata",
  "SsangYong",
  "Chevrolet",
])
const inside =
  (...roots: string[]) =>
  (family: SeedFamily) =>
    roots.some((root) => family.category_id === root || family.category_id.startsWith(`${root}-`))
const isMoto = (family: SeedFamily) =>
  family.kinds.includes("moto") ||
  family.code.startsWith("moto-") ||
  inside("vp-1-6-1", "vp-1-6-3-3", "vp-1-7-6", "vp-1-5-3-6-3")(family)
const serviceParts = inside(
  "vp-1-4-1",
  "vp-1-4-5",
  "vp-1-4-23-1",
  "vp-1-4-10-3",
  "vp-1-5-5-2",
  "vp-1-5-5-8",
  "vp-1-4-3",
)

type Speciality = {
  sells: (family: SeedFamily, makes: Set<string>, kinds: Set<VehicleKind>) => boolean
  weight: number
}

const SPECIALITIES: Record<string, Speciality> = {
  generalist: {
    weight: 1,
    sells: (family) => !isMoto(family) || inside("vp-1-4", "vp-1-5", "vp-1-6", "vp-1-7")(family),
  },
  "brakes-filters": {
    weight: 2.5,
    sells: (family) =>
      !isMoto(family) &&
      serviceParts(family) &&
      (family.category_id !== "vp-1-4-3" || family.code === "cabin-filter"),
  },
  motorcycle: { weight: 6, sells: isMoto },
  "used-parts": {
    weight: 0.8,
    sells: (family) =>
      !isMoto(family) &&
      (inside(
        "vp-1-4-9",
        "vp-1-4-12-1",
        "vp-1-4-12-2",
        "vp-1-4-12-7",
        "vp-1-4-13",
        "vp-1-4-14-1",
        "vp-1-4-14-6",
        "vp-1-4-4",
        "vp-1-4-21-2",
        "vp-1-4-3-1",
        "vp-1-4-19-4",
        "vp-1-4-20-1",
        "vp-1-4-22-10",
        "vp-1-4-22-11",
        "vp-1-4-6-1",
        "vp-1-4-5-6",
      )(family) ||
        ["brake-caliper", "turbocharger", "injector", "throttle-body", "steering-rack"].includes(
          family.code,
        )),
  },
  "body-lighting": {
    weight: 2.5,
    sells: (family) =>
      !isMoto(family) && inside("vp-1-4-9", "vp-1-4-12", "vp-1-4-13", "vp-1-4-21")(family),
  },
  electrical: {
    weight: 2,
    sells: (family) =>
      inside(
        "vp-1-4-14",
        "vp-1-4-16",
        "vp-1-4-12",
        "vp-1-4-6-5",
        "vp-1-3",
        "vp-1-5-7-3",
        "vp-1-5-7-6",
        "vp-1-5-7-8",
        "vp-1-6-3-2",
      )(family),
  },
  "engine-cooling": {
    weight: 2,
    sells: (family) =>
      !isMoto(family) &&
      inside(
        "vp-1-4-5",
        "vp-1-4-6",
        "vp-1-4-7",
        "vp-1-4-8",
        "vp-1-4-10",
        "vp-1-4-22",
        "vp-1-4-23",
        "vp-1-4-16",
      )(family),
  },
  "care-tyres": {
    weight: 2,
    sells: inside(
      "vp-1-5",
      "vp-1-7",
      "vp-1-3",
      "vp-1-4-11",
      "vp-1-4-20",
      "vp-1-4-14-2",
      "vp-1-4-21-4",
      "vp-1-6-3",
      "vp-1-4-5-5",
      "vp-1-4-23-1",
      "vp-1-4-1-7",
      "vp-1-4-1-8",
    ),
  },
  "asian-makes": {
    weight: 2,
    sells: (family, makes) => !isMoto(family) && [...makes].some((make) => ASIAN_MAKES.has(make)),
  },
  "suspension-steering": {
    weight: 2,
    sells: (family) =>
      !isMoto(family) && inside("vp-1-4-17", "vp-1-4-4", "vp-1-4-20-4", "vp-1-4-19-11")(family),
  },
  "utilities-trucks": {
    weight: 2,
    sells: (_family, _makes, kinds) => kinds.has("truck") || kinds.has("utility"),
  },
}

// ---------------------------------------------------------------------------------------------- catalogue

export function generateCatalogue(
  tables: SeedTables,
  counts: { parts: number; offers: number } = DEFAULT_COUNTS,
  seed = 2_000_83,
): { parts: SeedPart[]; offers: SeedOffer[] } {
  const parts = generateParts(tables, counts.parts, seed)
  return { parts, offers: generateOffers(tables, parts, counts.offers, seed) }
}

/**
 * Les pièces viennent par « application » : une famille, une position, des véhicules, des références d'origine ;
 * une à quatre marques y répondent et se croisent. Les premières applications parcourent chaque famille une fois.
 */
function generateParts(tables: SeedTables, count: number, seed: number): SeedPart[] {
  const { families } = tables
  const brands = new Map(tables.brands.map((brand) => [brand.name, brand]))
  const fitmentsOf = fitmentPicker(tables.vehicles)
  const nameOf = namer(tables)
  const references = referenceBook()
  const weighted = families.flatMap((family) =>
    Array<SeedFamily>(WEAR_FAMILIES.has(family.code) ? 4 : 1).fill(family),
  )
  const parts: SeedPart[] = []

  for (let application = 0; parts.length < count; application++) {
    const chance = chanceFor(seed, 1, application)
    const firstRound = application < families.length
    const family = firstRound ? families[application] : pick(chance, weighted)
    const position = family.positions.length ? pick(chance, family.positions) : null
    const { criteria, size } = pickCriteria(chance, family)
    // Partagé entre les marques d'une application : 300 000 pièces tiennent ainsi en mémoire. À ne pas modifier.
    const fitments = fitmentsOf(chance, family).map((vehicle) => ({
      vehicle,
      position,
      quantity: family.per_vehicle,
    }))
    const oeNumbers = oeNumbersFor(
      chance,
      family,
      fitments.map((fitment) => tables.vehicles[fitment.vehicle].make),
    )
    const name = nameOf(family, position, criteria)
    const price =
      family.price_min_millimes * (family.price_max_millimes / family.price_min_millimes) ** size

    const makers = shuffled(chance, family.brands).slice(0, firstRound ? 1 : between(chance, 1, 4))
    const siblings = makers.map((brand) => ({
      brand,
      number: references.next(chance, brand, patternFor(family, brand)),
    }))
    // Une équivalence dont la marque n'est pas vendue ici : on la cherche par son numéro tout de même.
    const stranger = family.brands.find((brand) => !makers.includes(brand))
    const outside =
      stranger && chance() < 0.4
        ? [
            {
              brand: stranger,
              number: references.next(chance, stranger, patternFor(family, stranger)),
            },
          ]
        : []

    for (const { brand, number } of siblings) {
      const superseded =
        chance() < 0.06 ? [references.next(chance, brand, patternFor(family, brand))] : []
      const { tier, country } = brands.get(brand)!
      const index = parts.length
      if (index === count) break
      parts.push({
        key: `part-${String(index + 1).padStart(6, "0")}`,
        brand,
        mpn: number,
        ean: chance() < 0.7 ? ean13(GS1_PREFIXES[country] ?? "400", index) : null,
        family: family.code,
        category_id: family.category_id,
        drawing: family.drawing,
        name,
        vat_percent: family.vat_percent,
        criteria,
        position,
        oe_numbers: oeNumbers,
        cross: [
          ...[...siblings, ...outside]
            .filter((other) => other.brand !== brand)
            .map((other) => ({ kind: "aftermarket" as const, ...other })),
          ...superseded.map((old) => ({ kind: "supersedes" as const, brand, number: old })),
        ],
        fitments,
        base_price_millimes: roundPrice(
          Math.min(
            family.price_max_millimes,
            Math.max(
              family.price_min_millimes,
              price * TIER_FACTOR[tier] * (0.95 + chance() * 0.1),
            ),
          ),
        ),
      })
    }
  }
  return parts
}

/** Les mesures d'une pièce vont ensemble (grand disque, disque épais) ; `size` (0 à 1) tire aussi le prix. */
function pickCriteria(chance: Chance, family: SeedFamily) {
  const scale = chance()
  let size = scale
  const criteria = family.criteria.map(({ key, choices }) => {
    const ordered =
      ORDERED_WORDS.has(key) || choices.every((choice) => !Number.isNaN(Number(choice)))
    const at = ordered ? scale * 0.75 + chance() * 0.25 : chance()
    const index = Math.floor(at * choices.length)
    if (SIZE_KEYS.has(key)) size = (index + 0.25 + at * 0.5) / choices.length
    return { key, value: choices[index] }
  })
  return { criteria, size: Math.min(1, size) }
}

// ---------------------------------------------------------------------------------------------- fitment

function fitmentPicker(vehicles: SeedVehicle[]) {
  const candidatesByFamily = new Map<string, number[]>()
  const poolsByRule = new Map<string, Map<string, number[]>>()

  const candidates = (family: SeedFamily) => {
    const known = candidatesByFamily.get(family.code)
    if (known) return known
    const energies =
      ENERGIES[family.code] ??
      (byEngine(family) || inside(...WITHOUT_ELECTRIC)(family) ? COMBUSTION : null)
    const found = vehicles.flatMap((vehicle, index) =>
      family.kinds.includes(vehicle.kind) && (!energies || energies.includes(vehicle.energy))
        ? [index]
        : [],
    )
    candidatesByFamily.set(family.code, found)
    return found
  }

  const pools = (family: SeedFamily, level: string, keyOf: (vehicle: SeedVehicle) => string) => {
    const rule = `${family.code} ${level}`
    let grouped = poolsByRule.get(rule)
    if (!grouped) {
      grouped = new Map()
      for (const index of candidates(family)) {
        const key = keyOf(vehicles[index])
        const pool = grouped.get(key)
        if (pool) pool.push(index)
        else grouped.set(key, [index])
      }
      poolsByRule.set(rule, grouped)
    }
    return grouped
  }

  return (chance: Chance, family: SeedFamily): number[] => {
    if (family.kinds.length === 0) return []
    const pivot = pick(chance, candidates(family))
    const at = (level: string, keyOf: (vehicle: SeedVehicle) => string) =>
      pools(family, level, keyOf).get(keyOf(vehicles[pivot]))!

    let pool = byEngine(family) ? at("engine", engineKey) : at("generation", generationKey)
    // Une pièce de châssis se partage avec une ou deux voitures sœurs du même groupe et du même âge.
    if (!byEngine(family) && chance() < 0.5) {
      const era = at("era", eraKey).filter(
        (index) => generationKey(vehicles[index]) !== generationKey(vehicles[pivot]),
      )
      const sister = era.length ? generationKey(vehicles[pick(chance, era)]) : null
      pool = [...pool, ...era.filter((index) => generationKey(vehicles[index]) === sister)]
    }
    if (pool.length < 3) pool = at("model", modelKey)
    if (pool.length < 3) pool = at("make", makeKey)
    if (pool.length < 3) pool = at("kind", (vehicle) => vehicle.kind)

    const wanted = Math.min(pool.length, 3 + Math.floor(chance() ** 1.6 * 23))
    const start = Math.max(
      0,
      Math.min(pool.indexOf(pivot) - Math.floor(chance() * wanted), pool.length - wanted),
    )
    return pool.slice(start, start + wanted)
  }
}

const byEngine = (family: SeedFamily) =>
  inside(...ENGINE_CATEGORIES)(family) || ENGINE_SENSORS.includes(family.code)
const makerKey = (vehicle: SeedVehicle) =>
  `${vehicle.kind === "moto" ? "moto " : ""}${groupOf(vehicle.make)}`
const engineKey = (vehicle: SeedVehicle) =>
  `${makerKey(vehicle)}|${vehicle.energy}|${vehicle.displacement_cc}`
const generationKey = (vehicle: SeedVehicle) =>
  `${vehicle.make}|${vehicle.model}|${vehicle.generation}`
const modelKey = (vehicle: SeedVehicle) => `${vehicle.make}|${vehicle.model}|${vehicle.kind}`
const makeKey = (vehicle: SeedVehicle) => `${vehicle.make}|${vehicle.kind}`
const eraKey = (vehicle: SeedVehicle) =>
  `${makerKey(vehicle)}|${vehicle.kind}|${Math.floor(Number(vehicle.from.slice(0, 4)) / 5)}`

// ---------------------------------------------------------------------------------------------- references

/** « 0 986 494-123 » et « 0986494123 » sont une seule référence. */
export const normaliseMpn = (mpn: string) => mpn.toUpperCase().replace(/[\s.\-/]/g, "")

const LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ"
const fill = (chance: Chance, pattern: string) =>
  pattern.replace(/[#@]/g, (mark) =>
    mark === "#" ? String(Math.floor(chance() * 10)) : pick(chance, [...LETTERS]),
  )

const patternFor = (family: SeedFamily, brand: string) =>
  family.mpn_patterns[family.brands.indexOf(brand) % family.mpn_patterns.length]

function referenceBook() {
  const taken = new Set<string>()
  return {
    next(chance: Chance, brand: string, pattern: string): string {
      for (let attempt = 0; ; attempt++) {
        // Motif épuisé : on allonge le numéro, un chiffre de plus tous les huit essais.
        const reference = fill(
          chance,
          pattern + (attempt < 8 ? "" : `-${"#".repeat(Math.floor(attempt / 8))}`),
        )
        const identity = `${brand} ${normaliseMpn(reference)}`
        if (taken.has(identity)) continue
        taken.add(identity)
        return reference
      }
    },
  }
}

function oeNumbersFor(chance: Chance, family: SeedFamily, makes: string[]) {
  const makerByGroup = new Map(makes.map((make) => [groupOf(make), make]))
  return [...makerByGroup].slice(0, 3).flatMap(([group, maker]) =>
    Array.from({ length: between(chance, 1, 2) }, () => ({
      maker,
      number: fill(chance, pick(chance, OE_SHAPES[group] ?? OE_DEFAULT)).replace("%", () =>
        oeFamilyCode(family.code, group),
      ),
    })),
  )
}

function oeFamilyCode(family: string, group: string): string {
  const known = OE_FAMILY_CODES[family]?.[group]
  if (known) return known
  const digits = String(textHash(family)).padStart(6, "1")
  return group === "vag" ? `${digits.slice(0, 3)} ${digits.slice(3, 6)}` : digits.slice(0, 5)
}

export function eanCheckDigit(first12: string): number {
  const sum = [...first12].reduce(
    (total, digit, index) => total + Number(digit) * (index % 2 ? 3 : 1),
    0,
  )
  return (10 - (sum % 10)) % 10
}

function ean13(prefix: string, index: number): string {
  // Multiplicateur premier avec 10⁹ : deux pièces n'ont jamais le même numéro.
  const body = prefix + String(((index + 1) * 387_420_489) % 1_000_000_000).padStart(9, "0")
  return body + eanCheckDigit(body)
}

// ---------------------------------------------------------------------------------------------- names

const POSITION_NAMES: Record<string, Names> = {
  front: { fr: "avant", ar: "أمام", en: "front" },
  rear: { fr: "arrière", ar: "خلف", en: "rear" },
  left: { fr: "côté gauche", ar: "يسار", en: "left" },
  right: { fr: "côté droit", ar: "يمين", en: "right" },
  "front-left": { fr: "avant côté gauche", ar: "أمام يسار", en: "front left" },
  "front-right": { fr: "avant côté droit", ar: "أمام يمين", en: "front right" },
  "rear-left": { fr: "arrière côté gauche", ar: "خلف يسار", en: "rear left" },
  "rear-right": { fr: "arrière côté droit", ar: "خلف يمين", en: "rear right" },
}
const ARABIC_UNITS: Record<string, string> = {
  mm: "مم",
  L: "لتر",
  ml: "مل",
  kg: "كغ",
  Ah: "أمبير ساعة",
  A: "أمبير",
  V: "فولت",
  W: "واط",
  bar: "بار",
}

/** « Disque de frein avant Ø 280 mm ventilé » : la famille, la position, puis une mesure, un code et un mot au plus. */
function namer(tables: SeedTables) {
  const criteria = new Map(tables.criteria.map((criterion) => [criterion.key, criterion]))
  const words = new Map(tables.criteriaValues.map((word) => [word.value, word]))

  return (
    family: SeedFamily,
    position: string | null,
    chosen: { key: string; value: string }[],
  ): Names => {
    const kinds = new Set<string>()
    const phrases: Names[] = []
    for (const { key, value } of chosen) {
      const criterion = criteria.get(key)!
      const word = words.get(value)
      const kind = word ? "word" : Number.isNaN(Number(value)) ? "code" : "measure"
      if (
        kinds.has(kind) ||
        value === "no" ||
        (kind === "measure" && (!criterion.unit || Number(value) === 0))
      )
        continue
      kinds.add(kind)
      if (value === "yes")
        phrases.push({
          fr: lowerFirst(criterion.name_fr),
          ar: criterion.name_ar,
          en: lowerFirst(criterion.name_en),
        })
      else if (word) phrases.push({ fr: word.name_fr, ar: word.name_ar, en: word.name_en })
      else if (kind === "code") phrases.push({ fr: value, ar: value, en: value })
      else phrases.push(measure(key, value, criterion.unit!))
    }
    const where = position ? POSITION_NAMES[position] : null
    return {
      fr: [family.name_fr, where?.fr, ...phrases.map((phrase) => phrase.fr)]
        .filter(Boolean)
        .join(" "),
      ar: [family.name_ar, where?.ar, ...phrases.map((phrase) => phrase.ar)]
        .filter(Boolean)
        .join(" - "),
      en: [family.name_en, where?.en, ...phrases.map((phrase) => phrase.en)]
        .filter(Boolean)
        .join(" "),
    }
  }
}

function measure(key: string, value: string, unit: string): Names {
  const space = unit === '"' ? "" : " "
  const diameter = key === "diameter_mm"
  return {
    fr: `${diameter ? "Ø " : ""}${value.replace(".", ",")}${space}${unit}`,
    ar: `${diameter ? "قطر " : ""}${value}${space}${ARABIC_UNITS[unit] ?? unit}`,
    en: `${diameter ? "Ø " : ""}${value}${space}${unit}`,
  }
}

const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1)

// ---------------------------------------------------------------------------------------------- offers

const OFFERS_PER_POPULAR_PART = 6
const REFURBISHED_FAMILIES = new Set([
  "alternator",
  "starter",
  "brake-caliper",
  "steering-rack",
  "drive-shaft",
  "turbocharger",
  "injector",
  "ac-compressor",
])

function generateOffers(
  tables: SeedTables,
  parts: SeedPart[],
  count: number,
  seed: number,
): SeedOffer[] {
  const families = new Map(tables.families.map((family) => [family.code, family]))
  const sellersOf = parts.map((part, index) =>
    sellersFor(chanceFor(seed, 2, index), tables, part, families.get(part.family)!),
  )
  const wanted = offersPerPart(
    sellersOf,
    parts.map((part) => part.family),
    count,
    seed,
  )

  return parts.flatMap((part, index) =>
    sellersOf[index]
      .slice(0, wanted[index])
      .map((vendor) =>
        offerOf(seed, part, index, vendor, families.get(part.family)!, tables.vehicles),
      ),
  )
}

/** Les vendeurs dont la spécialité couvre la pièce, dans l'ordre où ils la prendraient. */
function sellersFor(
  chance: Chance,
  { vendors, vehicles }: SeedTables,
  part: SeedPart,
  family: SeedFamily,
): SeedVendor[] {
  const makes = new Set(part.fitments.map((fitment) => vehicles[fitment.vehicle].make))
  const kinds = new Set(part.fitments.map((fitment) => vehicles[fitment.vehicle].kind))
  return (
    vendors
      .filter((vendor) => specialityOf(vendor).sells(family, makes, kinds))
      // Un vendeur en attente ou suspendu n'a que quelques offres.
      .filter((vendor) => vendor.status === "approved" || chance() < 0.1)
      .map((vendor) => ({ vendor, rank: -Math.log(1 - chance()) / specialityOf(vendor).weight }))
      .sort((one, other) => one.rank - other.rank)
      .map(({ vendor }) => vendor)
  )
}

function specialityOf(vendor: SeedVendor): Speciality {
  const speciality = SPECIALITIES[vendor.speciality]
  if (!speciality) {
    throw new Error(
      `vendors.csv: « ${vendor.handle} » a la spécialité inconnue « ${vendor.speciality} ». Choisissez parmi ${Object.keys(SPECIALITIES).join(", ")}.`,
    )
  }
  return speciality
}

/** Peu de pièces très vendues, beaucoup d'autres une seule fois ; la somme est exactement `count`. */
function offersPerPart(
  sellers: SeedVendor[][],
  families: string[],
  count: number,
  seed: number,
): Uint8Array {
  const capacity = sellers.reduce((total, vendors) => total + vendors.length, 0)
  if (count > capacity)
    throw new Error(
      `${count} offres demandées, mais les vendeurs n'en portent que ${capacity} sur ${sellers.length} pièces. Demandez plus de pièces ou moins d'offres.`,
    )

  const wanted = new Uint8Array(sellers.length)
  const mean = count / Math.max(1, sellers.length)
  let missing = count
  sellers.forEach((vendors, index) => {
    const chance = chanceFor(seed, 3, index)
    const demand = WEAR_FAMILIES.has(families[index]) ? 1.5 : 0.8
    const popularity = 0.6 + (-Math.log(1 - chance())) ** 1.5 * (mean - 0.6) * demand
    wanted[index] = Math.min(
      vendors.length,
      OFFERS_PER_POPULAR_PART,
      Math.max(0, Math.round(popularity)),
    )
    missing -= wanted[index]
  })
  for (let limit = OFFERS_PER_POPULAR_PART; missing !== 0; limit++) {
    for (let index = 0; index < sellers.length && missing !== 0; index++) {
      if (missing > 0 && wanted[index] < Math.min(limit, sellers[index].length)) {
        wanted[index]++
        missing--
      } else if (missing < 0 && wanted[index] > (mean < 1 ? 0 : 1)) {
        wanted[index]--
        missing++
      }
    }
  }
  return wanted
}

function offerOf(
  seed: number,
  part: SeedPart,
  index: number,
  vendor: SeedVendor,
  family: SeedFamily,
  vehicles: SeedVehicle[],
): SeedOffer {
  const chance = chanceFor(seed ^ textHash(vendor.handle), 4, index)
  const condition = conditionFor(chance, vendor, family)
  const share = {
    new: 0.92 + chance() * 0.24,
    refurbished: 0.6 + chance() * 0.15,
    used: 0.3 + chance() * 0.25,
  }[condition]
  const scarce = condition !== "new"
  return {
    key: `${vendor.handle}:${part.key}`,
    part: index,
    vendor: vendor.handle,
    sku: `${initials(vendor.handle)}-${part.key.slice("part-".length)}`,
    price_millimes: roundPrice(part.base_price_millimes * share),
    stock:
      chance() < 0.04 ? 0 : scarce ? between(chance, 1, 2) : Math.ceil(1 + 40 * chance() ** 2.5),
    condition,
    warranty_months: {
      new: pick(chance, [6, 12, 12, 24]),
      refurbished: pick(chance, [3, 6, 12]),
      used: pick(chance, [0, 1, 3]),
    }[condition],
    delay_days: vendor.handling_days + (chance() < 0.25 ? between(chance, 1, 3) : 0),
    donor: condition === "used" ? donorOf(chance, part, vehicles) : null,
  }
}

/** Les casses démontent rarement une voiture de moins de quatre ans. */
const LAST_WRECKED_YEAR = 2022

/** One of the vehicles that the part fits, which drove some 15,000 km a year. */
function donorOf(
  chance: Chance,
  part: SeedPart,
  vehicles: SeedVehicle[],
): NonNullable<SeedOffer["donor"]> {
  const { vehicle } = pick(chance, part.fitments)
  const { from, to } = vehicles[vehicle]
  const first = Number(from.slice(0, 4))
  const last = Math.max(
    first,
    Math.min(Number(to?.slice(0, 4) ?? LAST_WRECKED_YEAR), LAST_WRECKED_YEAR),
  )
  const year = between(chance, first, last)
  const age = Math.max(1, LAST_WRECKED_YEAR + 2 - year)
  return { vehicle, year, mileage_km: Math.min(age * between(chance, 9, 19), 340) * 1_000 }
}

function conditionFor(
  chance: Chance,
  vendor: SeedVendor,
  family: SeedFamily,
): SeedOffer["condition"] {
  const draw = chance()
  if (vendor.speciality === "used-parts")
    return REFURBISHED_FAMILIES.has(family.code) && draw < 0.15 ? "refurbished" : "used"
  if (REFURBISHED_FAMILIES.has(family.code) && draw < 0.08) return "refurbished"
  const body = inside("vp-1-4-9", "vp-1-4-13", "vp-1-4-12-2", "vp-1-4-12-7")(family)
  return vendor.speciality === "generalist" && body && draw < 0.03 ? "used" : "new"
}

const initials = (handle: string) =>
  handle
    .split("-")
    .map((word) => word.slice(0, 2))
    .join("")
    .toUpperCase()

/** Des prix comme en magasin : 45,500 DT plutôt que 45,483. */
function roundPrice(millimes: number): number {
  const step = millimes < 10_000 ? 50 : millimes < 50_000 ? 100 : millimes < 300_000 ? 500 : 1_000
  return Math.max(step, Math.round(millimes / step) * step)
}
