import type { Locale } from "../../i18n/locales"
import { createApi, mapResult, type Result } from "../../lib/api"
import { remember } from "../../lib/remember"
import { categoryTree, type CategoryTree } from "./categories"

const KEEP_SECONDS = 300

/** The category tree in the reader's language. */
export const loadCategories = remember<Result<CategoryTree>, Locale>(
  KEEP_SECONDS,
  async (locale) => mapResult(await createApi(locale).categories(), categoryTree),
  (result) => result.ok,
)
