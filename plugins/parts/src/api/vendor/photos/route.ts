import { readFile } from "node:fs/promises"
import type { MedusaResponse } from "@medusajs/framework/http"
import type { UploadRequest } from "@souk/kit/uploads"
import { keepPhotosWorkflow } from "../../../workflows/keep-photos"
import type { VendorRequest } from "../../vendor-offer-view"

export async function POST(req: UploadRequest & VendorRequest, res: MedusaResponse) {
  const { files, forget } = req.received
  try {
    const photo = await readFile(files.photo!.path, "base64")
    const { result } = await keepPhotosWorkflow(req.scope).run({ input: { photos: [photo] } })
    const [file] = result
    res
      .status(201)
      .location(file!.url)
      .json({ photo: { id: file!.id, url: file!.url } })
  } finally {
    await forget()
  }
}
