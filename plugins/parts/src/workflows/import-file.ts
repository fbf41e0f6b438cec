import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { tell } from "@souk/kit/errors"
import type { Locale } from "@souk/kit/locale"
import { inspectFile, readText, type FileFacts } from "@souk/kit/text-files"
import { errors } from "../domain/errors"
import { SeenRows } from "../domain/seen-rows"
import { readAces } from "../imports/aces-file"
import { AcesMapping, readMapping } from "../imports/aces-mapping"
import { readFitments } from "../imports/fitment-file"
import type { ReadFile } from "../imports/reading"
import { runImport, type RowOutcome } from "../imports/run-import"
import { readVehicles } from "../imports/vehicle-file"
import { PARTS_MODULE } from "../modules/parts"
import type { IMPORT_KINDS } from "../modules/parts/models/import-run"
import type PartsModuleService from "../modules/parts/service"
import { refreshPartsInBulk } from "./refresh-parts"

export type ImportKind = (typeof IMPORT_KINDS)[number]

export type ImportFileInput = {
  kind: ImportKind
  /** On this machine's disk. */
  path: string
  file_name: string
  /** What an ACES file's ids stand for, as CSV. */
  mapping_path?: string | null
  /** The parts brand of an ACES file that does not name it in words. */
  brand?: string | null
  /** What the fitments are worth. */
  status?: "declared" | "verified"
  /** A user's id, or `command`. */
  started_by: string
  /** The language its refusals are told in. */
  locale: Locale
}

/** A catalogue of a million applications fits; a disk does not fill. */
export const MOST_FILE_BYTES = 500_000_000
const MOST_MAPPING_BYTES = 50_000_000

export type StartedImport = {
  run_id: string
  /** Ends with the import, whatever became of it; never fails. */
  finished: Promise<void>
}

/**
 * Begins to read a file of vehicles or fitments: the run is recorded, then the file is read batch by
 * batch while the caller goes on. A bad row fails alone. There is nothing to undo: what a cut run wrote
 * is right, and the same file sent again writes only what is missing.
 * @throws what makes the file unusable as a whole, before anything is recorded.
 */
export async function startImport(
  container: MedusaContainer,
  input: ImportFileInput,
  options: { here?: boolean } = {},
): Promise<StartedImport> {
  const facts = await inspectFile(input.path, MOST_FILE_BYTES)
  const mapping = input.mapping_path ? await mappingOf(input.mapping_path) : new AcesMapping()
  const parts: PartsModuleService = container.resolve(PARTS_MODULE)
  const file = await openFile(input, facts, mapping)
  const run = await parts.createImportRuns({
    kind: input.kind,
    file_name: input.file_name,
    sha256: facts.sha256,
    started_by: input.started_by,
  })
  return { run_id: run.id, finished: readThrough(container, input, run.id, file, options) }
}

async function mappingOf(path: string): Promise<AcesMapping> {
  const { encoding } = await inspectFile(path, MOST_MAPPING_BYTES)
  return await readMapping(readText(path, encoding))
}

type OpenFile =
  | { kind: "vehicles"; read: Awaited<ReturnType<typeof readVehicles>> }
  | { kind: "fitments"; read: Awaited<ReturnType<typeof readFitments>> }

/** Reads as far as the header: a file without its columns is refused at once. */
async function openFile(
  { kind, path, locale, brand }: ImportFileInput,
  { encoding }: FileFacts,
  mapping: AcesMapping,
): Promise<OpenFile> {
  const text = readText(path, encoding)
  if (kind === "vehicles") {
    const thisYear = new Date().getUTCFullYear()
    return { kind: "vehicles", read: await readVehicles(text, { locale, thisYear }) }
  }
  const read =
    kind === "aces"
      ? await readAces(text, { locale, encoding, mapping, brand: brand ?? null })
      : await readFitments(text, { locale })
  return { kind: "fitments", read }
}

async function readThrough(
  container: MedusaContainer,
  input: ImportFileInput,
  runId: string,
  file: OpenFile,
  { here }: { here?: boolean },
): Promise<void> {
  const parts: PartsModuleService = container.resolve(PARTS_MODULE)
  const touched = new Set<string>()
  const seen = new SeenRows()
  const run = <Value>(read: ReadFile<Value>, write: (rows: Value[]) => Promise<RowOutcome[]>) =>
    runImport({
      file: read,
      locale: input.locale,
      write,
      progress: async (counts) => void (await parts.updateImportRuns({ id: runId, ...counts })),
    })
  try {
    const { counts, errorFile } =
      file.kind === "vehicles"
        ? await run(file.read, (rows) => parts.importVehicles(rows, { source: runId, seen }))
        : await run(file.read, async (rows) => {
            const { status = "declared" } = input
            const written = await parts.importFitments(rows, { source: runId, status, seen })
            for (const id of written.part_ids) touched.add(id)
            return written.outcomes
          })
    await parts.updateImportRuns({
      id: runId,
      ...counts,
      error_file: errorFile,
      status: "succeeded",
      finished_at: new Date(),
    })
  } catch (error) {
    await recordFailure(container, runId, input.locale, error)
  }
  try {
    await refreshPartsInBulk(container, [...touched], { here })
  } catch (error) {
    // The reconcile job repairs what could not be told.
    logger(container).error(`Search was not told of the import ${runId}: ${messageOf(error)}`)
  }
}

async function recordFailure(
  container: MedusaContainer,
  runId: string,
  locale: Locale,
  error: unknown,
): Promise<void> {
  const told = tell(error, locale) ?? tell(errors.import_failed(), locale)!
  if (!tell(error, locale)) logger(container).error(`Import ${runId}: ${messageOf(error)}`)
  const parts: PartsModuleService = container.resolve(PARTS_MODULE)
  try {
    const failed = { status: "failed" as const, failure: told.message, finished_at: new Date() }
    await parts.updateImportRuns({ id: runId, ...failed })
  } catch (unsaved) {
    // The job that closes stalled imports says it later.
    logger(container).error(`Import ${runId} failed and could not say so: ${messageOf(unsaved)}`)
  }
}

const logger = (container: MedusaContainer) => container.resolve(ContainerRegistrationKeys.LOGGER)
const messageOf = (error: unknown) =>
  error instanceof Error ? (error.stack ?? error.message) : error
