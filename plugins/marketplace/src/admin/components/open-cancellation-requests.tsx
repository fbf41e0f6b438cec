import { Text } from "@medusajs/ui"
import { api, Failure, Section, useFormat } from "@souk/kit/admin/ui"
import { useQuery } from "@tanstack/react-query"
import { useTranslation } from "react-i18next"
import { Link } from "react-router-dom"
import type { VendorOrder } from "../lib/types"

type Waiting = VendorOrder["cancellation_requests"][number] & {
  vendor_order: { id: string; number: string; order_id: string }
  vendor: { id: string; name: string }
}

/** What buyers and vendors ask to cancel and nobody answered yet; nothing when nothing waits. */
export function OpenCancellationRequests() {
  const { t } = useTranslation("marketplace")
  const { dateTime } = useFormat()
  const query = { status: "open", limit: 50 }
  const { data, error, refetch } = useQuery({
    queryKey: ["souk", "/admin/cancellation-requests", query],
    queryFn: ({ signal }) =>
      api<{ cancellation_requests: Waiting[] }>("/admin/cancellation-requests", { query, signal }),
  })
  if (error) {
    return (
      <Section title={t("cancelRequest.list")}>
        <Failure error={error} retry={() => void refetch()} />
      </Section>
    )
  }
  if (!data || data.cancellation_requests.length === 0) return null
  return (
    <Section title={t("cancelRequest.list")}>
      <ul className="divide-ui-border-base divide-y">
        {data.cancellation_requests.map((request) => (
          <li key={request.id} className="flex flex-wrap justify-between gap-x-4 gap-y-1 px-5 py-3">
            <div className="min-w-0">
              <Text size="small" weight="plus" asChild>
                <Link
                  to={`/orders/${request.vendor_order.order_id}`}
                  className="hover:text-ui-fg-interactive"
                >
                  <bdi>{request.vendor_order.number}</bdi> · {request.vendor.name}
                </Link>
              </Text>
              <Text size="small" className="text-ui-fg-subtle">
                <bdi>{request.reason}</bdi>
              </Text>
            </div>
            <Text size="xsmall" className="text-ui-fg-subtle">
              {t(`cancelRequest.by.${request.asked_by}`)} · {dateTime(request.at)}
            </Text>
          </li>
        ))}
      </ul>
    </Section>
  )
}
