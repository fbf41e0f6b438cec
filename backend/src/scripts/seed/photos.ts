import { createHash } from "node:crypto"
import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import type { MedusaContainer } from "@medusajs/framework/types"
import { keepPhotosWorkflow } from "@souk/parts/workflows"
import { readPhotoAddresses, writePhotoAddresses } from "./mark"

/** The pictures of each drawing, the whole piece first and a detail next. */
export type Photos = Map<string, string[]>

/** What stands for the families that have no picture of their own. */
const ANY_PART = "part"

/** The files of the folder, by drawing: `headlight-1.webp`, `headlight-2.webp`. */
export function photoFiles(dir: string): Photos {
  const files: Photos = new Map()
  for (const name of readdirSync(dir).sort()) {
    const [, drawing] = name.match(/^(.+)-\d\.webp$/) ?? []
    if (drawing) files.set(drawing, [...(files.get(drawing) ?? []), name])
  }
  return files
}

/** The pictures that show a piece; its drawing is the family's. */
export const photosOf = (photos: Photos, drawing: string): string[] =>
  photos.get(drawing) ?? photos.get(ANY_PART) ?? []

/** Keeps the demonstration's photos as a vendor's are, each once whatever the number of runs. */
export async function loadPhotos(container: MedusaContainer, dir: string) {
  const files = photoFiles(dir)
  const known = await readPhotoAddresses(container)
  const contents = new Map<string, { fingerprint: string; content: string }>()
  for (const name of [...files.values()].flat()) {
    const bytes = readFileSync(join(dir, name))
    const fingerprint = createHash("sha256").update(bytes).digest("hex")
    contents.set(name, { fingerprint, content: bytes.toString("base64") })
  }
  const missing = [...contents.values()].filter(({ fingerprint }) => !known[fingerprint])
  if (missing.length > 0) {
    const { result } = await keepPhotosWorkflow(container).run({
      input: { photos: missing.map(({ content }) => content) },
    })
    missing.forEach(({ fingerprint }, index) => (known[fingerprint] = result[index]!.url))
    await writePhotoAddresses(container, known)
  }
  const addressOf = (name: string) => known[contents.get(name)!.fingerprint]!
  const result: Photos = new Map(
    [...files].map(([drawing, names]) => [drawing, names.map(addressOf)]),
  )
  return { result, told: `${missing.length} new of ${contents.size}` }
}
