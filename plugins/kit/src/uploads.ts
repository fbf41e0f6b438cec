import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import multer from "multer"
import { defineErrors } from "./errors"
import { fileErrors, megabytes } from "./text-files"

/** The files a route takes, by field of its form; the first one is required. */
export type UploadRule = { files: readonly [string, ...string[]]; max_bytes: number }

/** A file that waits on this machine's disk: whoever handles the request forgets it afterwards. */
export type ReceivedFile = { path: string; name: string; bytes: number }

/** What `receiveFiles` puts on the request. */
export type UploadRequest = MedusaRequest & { received: Received }
export type Received = { files: Record<string, ReceivedFile>; forget: () => Promise<void> }

export const uploadErrors = defineErrors({
  upload_not_multipart: {
    status: 400,
    fr: "Envoyez le fichier dans un formulaire (multipart/form-data), dans le champ « {field} ».",
    ar: "أرسل الملف ضمن نموذج (multipart/form-data) في الحقل «{field}».",
    en: "Send the file in a form (multipart/form-data), in the field “{field}”.",
  },
  upload_file_missing: {
    status: 400,
    fr: "Le formulaire ne contient pas de fichier dans le champ « {field} ». Choisissez un fichier.",
    ar: "لا يحتوي النموذج على ملف في الحقل «{field}». اختر ملفًا.",
    en: "The form holds no file in the field “{field}”. Choose one.",
  },
  upload_malformed: {
    status: 400,
    fr: "Le formulaire d'envoi n'est pas lisible ou contient un champ inattendu. Champs permis : {fields}.",
    ar: "نموذج الإرسال غير مقروء أو يحتوي على حقل غير متوقع. الحقول المسموحة: {fields}.",
    en: "The upload form cannot be read, or holds an unexpected field. Allowed fields: {fields}.",
  },
})

type ParsedFile = { path: string; originalname: string; size: number }

/**
 * Streams the files of a form onto the disk, never through memory, each no larger than the rule says.
 * They lie in a folder of their own until `forget` is called.
 */
export function receiveFiles({ files, max_bytes }: UploadRule) {
  return async (req: MedusaRequest, res: MedusaResponse, next: MedusaNextFunction) => {
    let folder: string | null = null
    const forget = async () => {
      if (folder) await rm(folder, { recursive: true, force: true })
    }
    try {
      if (!/^multipart\/form-data\b/i.test(req.headers["content-type"] ?? "")) {
        throw uploadErrors.upload_not_multipart({ field: files[0] })
      }
      folder = await mkdtemp(join(tmpdir(), "souk-upload-"))
      const destination = folder
      const form = multer({
        storage: multer.diskStorage({
          destination: (_req, _file, done) => done(null, destination),
        }),
        defParamCharset: "utf8",
        limits: { fileSize: max_bytes, files: files.length, fields: 0 },
      }).fields(files.map((name) => ({ name, maxCount: 1 })))
      await new Promise<void>((resolve, reject) =>
        form(req, res, (error?: unknown) => (error ? reject(error) : resolve())),
      )
      // Multer's own property: lists of files by field.
      const parsed = (req as unknown as { files?: Record<string, ParsedFile[]> }).files ?? {}
      const received = Object.fromEntries(
        Object.entries(parsed).map(([field, [file]]) => [
          field,
          { path: file!.path, name: nameOf(file!.originalname), bytes: file!.size },
        ]),
      )
      if (!received[files[0]]) throw uploadErrors.upload_file_missing({ field: files[0] })
      ;(req as UploadRequest).received = { files: received, forget }
      next()
    } catch (error) {
      await forget()
      next(toldUpload(error, files, max_bytes))
    }
  }
}

function toldUpload(error: unknown, files: readonly string[], maxBytes: number): unknown {
  const { code } = (error ?? {}) as { code?: unknown }
  if (code === "LIMIT_FILE_SIZE") return fileErrors.file_too_large({ limit: megabytes(maxBytes) })
  const isForm =
    error instanceof multer.MulterError || /boundary|form|multipart/i.test(String(error))
  const isOurs = typeof code === "string" && code.startsWith("upload_")
  return isForm && !isOurs ? uploadErrors.upload_malformed({ fields: files.join(", ") }) : error
}

/** The last segment of a name, printable and short: some browsers send the whole path. */
function nameOf(given: string): string {
  const name = given
    .split(/[\\/]/)
    .pop()!
    .replace(/\p{C}+/gu, "")
    .trim()
  return name.slice(-120) || "—"
}
