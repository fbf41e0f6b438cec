import { MedusaService } from "@medusajs/framework/utils"
import type { FindConfig } from "@medusajs/framework/types"
import type { Banner as WrittenBanner } from "../../domain/banner"
import { Banner } from "./models/banner"

/** What the operator writes for the shop's pages. */
export const CONTENT_MODULE = "content"

type Texts = WrittenBanner["texts"]

export default class ContentModuleService extends MedusaService({ Banner }) {
  /** Banners as `domain/banner` knows them. */
  async listWritten(
    filters: { id?: string; active?: boolean },
    page: { take: number; skip?: number },
  ): Promise<[WrittenBanner[], number]> {
    const config: FindConfig<WrittenBanner> = { ...page, order: { rank: "ASC", id: "ASC" } }
    const [rows, count] = await this.listAndCountBanners(filters, config)
    return [
      // The JSON column is written by `textsColumn` alone.
      rows.map((row) => ({ ...row, texts: written(row.texts as Record<string, never>) })),
      count,
    ]
  }
}

/** An update merges what a JSON column held: a language that is no longer written has to be told so. */
export const textsColumn = ({ fr, ar, en }: Texts) => ({
  fr: fr ?? null,
  ar: ar ?? null,
  en: en ?? null,
})

const written = (column: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(column).filter(([, text]) => text !== null)) as Texts
