import { defineRouteConfig } from "@medusajs/admin-sdk"
import { Button, StatusBadge, Text } from "@medusajs/ui"
import { PageHeader, RecordList, useFormat } from "@souk/kit/admin/ui"
import i18n from "i18next"
import { useState } from "react"
import { useTranslation } from "react-i18next"
import { Link } from "react-router-dom"
import { useCarrierName } from "../../lib/carriers"
import type { Remittance } from "../../lib/types"
import { RemittanceDrawer } from "./remittance-drawer"

export default function Remittances() {
  const { t } = useTranslation("marketplace")
  const { money, dateTime, number } = useFormat()
  const carrierName = useCarrierName()
  const [isOpen, setOpen] = useState(false)
  const state = (one: Remittance) => (
    <StatusBadge
      color={one.exception_count > 0 ? "orange" : "green"}
      className="w-fit rtl:pl-1.5 rtl:pr-0.5"
    >
      {one.exception_count > 0
        ? t("remit.exceptionCount", { rows: number(one.exception_count) })
        : t("remit.settledAll")}
    </StatusBadge>
  )
  const errorFile = (one: Remittance) =>
    one.set_aside_count > 0 && (
      <Button size="small" variant="transparent" asChild className="w-fit">
        <a
          href={`/admin/remittances/${one.id}/error-files`}
          download
          aria-label={t("remit.errorFileOf", { reference: one.reference })}
        >
          {t("remit.errorFile")}
        </a>
      </Button>
    )
  return (
    <>
      <PageHeader
        title={t("remit.title")}
        text={t("remit.text")}
        actions={
          <>
            <Button size="small" variant="secondary" asChild>
              <Link to="/remittances/unremitted">{t("remit.unremitted")}</Link>
            </Button>
            <Button size="small" variant="secondary" asChild>
              <Link to="/remittances/exceptions">{t("remit.exceptions")}</Link>
            </Button>
            <Button size="small" onClick={() => setOpen(true)}>
              {t("remit.import")}
            </Button>
          </>
        }
      />
      <RecordList<Remittance>
        path="/admin/remittances"
        rows="remittances"
        idOf={(one) => one.id}
        columns={[
          { header: t("order.date"), cell: (one) => dateTime(one.created_at) },
          { header: t("ship.carrier"), cell: (one) => carrierName(one.carrier) },
          { header: t("remit.reference"), cell: (one) => <bdi>{one.reference}</bdi> },
          { header: t("remit.parcels"), cell: (one) => number(one.row_count), numeric: true },
          { header: t("order.status"), cell: state },
          { header: t("remit.setAside"), cell: (one) => errorFile(one) || "—" },
          { header: t("ledger.amount"), cell: (one) => money(one.total_millimes), numeric: true },
        ]}
        card={(one) => (
          <div className="flex flex-col gap-y-2">
            <div className="flex justify-between gap-x-3">
              <Text size="small" weight="plus">
                {carrierName(one.carrier)} <bdi>{one.reference}</bdi>
              </Text>
              <Text size="small" weight="plus" className="whitespace-nowrap tabular-nums">
                {money(one.total_millimes)}
              </Text>
            </div>
            <Text size="xsmall" className="text-ui-fg-subtle">
              {dateTime(one.created_at)}
            </Text>
            <div className="flex flex-wrap items-center gap-2">
              {state(one)}
              {errorFile(one)}
            </div>
          </div>
        )}
        empty={{ title: t("remit.empty.title"), text: t("remit.empty.text") }}
      />
      {isOpen && <RemittanceDrawer onClose={() => setOpen(false)} />}
    </>
  )
}

export const config = defineRouteConfig({
  label: "menu.remittances",
  translationNs: "marketplace",
  nested: "/orders",
})

export const handle = { breadcrumb: () => i18n.t("menu.remittances", { ns: "marketplace" }) }
