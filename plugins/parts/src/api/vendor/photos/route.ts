import { readFile } from "node:fs/promises"
import type { MedusaResponse } from "@medusajs/framework/http"
import { Modules } from "@medusajs/framework/utils"
import type { UploadRequest } from "@souk/kit/uploads"
import { errors } from "../../../domain/errors"
import { imageTypeOf } from "../../../domain/image-type"
import type { VendorRequest } from "../../vendor-offer-view"

export async function POST(req: UploadRequest & VendorRequest, res: MedusaResponse) {
  const { files, forget } = req.received
  try {
    const bytes = await readFile(files.photo!.path)
    const type = imageTypeOf(bytes)
    if (!type) throw errors.photo_unreadable()
    const file = await req.scope.resolve(Modules.FILE).createFiles({
      // Le nom que lui donnait le vendeur ne se publie pas.
      filename: `photo.${type.extension}`,
      mimeType: type.mime,
      content: bytes.toString("base64"),
      access: "public",
    })
    res
      .status(201)
      .location(file.url)
      .json({ photo: { id: file.id, url: file.url } })
  } finally {
    await forget()
  }
}
