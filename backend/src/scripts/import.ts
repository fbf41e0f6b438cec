import { writeFile } from "node:fs/promises"
import { basename } from "node:path"
import type { ExecArgs } from "@medusajs/framework/types"
import { PARTS_MODULE, type PartsModuleService } from "@souk/parts/modules/parts"
import { startImport, withoutRefreshes, type ImportKind } from "@souk/parts/workflows"
import { progress } from "./seed/progress"

/**
 * Reads a file of vehicles or fitments, for `npm run import`: `kind=vehicles file=…`. What it refuses
 * goes into a file beside the one that was read.
 */
export default async function importFile({ container, args }: ExecArgs) {
  const given = new Map(
    (args ?? []).map((word) => [word.split("=", 1)[0]!, word.slice(word.indexOf("=") + 1)]),
  )
  const path = given.get("file")!
  const run = await withoutRefreshes(async () => {
    const { run_id, finished } = await startImport(
      container,
      {
        // Checked by the command.
        kind: given.get("kind") as ImportKind,
        path,
        file_name: basename(path),
        mapping_path: given.get("mapping") ?? null,
        brand: given.get("brand") ?? null,
        status: given.get("status") === "verified" ? "verified" : "declared",
        started_by: "command",
        locale: "en",
      },
      { here: true },
    )
    await finished
    const parts: PartsModuleService = container.resolve(PARTS_MODULE)
    return await parts.retrieveImportRun(run_id)
  })
  progress.say(
    `✓ ${run.read_rows} rows read: ${run.created_rows} new, ${run.updated_rows} changed, ` +
      `${run.unchanged_rows} as they were, ${run.refused_rows} refused.`,
  )
  if (run.error_file) {
    await writeFile(given.get("errors")!, run.error_file)
    progress.say(`✓ The refused rows, with their reasons: ${given.get("errors")}`)
  }
  if (run.status === "failed") throw new Error(run.failure ?? "The import failed.")
}
