import type { ExecArgs } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"

/**
 * Fills a new version of the search index beside the one that answers, then lets it take over:
 * lists go on meanwhile. What changes during the run is written again before the new one serves.
 */
export default async function reindex({ container }: ExecArgs) {
  const started = Date.now()
  await container.resolve(Modules.SEARCH).reindex({ index: "offer" })
  console.log(`The search index is rebuilt, in ${Math.round((Date.now() - started) / 1000)} s.`)
}
