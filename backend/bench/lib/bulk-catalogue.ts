// Fills a seeded shop with a catalogue of any size, by COPY: the demonstration's own generator, more fitments per part,
// and for each offer the rows of Medusa that its projection is read from. Same counts, same rows.
//   DATABASE_URL=… node -r ts-node/register backend/bench/lib/bulk-catalogue.ts <folder> <parts> <offers> <fitments>
import { createWriteStream, rmSync } from "node:fs"
import { once } from "node:events"
import { join } from "node:path"
import { Client } from "pg"
import { normalizeReference, partSlug } from "@souk/parts/domain/reference"
import { generateCatalogue, loadSeedTables, type SeedVehicle } from "../../seed/generate"

const SEED = 20_260_102
const DATA_DIR = join(__dirname, "..", "..", "seed", "data")

type Cell = string | number | boolean | null | string[] | object

/** One line of CSV as COPY reads it: an unquoted empty field is NULL. */
function line(cells: Cell[]): string {
  const written = cells.map((cell) => {
    if (cell === null) return ""
    const text = typeof cell === "object" ? JSON.stringify(cell) : String(cell)
    return `"${text.replaceAll('"', '""')}"`
  })
  return `${written.join(",")}\n`
}

/** Writes rows to a file the database's own user can read, then copies them in. */
async function copy(
  client: Client,
  folder: string,
  table: string,
  columns: string[],
  rows: Iterable<Cell[]>,
) {
  const file = join(folder, `${table}.csv`)
  const stream = createWriteStream(file, { mode: 0o644 })
  let buffer = ""
  for (const row of rows) {
    buffer += line(row)
    if (buffer.length > 1_000_000) {
      if (!stream.write(buffer)) await once(stream, "drain")
      buffer = ""
    }
  }
  stream.end(buffer)
  await once(stream, "finish")
  await client.query(`COPY ${table} (${columns.join(", ")}) FROM '${file}' WITH (FORMAT csv)`)
  rmSync(file)
}

