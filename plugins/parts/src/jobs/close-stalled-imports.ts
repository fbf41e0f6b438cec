import type { MedusaContainer } from "@medusajs/framework/types"
import { errors } from "../domain/errors"
import { PARTS_MODULE } from "../modules/parts"
import type PartsModuleService from "../modules/parts/service"

/** A run writes down its progress every few thousand rows, which takes seconds. */
const SILENT_MINUTES = 10

/** An import whose process was killed says so, and what to do: it would look at work for ever. */
export default async function closeStalledImports(container: MedusaContainer) {
  const parts: PartsModuleService = container.resolve(PARTS_MODULE)
  const failure = errors.import_interrupted().message
  await parts.closeStalledImports({ silentMinutes: SILENT_MINUTES, failure })
}

export const config = {
  name: "close-stalled-imports",
  schedule: { interval: 60_000 },
}
