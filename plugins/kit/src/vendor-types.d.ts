/** What we use of multer, which Medusa brings and which has no types of its own. */
declare module "multer" {
  import type { RequestHandler } from "express"

  type Options = {
    storage: object
    defParamCharset?: string
    limits?: { fileSize?: number; files?: number; fields?: number; parts?: number }
  }
  type Multer = { fields(fields: { name: string; maxCount: number }[]): RequestHandler }
  type DiskOptions = {
    destination(req: unknown, file: unknown, done: (error: unknown, folder: string) => void): void
  }
  const multer: ((options: Options) => Multer) & {
    diskStorage(options: DiskOptions): object
    MulterError: new (code: string) => Error & { code: string; field?: string }
  }
  export default multer
}
