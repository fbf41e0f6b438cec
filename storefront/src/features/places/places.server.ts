import { createApi, type Result } from "../../lib/api"
import type { Governorate } from "../../lib/api-types"
import { remember } from "../../lib/remember"

const KEEP_SECONDS = 3600

const load = remember<Result<Governorate[]>>(
  KEEP_SECONDS,
  () => createApi("fr").governorates(),
  (result) => result.ok,
)

/** Every governorate with its delegations; the API gives all three languages at once. */
export const loadGovernorates = (): Promise<Result<Governorate[]>> => load("all")
