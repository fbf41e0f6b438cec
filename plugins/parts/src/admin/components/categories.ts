import { api } from "@souk/kit/admin/ui"
import { useQuery } from "@tanstack/react-query"
import { useTranslation } from "react-i18next"

type Category = { id: string; name: string; path: string }

/** The categories of parts by their whole path, as options of a selector. They hardly ever change. */
export function useCategories(reader: "vendor" | "admin") {
  const { i18n } = useTranslation()
  const { data } = useQuery({
    queryKey: ["souk", "part-categories", i18n.language],
    queryFn: ({ signal }) =>
      api<{ part_categories: Category[] }>(`/${reader}/part-categories`, { signal }),
    staleTime: Infinity,
  })
  return (data?.part_categories ?? []).map(({ id, path }) => ({ value: id, label: path }))
}
