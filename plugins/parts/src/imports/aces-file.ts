import type { SoukError } from "@souk/kit/errors"
import type { Locale } from "@souk/kit/locale"
import type { TextEncoding } from "@souk/kit/text-files"
import { parser as saxParser } from "sax"
import { errors } from "../domain/errors"
import type { AcesMapping } from "./aces-mapping"
import { fitmentOf, LONGEST_NOTE, type FitmentLine } from "./fitment-file"
import { sentence, type ReadFile, type ReadRow } from "./reading"

/** An element of an App: its id or its words, and what is written in it. */
type AcesElement = {
  name: string
  attributes: Record<string, string>
  text: string
  line: number
}

/** An application: one part on one vehicle, or on one make and model over some years. */
export type AcesApp = {
  line: number
  attributes: Record<string, string>
  elements: AcesElement[]
}

const HEADER = ["app", "vehicle", "brand", "reference", "position", "quantity"]

/** Elements that say nothing of which vehicle the part fits. */
const SILENT = new Set([
  "AssetItemOrder",
  "AssetItemRef",
  "AssetName",
  "AssetReference",
  "BrandAAIAID",
  "BrandID",
  "Comment",
  "DiagramReference",
  "DisplayOrder",
  "MfrLabel",
  "PartType",
  "SubBrandAAIAID",
  "SubBrandID",
])

const DEEPEST = 20
const LONGEST_TEXT = 10_000
const MOST_ELEMENTS = 200
const VERSION = /^[345](\.|$)/
const LATIN = /^(iso-8859-1|iso8859-1|latin-?1|windows-1252|cp1252)$/i

type Options = {
  locale: Locale
  /** What the bytes of the file are, whatever its first line says. */
  encoding: TextEncoding
  mapping: AcesMapping
  /** Whose parts these are, where the file does not say it in words or the mapping does not know. */
  brand: string | null
}

/**
 * Reads fitments from an ACES file (Aftermarket Catalog Exchange Standard of the Auto Care
 * Association), versions 4.x and 5.x, and 3.x, whose applications read alike. One application at a time: what was read is
 * forgotten before more of the file is asked for.
 *
 * What the format says, from the Auto Care Association's published documentation (ACES 4.0,
 * 2018-08-28; "ACES 5.0 and PIES 8.0 are ready for industry review", 2025-04-02) and from files that
 * suppliers publish:
 * - `<ACES version>` holds a `Header`, `App`s (A adds, D deletes in a net-change file) and a `Footer`;
 *   UTF-8 is recommended and ISO-8859-1 accepted.
 * - An App names its vehicle by `<BaseVehicle id>` (make, model and year in one) or by
 *   `<Years from to>`, `<Make id>`, `<Model id>`; then narrows it (`EngineBase`, `EngineBlock`,
 *   `SubModel`, `BodyType`…), then `Qual`, `Note`, `Qty`, `PartType`, `Position`, `Part`.
 * - Ids are keys of licensed databases: see `AcesMapping`. Where an element carries words instead of
 *   an id, the words are used.
 * - The brand stands on the part, the App or the Header, as a code of four letters (`BrandAAIAID`).
 * - 5.0 adds `AssetReference` and `DiagramReference` to an App, and renames elements: `BrandID` is
 *   taken for `BrandAAIAID`. No schema is enforced; what is not understood refuses its row.
 *
 * Ce qui restreint un véhicule et ne se comprend pas refuse la ligne : l'ignorer annoncerait une
 * compatibilité que personne n'a déclarée. Ce qui se lit devient une remarque.
 */
export async function readAces(
  text: AsyncIterable<string>,
  options: Options,
): Promise<ReadFile<FitmentLine>> {
  async function* rows(): AsyncGenerator<ReadRow<FitmentLine>> {
    for await (const { app, brandCode } of readApps(text, options.encoding)) {
      const brand = brandOf(app, brandCode, options)
      const told = appOf(app, brand, options)
      yield { line: app.line, cells: cellsOf(app, brand), ...told }
    }
  }
  return { header: HEADER, rows: rows() }
}

type Reading = { app: AcesApp; brandCode: string | null }

