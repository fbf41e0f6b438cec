import { api, useFormat } from "@souk/kit/admin/ui"
import { useQuery } from "@tanstack/react-query"

type Delegation = { code: string; name_fr: string; name_ar: string }
export type Governorate = Delegation & { name_en: string; delegations: Delegation[] }

/** Governorates and delegations, for whoever reads the page. They hardly ever change. */
export function useGovernorates(reader: "vendor" | "admin"): Governorate[] {
  const { data } = useQuery({
    queryKey: ["souk", "governorates"],
    queryFn: ({ signal }) =>
      api<{ governorates: Governorate[] }>(`/${reader}/governorates`, { signal }),
    staleTime: Infinity,
  })
  return data?.governorates ?? []
}

/** Names of places in the language of the page; the code until the names are here. */
export function usePlaces(reader: "vendor" | "admin") {
  const governorates = useGovernorates(reader)
  const { locale } = useFormat()
  const nameOf = (place: Delegation & { name_en?: string }) =>
    locale === "ar"
      ? place.name_ar
      : locale === "en"
        ? (place.name_en ?? place.name_fr)
        : place.name_fr

  const governorate = (code: string | null) => {
    const found = governorates.find((one) => one.code === code)
    return found ? nameOf(found) : code
  }
  const delegation = (code: string | null) => {
    const found = governorates.flatMap((one) => one.delegations).find((one) => one.code === code)
    return found ? nameOf(found) : code
  }
  return { governorates, nameOf, governorate, delegation }
}
