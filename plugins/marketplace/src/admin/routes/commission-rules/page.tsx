import { defineRouteConfig } from "@medusajs/admin-sdk"
import { ReceiptPercent } from "@medusajs/icons"
import { Button, StatusBadge, Text } from "@medusajs/ui"
import { PageHeader, RecordList, useFormat } from "@souk/kit/admin/ui"
import i18n from "i18next"
import { useState } from "react"
import { useTranslation } from "react-i18next"
import { Link } from "react-router-dom"
import { useCommissionScopes } from "../../lib/commission"
import type { CommissionRule } from "../../lib/types"
import { RuleDrawer } from "./rule-drawer"

export default function CommissionRules() {
  const { t } = useTranslation("marketplace")
  const { money, rate, number, date } = useFormat()
  const scopes = useCommissionScopes()
  const [open, setOpen] = useState<CommissionRule | "new" | null>(null)

  const nameIn = (rows: { id: string; name: string }[] | undefined, id: string) =>
    rows?.find((row) => row.id === id)?.name ?? id
  const scopeOf = (rule: CommissionRule) =>
    [
      rule.vendor_id && nameIn(scopes?.vendors, rule.vendor_id),
      rule.category_id && nameIn(scopes?.categories, rule.category_id),
      rule.brand_id && nameIn(scopes?.brands, rule.brand_id),
      rule.condition && t(`rules.conditions.${rule.condition}`),
    ]
      .filter(Boolean)
      .join(" · ") || t("rules.everybody")
  const takes = (rule: CommissionRule) =>
    [
      rate(rule.rate_bps),
      rule.fixed_millimes > 0 && t("rules.perPiece", { amount: money(rule.fixed_millimes) }),
      rule.tiers.length > 0 && t("rules.tierCount", { tiers: number(rule.tiers.length) }),
      rule.on_shipping && t("rules.withShipping"),
    ]
      .filter(Boolean)
      .join(" · ")
  const dates = ({ starts_at, ends_at }: CommissionRule) => {
    const [from, to] = [starts_at && date(starts_at), ends_at && date(ends_at)]
    if (from && to) return t("rules.between", { from, to })
    if (from) return t("rules.since", { from })
    return to ? t("rules.until", { to }) : t("rules.always")
  }
  const badge = (rule: CommissionRule) => (
    <StatusBadge color={rule.in_force ? "green" : "grey"} className="rtl:pl-1.5 rtl:pr-0.5">
      {t(rule.in_force ? "rules.inForce" : "rules.notInForce")}
    </StatusBadge>
  )
  const name = (rule: CommissionRule) => (
    <button
      type="button"
      className="text-ui-fg-interactive text-start hover:underline"
      onClick={() => setOpen(rule)}
    >
      {rule.name}
    </button>
  )
  const create = (
    <Button size="small" onClick={() => setOpen("new")}>
      {t("rules.create")}
    </Button>
  )
  return (
    <>
      <PageHeader
        title={t("rules.title")}
        text={
          <>
            {t("rules.text")}
            {scopes && (
              <>
                <br />
                {t("rules.general", {
                  rate: rate(scopes.default_rate_bps),
                  vat: rate(scopes.vat_bps),
                })}
              </>
            )}
          </>
        }
        actions={
          <>
            <Button size="small" variant="secondary" asChild>
              <Link to="/commission-rules/simulation">{t("rules.simulate")}</Link>
            </Button>
            {create}
          </>
        }
      />
      <RecordList<CommissionRule>
        path="/admin/commission-rules"
        rows="commission_rules"
        idOf={(rule) => rule.id}
        columns={[
          { header: t("rules.name"), cell: name },
          { header: t("rules.scope"), cell: scopeOf },
          { header: t("rules.takes"), cell: takes },
          { header: t("rules.from"), cell: dates },
          { header: t("rules.status"), cell: badge },
          { header: t("rules.priority"), cell: (rule) => number(rule.priority), numeric: true },
        ]}
        card={(rule) => (
          <div className="flex items-start justify-between gap-x-3">
            <div className="min-w-0">
              <Text size="small" weight="plus" asChild>
                <span>{name(rule)}</span>
              </Text>
              <Text size="xsmall" className="text-ui-fg-subtle">
                {scopeOf(rule)}
              </Text>
              <Text size="xsmall" className="text-ui-fg-subtle">
                {takes(rule)} · {dates(rule)}
              </Text>
            </div>
            {badge(rule)}
          </div>
        )}
        empty={{ title: t("rules.empty.title"), text: t("rules.empty.text"), action: create }}
      />
      {open && scopes && (
        <RuleDrawer
          rule={open === "new" ? null : open}
          scopes={scopes}
          onClose={() => setOpen(null)}
        />
      )}
    </>
  )
}

export const config = defineRouteConfig({
  label: "menu.commission",
  translationNs: "marketplace",
  icon: ReceiptPercent,
  rank: 30,
})

export const handle = { breadcrumb: () => i18n.t("menu.commission", { ns: "marketplace" }) }
