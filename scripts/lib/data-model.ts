// The entities of our modules as Mermaid diagrams, read from the models themselves.
import { readdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"

const root = join(__dirname, "..", "..")

export const dataModelFile = join(root, "docs", "data-model.md")

/** What Medusa's model builder answers about an entity; the part that is drawn. */
type Entity = {
  parse(): {
    tableName: string
    schema: Record<string, { parse(name: string): Property | Relation }>
    indexes: { on: string[]; unique?: boolean }[]
  }
}

type Property = {
  dataType: { name: string; options?: { choices?: string[] } }
  nullable: boolean
  primaryKey?: boolean
  indexes: { type: string }[]
}

type Relation = { type: string; nullable: boolean; mappedBy?: string; entity: unknown }

/** What an id refers to where no foreign key can say so: the row lives in another module. */
const elsewhere: Record<string, string> = {
  actor_id: "user or API key (Medusa)",
  brand_id: "brand (parts)",
  cart_id: "cart (Medusa)",
  category_id: "product category (Medusa)",
  credited_id: "invoice that the credit note takes back",
  customer_id: "customer (Medusa)",
  fulfillment_id: "fulfillment (Medusa)",
  invoice_id: "invoice",
  issuer_id: "vendor (marketplace), or `marketplace`",
  line_id: "line of a vendor order (marketplace)",
  line_item_id: "order line item (Medusa)",
  merged_into_id: "part it was merged into",
  offer_id: "offer (parts)",
  order_display_id: "number of the order that people see (Medusa)",
  order_id: "order (Medusa)",
  part_id: "part (parts)",
  payment_collection_id: "payment collection (Medusa)",
  payment_id: "payment (Medusa)",
  product_id: "product (Medusa)",
  promotion_id: "promotion (Medusa)",
  provider_id: "payment provider (Medusa)",
  reference_id: "product or product category (Medusa), as the scope says",
  rule_id: "commission rule; `default`, or `vendor` for a rate agreed with the vendor",
  session_id: "payment session (Medusa), gone once the buyer chose again",
  shipping_option_id: "shipping option (Medusa)",
  shipping_profile_id: "shipping profile (Medusa)",
  stock_location_id: "stock location (Medusa)",
  user_id: "user (Medusa)",
  variant_id: "product variant (Medusa); in the garage, a vehicle variant (parts)",
  vendor_id: "vendor (marketplace)",
  vendor_order_id: "vendor order (marketplace)",
}

const timestamps = ["created_at", "updated_at", "deleted_at"]

export function dataModel(): string {
  return [
    "# Data model",
    "",
    "The entities of our modules. Generated from the models by `npm run docs:data-model`; a unit test",
    "fails when this file is not what they say. Every entity also has `created_at`, `updated_at` and",
    "`deleted_at`, and each `bigNumber` a `raw_` column that Medusa keeps beside it. Amounts are whole",
    "millimes, tax-inclusive. A line is a foreign key; ids of other modules' rows are listed below each",
    "diagram. Migrations add what models cannot say: more foreign keys, amounts that are whole and sum,",
    "a ledger that refuses changes and unbalanced transactions. Medusa's own entities are",
    "[documented by Medusa](https://docs.medusajs.com/resources/commerce-modules).",
    "",
    ...modules().flatMap(({ name, entities }) => [`## ${name}`, "", ...drawn(entities), ""]),
  ].join("\n")
}

function modules() {
  return ["plugins", "."]
    .flatMap((parent) => foldersOf(join(root, parent)).map((name) => join(root, parent, name)))
    .flatMap((pkg) => foldersOf(join(pkg, "src", "modules")).map((name) => ({ pkg, name })))
    .map(({ pkg, name }) => ({
      name,
      entities: entitiesOf(join(pkg, "src", "modules", name, "models")),
    }))
}

function foldersOf(dir: string): string[] {
  try {
    return readdirSync(dir, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && entry.name !== "node_modules")
      .map((entry) => entry.name)
      .sort()
  } catch {
    return []
  }
}

function entitiesOf(dir: string): Entity[] {
  return readdirSync(dir)
    .filter((file) => file.endsWith(".ts"))
    .sort()
    .flatMap((file) => Object.values(load(join(dir, file))))
    .filter(isEntity)
}

function load(file: string): Record<string, unknown> {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- the files are found, not known
  return require(file) as Record<string, unknown>
}

function isEntity(value: unknown): value is Entity {
  return typeof value === "object" && value !== null && "parse" in value && "cascades" in value
}

function drawn(entities: Entity[]): string[] {
  const lines: string[] = []
  const relations: string[] = []
  const references: string[] = []
  for (const { tableName, schema, indexes } of entities.map((entity) => entity.parse())) {
    lines.push(`  ${tableName} {`)
    for (const [field, builder] of Object.entries(schema)) {
      if (timestamps.includes(field) || field.startsWith("raw_")) continue
      const parsed = builder.parse(field)
      if (!("dataType" in parsed)) {
        relations.push(...relationOf(tableName, field, parsed))
        continue
      }
      lines.push(`    ${attribute(field, parsed, indexes)}`)
      if (field.endsWith("_id")) references.push(`- \`${tableName}.${field}\`: ${target(field)}`)
    }
    lines.push("  }")
  }
  return [
    "```mermaid",
    "erDiagram",
    ...relations,
    ...lines,
    "```",
    ...(references.length > 0 ? ["", ...references] : []),
  ]
}

function attribute(
  field: string,
  property: Property,
  indexes: { on: string[]; unique?: boolean }[],
) {
  const unique =
    property.indexes.some((index) => index.type === "unique") ||
    indexes.some((index) => index.unique && index.on.length === 1 && index.on[0] === field)
  const key = property.primaryKey ? " PK" : unique ? " UK" : ""
  const { choices } = property.dataType.options ?? {}
  const notes = [
    ...(property.nullable ? ["nullable"] : []),
    ...(choices ? [choices.join(", ")] : []),
  ]
  const note = notes.length > 0 ? ` "${notes.join("; ")}"` : ""
  return `${property.dataType.name} ${field}${key}${note}`
}

/** Drawn once, from the side that holds the key. */
function relationOf(table: string, field: string, relation: Relation): string[] {
  if (relation.type !== "belongsTo") return []
  const owner = entityOf(relation).parse()
  const back = relation.mappedBy
    ? owner.schema[relation.mappedBy]?.parse(relation.mappedBy)
    : undefined
  const isOne = back !== undefined && "type" in back && back.type === "hasOne"
  return [
    `  ${owner.tableName} ${relation.nullable ? "|o" : "||"}--${isOne ? "o|" : "o{"} ${table} : "${field}"`,
  ]
}

function entityOf(relation: Relation): Entity {
  const entity: unknown =
    typeof relation.entity === "function" ? relation.entity() : relation.entity
  if (!isEntity(entity)) throw new Error("A relation leads to something that is no entity.")
  return entity
}

function target(field: string): string {
  const known = elsewhere[field]
  if (!known) throw new Error(`Say in scripts/lib/data-model.ts what ${field} refers to.`)
  return known
}

if (require.main === module) {
  writeFileSync(dataModelFile, dataModel())
}
