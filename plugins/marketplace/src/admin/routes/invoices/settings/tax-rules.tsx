import { Text } from "@medusajs/ui"
import { api, Section } from "@souk/kit/admin/ui"
import { useQuery } from "@tanstack/react-query"
import { useState } from "react"
import { useTranslation } from "react-i18next"
import { Link } from "react-router-dom"
import { SelectField } from "../../../components/fields"
import { RemoveTaxRule, TaxRuleForm, useTaxRuleText } from "../../../components/tax-rule-form"
import { categoryOptions, useCommissionScopes } from "../../../lib/commission"
import type { TaxRule } from "../../../lib/types"

/** TVA and FODEC of categories; those of a product are set on its page, and listed here too. */
export function TaxRules() {
  const { t } = useTranslation("marketplace")
  const scopes = useCommissionScopes()
  const [category, setCategory] = useState<string | null>(null)
  const told = useTaxRuleText()
  const { data } = useQuery({
    queryKey: ["souk", "/admin/tax-rules"],
    queryFn: ({ signal }) =>
      api<{ tax_rules: TaxRule[] }>("/admin/tax-rules?limit=100", { signal }),
  })
  return (
    <Section title={t("taxRules.title")}>
      <div className="flex flex-col gap-y-5 p-5">
        <Text size="small" className="text-ui-fg-subtle">
          {t("taxRules.text")}
        </Text>
        <SelectField
          id="tax-category"
          label={t("taxRules.category")}
          placeholder={t("taxRules.choose")}
          value={category}
          options={categoryOptions(scopes)}
          onChange={setCategory}
        />
        <TaxRuleForm
          scope="category"
          referenceId={category}
          onSaved={() => {
            setCategory(null)
          }}
        />
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
                  {rule.scope === "product" ? (
                    <Link className="underline" to={`/products/${rule.reference_id}`}>
                      <bdi>{rule.name}</bdi>
                    </Link>
                  ) : (
                    <bdi>{rule.name}</bdi>
                  )}
                  {rule.scope === "product" && ` (${t("taxRules.product")})`}
                </Text>
                <Text size="xsmall" className="text-ui-fg-subtle">
                  {told(rule)}
                </Text>
              </div>
              <RemoveTaxRule id={rule.id} />
            </li>
          ))}
        </ul>
      </div>
    </Section>
  )
}
