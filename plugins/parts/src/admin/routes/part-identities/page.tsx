import { defineRouteConfig } from "@medusajs/admin-sdk"
import { Select, Text } from "@medusajs/ui"
import { PageHeader, RecordList, useFormat, type Json } from "@souk/kit/admin/ui"
import i18n from "i18next"
import { useTranslation } from "react-i18next"
import { useSearchParams } from "react-router-dom"
import type { IdentityCaseView } from "../../../api/offer-schemas"
import { CaseStatus } from "../../components/case-status"

type Case = Json<IdentityCaseView>

const STATUSES = ["open", "accepted", "merged", "rejected"] as const
const REASONS = [
  "new_brand",
  "new_part",
  "ambiguous_brand",
  "ambiguous_ean",
  "ean_disagrees",
] as const
const ANY = "any"

export default function PartIdentities() {
  const { t } = useTranslation("parts")
  const { date } = useFormat()
  const [params, setParams] = useSearchParams()
  const reason = params.get("reason")
  return (
    <>
      <PageHeader
        title={t("cases.title")}
        text={t("cases.text")}
        actions={
          <Select
            size="small"
            value={reason ?? ANY}
            onValueChange={(value) =>
              setParams((before) => {
                const after = new URLSearchParams(before)
                after.delete("offset")
                if (value === ANY) after.delete("reason")
                else after.set("reason", value)
                return after
              })
            }
          >
            <Select.Trigger aria-label={t("cases.reason")}>
              <Select.Value />
            </Select.Trigger>
            <Select.Content>
              <Select.Item value={ANY}>{t("cases.allReasons")}</Select.Item>
              {REASONS.map((value) => (
                <Select.Item key={value} value={value}>
                  {t(`reason.${value}`)}
                </Select.Item>
              ))}
            </Select.Content>
          </Select>
        }
      />
      <RecordList<Case>
        path="/admin/identity-cases"
        rows="identity_cases"
        filter={{ reason }}
        tabs={STATUSES.map((value) => ({ value, label: t(`caseStatus.${value}`) }))}
        idOf={(one) => one.id}
        hrefOf={(one) => `/part-identities/${one.id}`}
        columns={[
          { header: t("cases.said"), cell: (one) => <Said one={one} /> },
          { header: t("cases.vendor"), cell: (one) => one.vendor_name },
          { header: t("cases.reason"), cell: (one) => t(`reason.${one.reason}`) },
          { header: t("cases.status"), cell: (one) => <CaseStatus status={one.status} /> },
          { header: t("cases.asked"), cell: (one) => date(one.created_at), numeric: true },
        ]}
        card={(one) => (
          <div className="flex items-start justify-between gap-x-3">
            <div className="min-w-0">
              <Said one={one} />
              <Text size="xsmall" className="text-ui-fg-subtle">
                {one.vendor_name} · {t(`reason.${one.reason}`)}
              </Text>
            </div>
            <CaseStatus status={one.status} />
          </div>
        )}
        empty={{ title: t("cases.empty.title"), text: t("cases.empty.text") }}
      />
    </>
  )
}

function Said({ one }: { one: Case }) {
  return (
    <div className="min-w-0 py-1">
      <Text size="small" weight="plus" leading="compact">
        <bdi>
          {one.brand} · {one.mpn}
        </bdi>
      </Text>
      <Text size="xsmall" className="text-ui-fg-subtle md:max-w-[360px] md:truncate">
        {one.title}
      </Text>
    </div>
  )
}

export const config = defineRouteConfig({
  label: "menu.identities",
  translationNs: "parts",
  nested: "/products",
})

export const handle = { breadcrumb: () => i18n.t("menu.identities", { ns: "parts" }) }
