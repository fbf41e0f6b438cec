import { slugify } from "./reference"
import { stableId } from "./stable-id"

/** What names a vehicle. Two rows that agree on all of it are one vehicle, whatever else they say. */
export type VehicleIdentity = {
  make: string
  model: string
  kind: string
  generation: string
  variant: string
  engine_code: string | null
  body: string | null
  /** `YYYY-MM`. */
  from: string | null
}

export const makeIdOf = (make: string) => stableId("vmake", make)

// Le même nom peut désigner une voiture et son utilitaire : ce sont deux modèles.
export const modelIdOf = ({
  make,
  model,
  kind,
}: Pick<VehicleIdentity, "make" | "model" | "kind">) => stableId("vmod", make, model, kind)

/** The id of a vehicle, the same whichever file names it: reading a file twice writes it once. */
export const variantIdOf = (vehicle: VehicleIdentity) =>
  stableId(
    "vvar",
    vehicle.make,
    vehicle.model,
    vehicle.kind,
    vehicle.generation,
    vehicle.variant,
    vehicle.engine_code ?? "",
    vehicle.body ?? "",
    vehicle.from ?? "",
  )

/** A model's address under its make; it says its kind where another kind has the same name. */
export const modelSlugOf = (model: string, kind: string, isShared: boolean) =>
  slugify(isShared ? `${model} ${kind}` : model)
