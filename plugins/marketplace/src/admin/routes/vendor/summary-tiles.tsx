import { Text } from "@medusajs/ui"
import { api, Failure, useFormat } from "@souk/kit/admin/ui"
import { useQuery } from "@tanstack/react-query"
import type { ReactNode } from "react"
import { useTranslation } from "react-i18next"
import { Link } from "react-router-dom"
import type { Summary } from "../../lib/types"

export function SummaryTiles() {
  const { t } = useTranslation("marketplace")
  const { money, number } = useFormat()
  const { data, error, refetch } = useQuery({
    queryKey: ["souk", "/vendor/summary"],
    queryFn: ({ signal }) => api<{ summary: Summary }>("/vendor/summary", { signal }),
  })
  if (error) return <Failure error={error} retry={() => void refetch()} />

  const show = (value: (summary: Summary) => string) => (data ? value(data.summary) : null)
  return (
    <div className="grid grid-cols-2 gap-3 lg:grid-cols-5">
      <Tile
        label={t("home.newOrders")}
        value={show((summary) => number(summary.new_orders))}
        hint={t("home.newOrdersHint")}
        to="/vendor/orders?status=new"
        isCalling={(data?.summary.new_orders ?? 0) > 0}
      />
      <Tile
        label={t("home.confirmedOrders")}
        value={show((summary) => number(summary.confirmed_orders))}
        hint={t("home.confirmedOrdersHint")}
        to="/vendor/orders?status=confirmed"
      />
      <Tile
        label={t("home.turnover")}
        value={show((summary) => money(summary.turnover_30_days_millimes))}
        hint={t("home.last30Days")}
      />
      <Tile
        label={t("home.commission")}
        value={show((summary) => money(summary.commission_30_days_millimes))}
        hint={t("home.last30Days")}
      />
      <Tile
        label={t("home.earnings")}
        value={show((summary) => money(summary.pending_earnings_millimes))}
        hint={t("home.earningsHint")}
        wide
      />
    </div>
  )
}

type TileProps = {
  label: string
  value: string | null
  hint: string
  to?: string
  /** Something waits for the vendor here. */
  isCalling?: boolean
  wide?: boolean
}

function Tile({ label, value, hint, to, isCalling, wide }: TileProps) {
  const content: ReactNode = (
    <>
      <Text size="small" className="text-ui-fg-subtle">
        {label}
      </Text>
      {value === null ? (
        <span className="bg-ui-bg-component my-1.5 h-5 w-16 animate-pulse rounded" />
      ) : (
        <span className="text-xl font-medium tabular-nums lg:text-lg xl:text-xl">{value}</span>
      )}
      <Text size="xsmall" className="text-ui-fg-muted">
        {hint}
      </Text>
    </>
  )
  const look = `flex flex-col gap-y-0.5 rounded-lg p-4 shadow-elevation-card-rest ${wide ? "max-lg:col-span-2" : ""} ${
    isCalling ? "bg-ui-tag-orange-bg" : "bg-ui-bg-base"
  }`
  return to ? (
    <Link
      to={to}
      className={`${look} hover:shadow-elevation-card-hover focus-visible:shadow-borders-focus outline-none`}
    >
      {content}
    </Link>
  ) : (
    <div className={look}>{content}</div>
  )
}
