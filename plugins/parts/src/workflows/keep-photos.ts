import { createHash } from "node:crypto"
import type { FileDTO } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import {
  createStep,
  createWorkflow,
  StepResponse,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import { errors } from "../domain/errors"
import { imageTypeOf } from "../domain/image-type"

/** Photos as they came: their bytes, in base64. */
export type KeepPhotosInput = { photos: string[] }

/** Puts the pictures where everyone may read them. Undone by deleting them. */
const keepPhotosStep = createStep(
  "keep-photos",
  async ({ photos }: KeepPhotosInput, { container }) => {
    const files = photos.map((content) => {
      const bytes = Buffer.from(content, "base64")
      const type = imageTypeOf(bytes)
      if (!type) throw errors.photo_unreadable()
      return {
        // Le nom que lui donnait le vendeur ne se publie pas ; et le stockage local n'ajoute que
        // l'heure : deux photos de la même milliseconde s'écraseraient sous un même nom.
        filename: `photo-${createHash("sha256").update(bytes).digest("hex").slice(0, 12)}.${type.extension}`,
        mimeType: type.mime,
        content,
        access: "public" as const,
      }
    })
    const kept: FileDTO[] = await container.resolve(Modules.FILE).createFiles(files)
    return new StepResponse(
      kept,
      kept.map(({ id }) => id),
    )
  },
  async (ids, { container }) => {
    if (ids?.length) await container.resolve(Modules.FILE).deleteFiles(ids)
  },
)

/**
 * Keeps photos of offers in the file store, in the order given.
 * @throws photo_unreadable when one is none of the pictures that every browser shows.
 */
export const keepPhotosWorkflow = createWorkflow(
  "keep-photos",
  (input: KeepPhotosInput) => new WorkflowResponse(keepPhotosStep(input)),
)
