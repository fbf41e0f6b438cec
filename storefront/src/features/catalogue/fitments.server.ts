import type { Fitment, Part } from "../../lib/api-types"

const PER_PAGE = 60
/** A part comes with this many vehicles at most; the rest is asked for page by page. */
const COME_WITH_PART = 500

export type FitmentPage = {
  fitments: Fitment[]
  count: number
  q: string
  page: number
  pages: number
  paged: boolean
}

const fold = (text: string): string =>
  text
    .normalize("NFD")
    .replace(/\p{Diacritic}/gu, "")
    .toLowerCase()

/** Whether every word typed is somewhere in the vehicle's name. */
export const matchesVehicle = (fitment: Fitment, q: string): boolean => {
  const name = fold([fitment.make, fitment.model, fitment.generation, fitment.label].join(" "))
  return fold(q)
    .split(/\s+/)
    .every((word) => name.includes(word))
}

/** The vehicles to show: searched by the API when it can, else among those that came with the part. */
export async function loadFitments(
  { api }: App.Locals,
  part: Part,
  params: URLSearchParams,
): Promise<FitmentPage> {
  const q = (params.get("fq") ?? "").trim().slice(0, 60)
  const asked = Number(params.get("fp") ?? 1)
  const page = Number.isInteger(asked) && asked > 0 ? Math.min(asked, 500) : 1
  if (part.fitments.length >= COME_WITH_PART) {
    const found = await api.fitments(part.id, {
      q: q || undefined,
      limit: PER_PAGE,
      offset: (page - 1) * PER_PAGE,
    })
    if (found.ok) {
      const { fitments, count } = found.value
      return { fitments, count, q, page, pages: Math.ceil(count / PER_PAGE), paged: true }
    }
  }
  const fitments = q ? part.fitments.filter((one) => matchesVehicle(one, q)) : part.fitments
  return { fitments, count: fitments.length, q, page: 1, pages: 1, paged: false }
}