/** The applications of a file, one by one, each with the brand its header gives. */
export async function* readApps(
  text: AsyncIterable<string>,
  encoding: Options["encoding"],
): AsyncGenerator<Reading> {
  const parser = saxParser(true, { position: true })
  let ready: Reading[] = []
  let app: AcesApp | null = null
  let element: AcesElement | null = null
  let headerBrand: string | null = null
  const path: string[] = []
  let written = ""

  const fail = (error: SoukError) => {
    throw error
  }
  const here = () => ({ line: parser.line + 1 })
  parser.onerror = () => fail(errors.xml_broken(here()))
  // Ni entités déclarées, ni fichiers extérieurs : une DTD n'a rien à faire ici.
  parser.ondoctype = () => fail(errors.xml_doctype(here()))
  parser.onprocessinginstruction = ({ name, body }) => {
    if (name !== "xml") return
    const declared = /encoding\s*=\s*["']([\w.:-]+)["']/.exec(body)?.[1]
    if (!declared || /^(us-)?ascii$/i.test(declared)) return
    const isRight = /^utf-?8$/i.test(declared) ? encoding === "utf-8" : LATIN.test(declared)
    if (!isRight) fail(errors.xml_encoding({ declared }))
  }
  parser.onopentag = ({ name, attributes }) => {
    if (path.length === 0) assertAces(name, attributes)
    path.push(name)
    if (path.length > DEEPEST) fail(errors.xml_excessive(here()))
    written = ""
    if (name === "App") app = { line: parser.line + 1, attributes, elements: [] }
    else if (app && path.at(-2) === "App") {
      element = { name, attributes, text: "", line: parser.line + 1 }
      app.elements.push(element)
      if (app.elements.length > MOST_ELEMENTS) fail(errors.xml_excessive(here()))
    }
  }
  const write = (piece: string) => {
    written += piece
    if (element) element.text += piece
    if (written.length > LONGEST_TEXT || (element?.text.length ?? 0) > LONGEST_TEXT) {
      fail(errors.xml_excessive(here()))
    }
  }
  parser.ontext = write
  parser.oncdata = write
  parser.onclosetag = (name) => {
    path.pop()
    if (name === "App" && app) {
      ready.push({ app, brandCode: headerBrand })
      app = null
    }
    if (path.at(-1) === "App") element = null
    if (path.at(-1) === "Header" && /^Brand(AAIA)?ID$/.test(name)) headerBrand = written.trim()
  }

  for await (const piece of text) {
    parser.write(piece)
    const batch = ready
    ready = []
    yield* batch
  }
  parser.close()
  yield* ready
}

function assertAces(root: string, { version }: Record<string, string>): void {
  if (root !== "ACES") throw errors.aces_not_aces({ root: root.slice(0, 60) })
  if (version && !VERSION.test(version)) {
    throw errors.aces_version_unread({ version: version.slice(0, 20) })
  }
}

const find = (app: AcesApp, ...names: string[]) =>
  app.elements.find(({ name }) => names.includes(name))

const codeOf = ({ BrandAAIAID, BrandID }: Record<string, string>) => BrandAAIAID ?? BrandID

function brandOf(app: AcesApp, headerCode: string | null, { mapping, brand }: Options) {
  const part = find(app, "Part")
  const code =
    (part && codeOf(part.attributes)) ??
    find(app, "BrandAAIAID", "BrandID")?.text.trim() ??
    headerCode
  return (code && mapping.find("brand", code)?.brand) || brand || code || null
}

/** What an App says, in our words, or why it cannot be said. */
export function appOf(
  app: AcesApp,
  brand: string | null,
  { locale, mapping }: Pick<Options, "locale" | "mapping">,
): { value: FitmentLine } | { reasons: string[] } {
  const reasons: SoukError[] = []
  const action = app.attributes.action ?? "A"
  if (action !== "A") reasons.push(errors.aces_action_unread({ action: action.slice(0, 20) }))

  const values: Partial<Record<keyof FitmentLine, string>> = { ...(brand && { brand }) }
  const notes: string[] = []
  for (const element of app.elements) {
    const { name } = element
    const words = element.text.replace(/\s+/g, " ").trim()
    const { id } = element.attributes
    const meaning = id === undefined ? undefined : mapping.find(name, id)
    const unmapped = () =>
      void reasons.push(errors.aces_id_unmapped({ element: name, id: (id ?? "").slice(0, 30) }))
    const named = words || meaning?.name
    switch (name) {
      case "BaseVehicle":
        if (meaning) {
          const { make, model, generation, from, to } = meaning
          Object.assign(values, { make, model, generation, from, to })
        } else unmapped()
        break
      case "Years":
        values.from = element.attributes.from
        values.to = element.attributes.to ?? element.attributes.from
        break
      case "Make":
      case "Model": {
        const said = words || (name === "Make" ? meaning?.make : meaning?.model) || meaning?.name
        if (said) values[name === "Make" ? "make" : "model"] = said
        else unmapped()
        break
      }
      case "EngineBase":
      case "EngineBlock":
        if (meaning?.variant) values.variant = meaning.variant
        const engine = words || meaning?.engine_code || meaning?.name
        if (engine) values.engine_code = engine
        else if (!meaning?.variant) unmapped()
        break
      case "Qty":
        values.quantity = words
        break
      case "Part":
        values.reference = words
        break
      case "Position":
        if (named) values.position = named
        // Le seul code que tout le monde écrit : « 1 », sans position.
        else if (id !== "1") unmapped()
        break
      case "Note":
        if (words) notes.push(words)
        break
      case "Qual":
        if (named) notes.push(named)
        else unmapped()
        break
      default:
        if (SILENT.has(name)) break
        if (named) notes.push(`${name}: ${named}`)
        else if (id !== undefined) unmapped()
    }
  }
  if (notes.length > 0) values.note = notes.join(" ; ").slice(0, LONGEST_NOTE)
  const told = fitmentOf(values, locale)
  const own = reasons.map((reason) => sentence(reason, locale))
  if (own.length === 0) return told
  return { reasons: own }
}

function cellsOf(app: AcesApp, brand: string | null): string[] {
  const said = (...names: string[]) =>
    names
      .flatMap((name) => find(app, name) ?? [])
      .map(({ name, text, attributes }) => {
        const inside = text.trim() || Object.values(attributes).join("–")
        return names.length > 1 ? `${name} ${inside}` : inside
      })
      .join(", ")
  return [
    app.attributes.id ?? "",
    said("BaseVehicle", "Years", "Make", "Model", "EngineBase", "EngineBlock", "SubModel"),
    brand ?? "",
    said("Part"),
    said("Position"),
    said("Qty"),
  ]
}
