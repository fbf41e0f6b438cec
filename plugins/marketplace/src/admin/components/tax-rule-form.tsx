import { Button, Text } from "@medusajs/ui"
import { api } from "@souk/kit/admin/ui"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { useTranslation } from "react-i18next"
import type { TaxRule } from "../lib/types"
import { SelectField } from "./fields"

const RATES = [19, 13, 7, 0]

/** What a rule says, in a few words. */
export function useTaxRuleText() {
  const { t } = useTranslation("marketplace")
  return (rule: TaxRule) =>
    [
      rule.vat_percent !== null && `${t("taxRules.vat")} ${rule.vat_percent} %`,
      rule.fodec !== null &&
        `${t("taxRules.fodec")} ${rule.fodec ? t("taxRules.yes") : t("taxRules.no")}`,
    ]
      .filter(Boolean)
      .join(" · ")
}

/** TVA and FODEC of one category or product; a second rule on the same one replaces the first. */
export function TaxRuleForm({
  scope,
  referenceId,
  onSaved,
}: {
  scope: TaxRule["scope"]
  /** Null until one is chosen. */
  referenceId: string | null
  onSaved?: () => void
}) {
  const { t } = useTranslation("marketplace")
  const queryClient = useQueryClient()
  const [vat, setVat] = useState<string | null>(null)
  const [fodec, setFodec] = useState<string | null>(null)
  const saving = useMutation({
    mutationFn: () =>
      api("/admin/tax-rules", {
        method: "POST",
        body: {
          scope,
          reference_id: referenceId,
          vat_percent: vat === null ? null : Number(vat),
          fodec: fodec === null ? null : fodec === "yes",
        },
      }),
    onSuccess: () => {
      setVat(null)
      setFodec(null)
      onSaved?.()
      return queryClient.invalidateQueries({ queryKey: ["souk", "/admin/tax-rules"] })
    },
  })
  return (
    <div className="flex flex-col gap-y-3">
      <div className="flex flex-wrap items-end gap-4">
        <SelectField
          id={`tax-vat-${scope}`}
          label={t("taxRules.vat")}
          none={t("taxRules.usual")}
          value={vat}
          options={RATES.map((rate) => ({ value: String(rate), label: `${rate} %` }))}
          onChange={setVat}
        />
        <SelectField
          id={`tax-fodec-${scope}`}
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
          isLoading={saving.isPending}
          disabled={!referenceId || (vat === null && fodec === null)}
          onClick={() => saving.mutate()}
        >
          {t("taxRules.add")}
        </Button>
      </div>
      {saving.error && (
        <Text role="alert" size="small" className="text-ui-fg-error">
          {saving.error.message}
        </Text>
      )}
    </div>
  )
}

/** Takes a rule away. */
export function RemoveTaxRule({ id }: { id: string }) {
  const { t } = useTranslation("marketplace")
  const queryClient = useQueryClient()
  const removing = useMutation({
    mutationFn: () => api(`/admin/tax-rules/${id}`, { method: "DELETE" }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ["souk", "/admin/tax-rules"] }),
  })
  return (
    <div className="flex flex-col items-end">
      <Button
        size="small"
        variant="transparent"
        disabled={removing.isPending}
        onClick={() => removing.mutate()}
      >
        {t("taxRules.remove")}
      </Button>
      {removing.error && (
        <Text role="alert" size="xsmall" className="text-ui-fg-error">
          {removing.error.message}
        </Text>
      )}
    </div>
  )
}
