import { Button, Text } from "@medusajs/ui"
import { api, Section } from "@souk/kit/admin/ui"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { useTranslation } from "react-i18next"
import { SelectField } from "../../../components/fields"
import { categoryOptions, useCommissionScopes } from "../../../lib/commission"
import type { TaxRule } from "../../../lib/types"

const RATES = [19, 13, 7, 0]

/** TVA and FODEC of categories; rules on single products are listed and may be taken away. */
export function TaxRules() {
  const { t } = useTranslation("marketplace")
  const queryClient = useQueryClient()
  const scopes = useCommissionScopes()
  const [category, setCategory] = useState<string | null>(null)
  const [vat, setVat] = useState<string | null>(null)
  const [fodec, setFodec] = useState<string | null>(null)
  const refresh = () => queryClient.invalidateQueries({ queryKey: ["souk", "/admin/tax-rules"] })
  const { data } = useQuery({
    queryKey: ["souk", "/admin/tax-rules"],
    queryFn: ({ signal }) =>
      api<{ tax_rules: TaxRule[] }>("/admin/tax-rules?limit=100", { signal }),
  })
  const adding = useMutation({
    mutationFn: () =>
      api("/admin/tax-rules", {
        method: "POST",
        body: {
          scope: "category",
          reference_id: category,
          vat_percent: vat === null ? null : Number(vat),
          fodec: fodec === null ? null : fodec === "yes",
        },
      }),
    onSuccess: () => {
      setCategory(null)
      setVat(null)
      setFodec(null)
      return refresh()
    },
  })
  const removing = useMutation({
    mutationFn: (id: string) => api(`/admin/tax-rules/${id}`, { method: "DELETE" }),
    onSuccess: refresh,
  })
  const told = (rule: TaxRule) =>
    [
      rule.vat_percent !== null && `${t("taxRules.vat")} ${rule.vat_percent} %`,
      rule.fodec !== null &&
        `${t("taxRules.fodec")} ${rule.fodec ? t("taxRules.yes") : t("taxRules.no")}`,
    ]
      .filter(Boolean)
      .join(" · ")
  const problem = adding.error ?? removing.error
  return (
    <Section title={t("taxRules.title")}>
      <div className="flex flex-col gap-y-5 p-5">
        <Text size="small" className="text-ui-fg-subtle">
          {t("taxRules.text")}
        </Text>
        <div className="grid items-end gap-4 md:grid-cols-[1fr_140px_140px_auto]">
          <SelectField
            id="tax-category"
            label={t("taxRules.category")}
            placeholder={t("taxRules.choose")}
            value={category}
            options={categoryOptions(scopes)}
            onChange={setCategory}
          />
          <SelectField
            id="tax-vat"
            label={t("taxRules.vat")}
            none={t("taxRules.usual")}
            value={vat}
            options={RATES.map((rate) => ({ value: String(rate), label: `${rate} %` }))}
            onChange={setVat}
          />
          <SelectField
            id="tax-fodec"
            label={t("taxRules.fodec")}
            none={t("taxRules.usual")}
            value={fodec}
            options={[
              { value: "yes", label: t("taxRules.yes") },
              { value: "no", label: t("taxRules.no") },
            ]}
            onChange={setFodec}
          />
          <Button
            size="small"
            variant="secondary"
            isLoading={adding.isPending}
            disabled={!category || (vat === null && fodec === null)}
            onClick={() => adding.mutate()}
          >
            {t("taxRules.add")}
          </Button>
        </div>
        {problem && (
          <Text role="alert" size="small" className="text-ui-fg-error">
            {problem.message}
          </Text>
        )}
        {data?.tax_rules.length === 0 && (
          <Text size="small" className="text-ui-fg-subtle">
            {t("taxRules.none")}
          </Text>
        )}
        <ul className="divide-y">
          {data?.tax_rules.map((rule) => (
            <li key={rule.id} className="flex items-center justify-between gap-x-3 py-2">
              <div className="min-w-0">
                <Text size="small" weight="plus">
                  <bdi>{rule.name}</bdi>
                  {rule.scope === "product" && ` (${t("taxRules.product")})`}
                </Text>
                <Text size="xsmall" className="text-ui-fg-subtle">
                  {told(rule)}
                </Text>
              </div>
              <Button
                size="small"
                variant="transparent"
                disabled={removing.isPending}
                onClick={() => removing.mutate(rule.id)}
              >
                {t("taxRules.remove")}
              </Button>
            </li>
          ))}
        </ul>
      </div>
    </Section>
  )
}
