import { defineRouteConfig } from "@medusajs/admin-sdk"
import { BuildingStorefront } from "@medusajs/icons"
import { Button, Text } from "@medusajs/ui"
import { api, PageHeader, RecordList, useFormat } from "@souk/kit/admin/ui"
import { useQueries } from "@tanstack/react-query"
import i18n from "i18next"
import { useTranslation } from "react-i18next"
import { Link } from "react-router-dom"
import { VENDOR_STATUSES } from "../../../domain/vendor-status"
import { VendorStatusBadge } from "../../components/status"
import { usePlaces } from "../../lib/places"
import type { AdminVendor } from "../../lib/types"

export default function Vendors() {
  const { t } = useTranslation("marketplace")
  const { date, number } = useFormat()
  const { governorate } = usePlaces("admin")
  const counts = useStatusCounts()
  const create = (
    <Button size="small" variant="secondary" asChild>
      <Link to="/vendors/create">{t("vendors.create")}</Link>
    </Button>
  )
  return (
    <>
      <PageHeader title={t("vendors.title")} text={t("vendors.text")} actions={create} />
      <RecordList<AdminVendor>
        path="/admin/vendors"
        rows="vendors"
        tabs={VENDOR_STATUSES.map((value, index) => ({
          value,
          label: t(`vendorStatus.${value}`),
          count: counts[index],
        }))}
        searchLabel={t("vendors.search")}
        idOf={(vendor) => vendor.id}
        hrefOf={(vendor) => `/vendors/${vendor.id}`}
        columns={[
          { header: t("vendor.name"), cell: (vendor) => vendor.name },
          { header: t("vendor.company"), cell: (vendor) => vendor.company },
          {
            header: t("vendor.governorate"),
            cell: (vendor) => governorate(vendor.governorate_code),
          },
          {
            header: t("vendor.status"),
            cell: (vendor) => <VendorStatusBadge status={vendor.status} />,
          },
          {
            header: t("vendor.offers"),
            cell: (vendor) => number(vendor.offer_count),
            numeric: true,
          },
          {
            header: t("vendor.orders"),
            cell: (vendor) => number(vendor.order_count),
            numeric: true,
          },
          { header: t("vendor.since"), cell: (vendor) => date(vendor.created_at), numeric: true },
        ]}
        card={(vendor) => (
          <div className="flex items-start justify-between gap-x-3">
            <div className="min-w-0">
              <Text size="small" weight="plus" className="truncate">
                {vendor.name}
              </Text>
              <Text size="xsmall" className="text-ui-fg-subtle">
                {[
                  governorate(vendor.governorate_code),
                  t("vendors.offerCount", { offers: number(vendor.offer_count) }),
                  t("vendors.orderCount", { orders: number(vendor.order_count) }),
                ].join(" · ")}
              </Text>
            </div>
            <VendorStatusBadge status={vendor.status} />
          </div>
        )}
        empty={{ title: t("vendors.empty.title"), text: t("vendors.empty.text"), action: create }}
      />
    </>
  )
}

/** How many vendors stand where: one row asked for each status, the count alone is read. */
function useStatusCounts(): (number | undefined)[] {
  const answers = useQueries({
    queries: VENDOR_STATUSES.map((status) => ({
      queryKey: ["souk", "/admin/vendors", "count", status],
      queryFn: () => api<{ count: number }>("/admin/vendors", { query: { status, limit: 1 } }),
    })),
  })
  return answers.map(({ data }) => data?.count)
}

export const config = defineRouteConfig({
  label: "menu.vendors",
  translationNs: "marketplace",
  icon: BuildingStorefront,
  rank: 10,
})

export const handle = { breadcrumb: () => i18n.t("menu.vendors", { ns: "marketplace" }) }