async function main() {
  const [folder, ...counts] = process.argv.slice(2)
  const [partCount, offerCount, fitmentCount] = counts.map(Number)
  if (!folder || !partCount || !offerCount || !fitmentCount) {
    throw new Error("Give a folder, and how many parts, offers and fitments.")
  }
  const client = new Client({ connectionString: process.env.DATABASE_URL })
  await client.connect()
  // A catalogue that a crash cuts is drawn again.
  await client.query("SET synchronous_commit = off")
  // Every row is drawn from rows that exist: references need no checking one by one.
  await client.query("SET session_replication_role = replica")
  const tables = loadSeedTables(DATA_DIR)
  const { parts, offers } = generateCatalogue(
    tables,
    { parts: partCount, offers: offerCount },
    SEED,
  )
  const ids = await knownIds(client, tables.vehicles)
  const partId = (index: number) => `part_bulk${String(index).padStart(8, "0")}`

  const brandOf = (name: string) => ids.brands.get(normalizeReference(name))
  const taken = new Set(ids.references)
  const kept = parts.map(
    (part) => !taken.has(`${brandOf(part.brand)} ${normalizeReference(part.mpn)}`),
  )

  await copy(
    client,
    folder,
    "part",
    [
      "id",
      "slug",
      "brand_id",
      "mpn",
      "mpn_key",
      "ean",
      "category_id",
      "drawing",
      "name_fr",
      "name_ar",
      "name_en",
      "position",
      "vat_percent",
      "criteria",
    ],
    (function* () {
      for (const [index, part] of parts.entries()) {
        if (!kept[index]) continue
        const slug = partSlug({ name_fr: part.name.fr, brand: part.brand, mpn: part.mpn })
        yield [
          partId(index),
          `${slug}-${index}`,
          brandOf(part.brand)!,
          part.mpn,
          normalizeReference(part.mpn),
          part.ean,
          `pcat_${part.category_id}`,
          part.drawing,
          part.name.fr,
          part.name.ar,
          part.name.en,
          part.position,
          part.vat_percent,
          part.criteria,
        ]
      }
    })(),
  )
  await copy(
    client,
    folder,
    "cross_reference",
    ["id", "part_id", "kind", "maker", "number", "number_key", "source", "confidence"],
    (function* () {
      for (const [index, part] of parts.entries()) {
        if (!kept[index]) continue
        const references = [
          ...part.oe_numbers.map(({ maker, number }) => ({ kind: "oe", maker, number })),
          ...part.cross.map(({ kind, brand, number }) => ({ kind, maker: brand, number })),
        ]
        const seen = new Set<string>()
        for (const { kind, maker, number } of references) {
          const key = normalizeReference(number)
          const identity = `${kind} ${maker} ${key}`
          if (seen.has(identity)) continue
          seen.add(identity)
          yield [
            `xref_bulk${index}_${seen.size}`,
            partId(index),
            kind,
            maker,
            number,
            key,
            "demo",
            100,
          ]
        }
      }
    })(),
  )
  await copy(
    client,
    folder,
    "fitment",
    ["id", "part_id", "variant_id", "position", "quantity", "status", "source"],
    (function* () {
      let written = 0
      const total = ids.vehicles.length
      for (const [index, part] of parts.entries()) {
        if (!kept[index] || part.fitments.length === 0) continue
        const vehicles = new Set(part.fitments.map((fitment) => fitment.vehicle))
        // Le catalogue de démonstration n'en a que six par pièce : on continue sur les véhicules voisins.
        const wanted = Math.round((fitmentCount * (index + 1)) / parts.length) - written
        for (let next = part.fitments.at(-1)!.vehicle + 1; vehicles.size < wanted; next++) {
          vehicles.add(next % total)
        }
        const { position, quantity } = part.fitments[0]!
        for (const vehicle of vehicles) {
          yield [
            `fit_bulk${written}`,
            partId(index),
            ids.vehicles[vehicle]!,
            position ?? "any",
            quantity,
            "declared",
            "demo",
          ]
          written++
        }
      }
    })(),
  )
  await copy(
    client,
    folder,
    "offer",
    [
      "id",
      "product_id",
      "variant_id",
      "vendor_id",
      "part_id",
      "condition",
      "warranty_months",
      "delay_days",
      "created_at",
      "listed",
      "product_status",
      "title",
      "sku",
      "price_millimes",
      "stocked_quantity",
      "stock_available",
      "vendor_active",
      "vendor_handle",
      "vendor_name",
      "vendor_governorate_code",
      "vendor_logo_url",
      "vendor_return_days",
    ],
    (function* () {
      const start = Date.UTC(2025, 0, 1)
      for (const [index, offer] of offers.entries()) {
        const vendor = ids.vendors.get(offer.vendor)!
        if (!kept[offer.part]) continue
        const part = parts[offer.part]!
        const place = String(index).padStart(8, "0")
        const active = vendor.status === "approved"
        yield [
          `off_bulk${place}`,
          `prod_bulk${place}`,
          `variant_bulk${place}`,
          vendor.id,
          partId(offer.part),
          offer.condition,
          offer.warranty_months,
          offer.delay_days,
          new Date(start + index * 60_000).toISOString(),
          active,
          "published",
          `${part.name.fr} ${part.brand} ${part.mpn}`,
          `BULK-${place}`,
          offer.price_millimes,
          offer.stock,
          offer.stock,
          active,
          vendor.handle,
          vendor.name,
          vendor.governorate_code,
          vendor.logo_url,
          vendor.return_days,
        ]
      }
    })(),
  )
  for (const statement of MEDUSA_ROWS) await client.query(statement)
  await client.query("ANALYZE")
  await client.end()
}

