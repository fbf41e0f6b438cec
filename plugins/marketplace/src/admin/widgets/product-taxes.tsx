import { defineWidgetConfig } from "@medusajs/admin-sdk"
import type { AdminProduct, DetailWidgetProps } from "@medusajs/framework/types"
import { Text } from "@medusajs/ui"
import { api, Failure, Section } from "@souk/kit/admin/ui"
import { useQuery } from "@tanstack/react-query"
import { useTranslation } from "react-i18next"
import { RemoveTaxRule, TaxRuleForm, useTaxRuleText } from "../components/tax-rule-form"
import type { TaxRule } from "../lib/types"

/** TVA and FODEC of this one product, where they are not those of its category. */
export default function ProductTaxes({ data: product }: DetailWidgetProps<AdminProduct>) {
  const { t } = useTranslation("marketplace")
  const told = useTaxRuleText()
  const { data, error, refetch } = useQuery({
    queryKey: ["souk", "/admin/tax-rules", "of", product.id],
    queryFn: ({ signal }) =>
      api<{ tax_rules: TaxRule[] }>("/admin/tax-rules", {
        query: { reference_id: product.id },
        signal,
      }),
  })
  const [rule] = data?.tax_rules ?? []
  return (
    <Section title={t("taxRules.ofProduct")}>
      {error && <Failure error={error} retry={() => void refetch()} />}
      <div className="flex flex-col gap-y-4 p-5">
        {rule ? (
          <div className="flex items-center justify-between gap-x-3">
            <Text size="small">{told(rule)}</Text>
            <RemoveTaxRule id={rule.id} />
          </div>
        ) : (
          <Text size="small" className="text-ui-fg-subtle">
            {t("taxRules.asCategory")}
          </Text>
        )}
        <TaxRuleForm scope="product" referenceId={product.id} />
      </div>
    </Section>
  )
}

export const config = defineWidgetConfig({ zone: "product.details.side.after" })
