import type { MedusaContainer } from "@medusajs/framework/types"
import type { Locale } from "@souk/kit/locale"
import { errors } from "../domain/errors"
import { PARTS_MODULE } from "../modules/parts"
import type { IdentityCaseFile, PartListRow } from "../modules/parts/identity-lists"
import type PartsModuleService from "../modules/parts/service"
import { categoryTree } from "./category-tree"
import type {
  IdentityCaseDetail,
  IdentityCaseView,
  OperatorPart,
  OperatorPartDetail,
} from "./offer-schemas"

/** Parts as the operator reads them: with the path of their category. */
export async function withCategories<Row extends PartListRow>(
  container: MedusaContainer,
  parts: Row[],
  locale: Locale,
): Promise<(Row & { category: string })[]> {
  const tree = await categoryTree(container)
  return parts.map((part) => ({
    ...part,
    category: tree
      .pathTo(part.category_id, locale)
      .map(({ name }) => name)
      .join(" › "),
  }))
}

export async function operatorPartView(
  container: MedusaContainer,
  id: string,
  locale: Locale,
): Promise<OperatorPartDetail> {
  const parts: PartsModuleService = container.resolve(PARTS_MODULE)
  const part = await parts.retrievePartFile(id)
  if (!part) throw errors.part_not_found({ part: id.slice(0, 64) })
  const [view] = await withCategories(container, [part], locale)
  return view!
}

export function identityCaseView(file: IdentityCaseFile): IdentityCaseView {
  const { candidate_part_ids, brand_key: _brand, mpn_key: _mpn, ...shown } = file
  return { ...shown, candidate_count: candidate_part_ids.length }
}

export async function identityCaseDetail(
  container: MedusaContainer,
  id: string,
  locale: Locale,
): Promise<IdentityCaseDetail> {
  const parts: PartsModuleService = container.resolve(PARTS_MODULE)
  const { rows } = await parts.listIdentityCaseFiles({ id, limit: 1, offset: 0 })
  const [file] = rows
  if (!file) throw errors.identity_case_not_found({ id: id.slice(0, 64) })
  const ids = file.candidate_part_ids
  const found = await parts.listPartRows({ q: "", ids, limit: Math.max(1, ids.length), offset: 0 })
  const views = await withCategories(container, found.rows, locale)
  const viewOf = new Map<string, OperatorPart>(views.map((view) => [view.id, view]))
  return { ...identityCaseView(file), candidates: ids.flatMap((one) => viewOf.get(one) ?? []) }
}
