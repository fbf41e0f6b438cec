import { api, type Option } from "@souk/kit/admin/ui"
import { useQuery } from "@tanstack/react-query"
import { useTranslation } from "react-i18next"
import type { CommissionScopes } from "./types"

/** Vendors, categories and brands that a rule may name, and the general rates. */
export function useCommissionScopes(): CommissionScopes | undefined {
  const { data } = useQuery({
    queryKey: ["souk", "/admin/commission-scopes"],
    queryFn: ({ signal }) =>
      api<{ commission_scopes: CommissionScopes }>("/admin/commission-scopes", { signal }),
  })
  return data?.commission_scopes
}

/** Categories by their whole path; they come in the order of the tree. */
export function categoryOptions(scopes: CommissionScopes | undefined): Option[] {
  const way: string[] = []
  return (scopes?.categories ?? []).map(({ id, name, depth }) => {
    way.splice(depth, way.length, name)
    return { value: id, label: way.join(" › ") }
  })
}

export const namedOptions = (rows: { id: string; name: string }[] | undefined) =>
  (rows ?? []).map(({ id, name }) => ({ value: id, label: name }))

/** The name of a frozen rule. */
export function useRuleName() {
  const { t } = useTranslation("marketplace")
  return ({ rule_id, rule_name }: { rule_id: string; rule_name: string }) =>
    rule_id === "default"
      ? t("rules.default")
      : rule_id === "vendor"
        ? t("rules.agreed")
        : rule_name
}

/** `8,5` as typed → 850 basis points; null when it is no rate. */
export function parseRate(text: string): number | null {
  const match = /^(\d{1,3})(?:[.,](\d{1,2}))?$/.exec(text.trim())
  if (!match) return null
  const bps = Number(match[1]) * 100 + Number((match[2] ?? "").padEnd(2, "0"))
  return bps <= 10_000 ? bps : null
}

/** As a person would type them. */
export const rateText = (bps: number) => String(bps / 100).replace(".", ",")
export const moneyText = (millimes: number | null) =>
  millimes === null
    ? ""
    : `${Math.floor(millimes / 1000)},${String(millimes % 1000).padStart(3, "0")}`
