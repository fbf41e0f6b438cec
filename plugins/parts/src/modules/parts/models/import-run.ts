import { model } from "@medusajs/framework/utils"

export const IMPORT_KINDS = ["vehicles", "fitments", "aces"] as const
export const IMPORT_STATUSES = ["running", "succeeded", "failed"] as const

/** One reading of a file of vehicles or fitments, and what came of it. */
export const ImportRun = model
  .define("import_run", {
    id: model.id({ prefix: "imp" }).primaryKey(),
    kind: model.enum([...IMPORT_KINDS]),
    status: model.enum([...IMPORT_STATUSES]).default("running"),
    file_name: model.text(),
    /** Of the file's bytes: the same file twice is said to be the same. */
    sha256: model.text(),
    /** A Medusa user of the operator, a vendor's member, or `command`. */
    started_by: model.text(),
    /** Set when a vendor declares for itself. */
    vendor_id: model.text().nullable(),
    read_rows: model.number().default(0),
    created_rows: model.number().default(0),
    updated_rows: model.number().default(0),
    unchanged_rows: model.number().default(0),
    refused_rows: model.number().default(0),
    /** The refused rows with their reasons, as CSV, for its sender to mend and send again. */
    error_file: model.text().nullable(),
    failure: model.text().nullable(),
    finished_at: model.dateTime().nullable(),
  })
  .indexes([{ on: ["kind", "created_at"] }, { on: ["vendor_id", "created_at"] }])
