import { readTable, type TableColumns } from "@souk/kit/tables"
import { foldText } from "@souk/kit/fold-text"
import { monthOf } from "./reading"

/** What an id of the file's owner stands for. Only what its kind needs is filled in. */
export type Meaning = {
  name?: string
  brand?: string
  make?: string
  model?: string
  generation?: string
  variant?: string
  engine_code?: string
  from?: string
  to?: string
}

type Column = "kind" | "id" | keyof Meaning

const COLUMNS: TableColumns<Column> = {
  aliases: {
    kind: ["type", "element", "élément"],
    id: ["identifiant", "code"],
    name: ["nom", "texte", "text"],
    brand: ["marque pièce"],
    make: ["marque", "marque véhicule"],
    model: ["modèle"],
    generation: ["génération"],
    variant: ["version", "motorisation"],
    engine_code: ["code moteur"],
    from: ["de", "year", "année"],
    to: ["à"],
  },
  required: [["kind"], ["id"]],
}

/** `base_vehicle`, "BaseVehicle" and "base vehicle" are one kind. */
const kindOf = (element: string) => foldText(element).replace(/[^a-z]/g, "")

/**
 * What the ids of an ACES file stand for. They are keys of reference databases (VCdb, PCdb, brand
 * table) that the Auto Care Association licenses: we have none of them, so whoever has the licence
 * gives what its file uses, as CSV: `kind,id` and, by kind,
 * - `base_vehicle`: `make,model,from[,to,generation]` (a base vehicle is a make, a model and a year)
 * - `make`, `model`, `position`, and any other element (`sub_model`, `body_type`…): `name`
 * - `engine_base`, `engine_block`: `engine_code` or `variant`
 * - `brand`: `brand`, our name of a parts brand, under the four letters of its owner
 */
export class AcesMapping {
  private readonly meanings = new Map<string, Meaning>()

  add(kind: string, id: string, meaning: Meaning): void {
    this.meanings.set(`${kindOf(kind)} ${id.trim().toUpperCase()}`, meaning)
  }

  find(kind: string, id: string): Meaning | undefined {
    return this.meanings.get(`${kindOf(kind)} ${id.trim().toUpperCase()}`)
  }
}

/** Reads a mapping whole: it is a lookup, and as small as the vehicles its owner covers. */
export async function readMapping(text: AsyncIterable<string>): Promise<AcesMapping> {
  const mapping = new AcesMapping()
  const { rows } = await readTable(text, COLUMNS)
  for await (const { values } of rows) {
    const { kind, id, ...meaning } = values
    if (!kind || !id) continue
    const from = monthOf(meaning.from, "from")
    const to = monthOf(meaning.to ?? meaning.from, "to")
    mapping.add(kind, id, { ...meaning, ...(from && { from }), ...(to && { to }) })
  }
  return mapping
}
