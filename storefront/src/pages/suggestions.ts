import type { APIRoute } from "astro"
import { loadCategories } from "../features/catalogue/catalogue.server"
import { partPath } from "../features/catalogue/labels"
import type { PartSuggestion } from "../lib/api-types"

const SHORTEST = 2
const LONGEST = 80

/** What the words typed so far may lead to, as links, see scripts/suggestions.ts. */
export const GET: APIRoute = async ({ locals, url }) => {
  const { api, href, locale } = locals
  const q = (url.searchParams.get("q") ?? "").trim().slice(0, LONGEST)
  const vehicle = url.searchParams.get("vehicle") ?? undefined
  if (q.length < SHORTEST) {
    return answer([])
  }
  const [found, categories] = await Promise.all([
    api.partSuggestions(q, vehicle),
    loadCategories(locale),
  ])
  const list = (params: Record<string, string>) =>
    href(`/pieces?${new URLSearchParams({ ...params, ...(vehicle ? { vehicle } : {}) })}`)
  const target = ({ kind, id, slug, text }: PartSuggestion): string => {
    if (kind === "part" && id) {
      return (
        href(partPath({ id, slug })) + (vehicle ? `?vehicle=${encodeURIComponent(vehicle)}` : "")
      )
    }
    const category = categories.ok && kind === "category" ? categories.value.byId(id ?? "") : null
    if (category) {
      return (
        href(`/categorie/${category.handle}`) +
        (vehicle ? `?vehicle=${encodeURIComponent(vehicle)}` : "")
      )
    }
    return kind === "brand" ? list({ brand: text }) : list({ q: text })
  }
  return answer(
    found.ok
      ? found.value.map((suggestion) => ({
          text: suggestion.text,
          what: whatOf(locals, suggestion),
          drawing: /^[a-z0-9-]+$/.test(suggestion.drawing ?? "") ? suggestion.drawing : undefined,
          href: target(suggestion),
        }))
      : [],
  )
}

function whatOf({ t }: App.Locals, { kind, brand, mpn }: PartSuggestion): string {
  return {
    part: [brand, mpn].filter(Boolean).join(" "),
    brand: t("part.brand"),
    category: t("list.category"),
    words: "",
  }[kind]
}

const answer = (suggestions: unknown[]): Response =>
  Response.json({ suggestions }, { headers: { "cache-control": "public, max-age=60" } })