/** What an offer's projection is read from, for every offer that has no product yet. */
const MEDUSA_ROWS = [
  `INSERT INTO product (id, title, handle, status)
   SELECT product_id, title, product_id, 'published' FROM offer WHERE id LIKE 'off_bulk%'`,
  `INSERT INTO product_variant (id, title, sku, product_id, manage_inventory)
   SELECT variant_id, 'Standard', sku, product_id, true FROM offer WHERE id LIKE 'off_bulk%'`,
  `INSERT INTO price_set (id) SELECT 'pset_' || id FROM offer WHERE id LIKE 'off_bulk%'`,
  `INSERT INTO price (id, price_set_id, currency_code, raw_amount, amount, rules_count)
   SELECT 'price_' || id, 'pset_' || id, 'tnd',
          jsonb_build_object('value', (price_millimes / 1000.0)::text, 'precision', 20), price_millimes / 1000.0, 0
     FROM offer WHERE id LIKE 'off_bulk%'`,
  `INSERT INTO product_variant_price_set (id, variant_id, price_set_id)
   SELECT 'pvps_' || id, variant_id, 'pset_' || id FROM offer WHERE id LIKE 'off_bulk%'`,
  `INSERT INTO inventory_item (id, sku) SELECT 'iitem_' || id, sku FROM offer WHERE id LIKE 'off_bulk%'`,
  `INSERT INTO inventory_level (id, inventory_item_id, location_id, stocked_quantity, raw_stocked_quantity,
                                reserved_quantity, raw_reserved_quantity, incoming_quantity, raw_incoming_quantity)
   SELECT 'ilev_' || offer.id, 'iitem_' || offer.id, vendor.stock_location_id, stocked_quantity,
          jsonb_build_object('value', stocked_quantity::text, 'precision', 20), 0,
          '{"value": "0", "precision": 20}', 0, '{"value": "0", "precision": 20}'
     FROM offer JOIN vendor ON vendor.id = offer.vendor_id WHERE offer.id LIKE 'off_bulk%'`,
  `INSERT INTO product_variant_inventory_item (id, variant_id, inventory_item_id, required_quantity)
   SELECT 'pvitem_' || id, variant_id, 'iitem_' || id, 1 FROM offer WHERE id LIKE 'off_bulk%'`,
  `INSERT INTO vendor_product (id, product_id, vendor_id, withdrawn)
   SELECT 'vprod_' || id, product_id, vendor_id, false FROM offer WHERE id LIKE 'off_bulk%'`,
]

async function knownIds(client: Client, vehicles: SeedVehicle[]) {
  const rows = async <Row>(text: string) => (await client.query(text)).rows as Row[]
  const brands = await rows<{ id: string; name_key: string }>("SELECT id, name_key FROM brand")
  const vendors = await rows<{
    id: string
    handle: string
    name: string
    status: string
    governorate_code: string
    logo_url: string | null
    return_days: number
  }>("SELECT id, handle, name, status, governorate_code, logo_url, return_days FROM vendor")
  const variants = await rows<{ id: string; identity: string }>(
    `SELECT variant.id, concat_ws('|', make.name, model.name, model.kind, generation, variant.name,
            coalesce(engine_code, ''), coalesce(body, ''), from_month) AS identity
       FROM vehicle_variant variant
       JOIN vehicle_model model ON model.id = model_id JOIN vehicle_make make ON make.id = make_id`,
  )
  const variantOf = new Map(variants.map((variant) => [variant.identity, variant.id]))
  const references = await rows<{ reference: string }>(
    "SELECT brand_id || ' ' || mpn_key AS reference FROM part",
  )
  return {
    brands: new Map(brands.map((brand) => [brand.name_key, brand.id])),
    vendors: new Map(vendors.map((vendor) => [vendor.handle, vendor])),
    vehicles: vehicles.map((one) => {
      const identity = [
        one.make,
        one.model,
        one.kind,
        one.generation,
        one.variant,
        one.engine_code,
        one.body,
        one.from,
      ].join("|")
      const id = variantOf.get(identity)
      if (!id) throw new Error(`The shop does not hold the vehicle ${identity}.`)
      return id
    }),
    references: references.map((row) => row.reference),
  }
}

main().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
