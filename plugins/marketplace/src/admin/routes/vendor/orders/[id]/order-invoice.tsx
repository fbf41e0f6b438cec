import { Button, toast } from "@medusajs/ui"
import { api } from "@souk/kit/admin/ui"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { useTranslation } from "react-i18next"
import { Link } from "react-router-dom"
import type { Invoice, InvoiceDetail, VendorOrder } from "../../../../lib/types"

/** The order's invoice, or the way to issue it before its time. */
export function OrderInvoice({ order }: { order: VendorOrder }) {
  const { t } = useTranslation("marketplace")
  const queryClient = useQueryClient()
  const query = { vendor_order_id: order.id, kind: "invoice", limit: 1 }
  const { data } = useQuery({
    queryKey: ["souk", "/vendor/invoices", query],
    queryFn: ({ signal }) => api<{ invoices: Invoice[] }>("/vendor/invoices", { query, signal }),
  })
  const issuing = useMutation({
    mutationFn: () =>
      api<{ invoice: InvoiceDetail }>(`/vendor/orders/${order.id}/invoices`, { method: "POST" }),
    onSuccess: ({ invoice }) => {
      toast.success(t("invoices.issued", { number: invoice.number }))
      return queryClient.invalidateQueries({ queryKey: ["souk"] })
    },
    onError: (error) => toast.error(error.message),
  })
  if (!data) return null
  const [invoice] = data.invoices
  if (invoice) {
    return (
      <Button size="small" variant="secondary" asChild>
        <Link to={`/vendor/money/invoices/${invoice.id}`}>{t("invoices.open")}</Link>
      </Button>
    )
  }
  if (order.status === "new" || order.status === "cancelled") return null
  return (
    <Button
      size="small"
      variant="secondary"
      isLoading={issuing.isPending}
      onClick={() => issuing.mutate()}
    >
      {t("invoices.issue")}
    </Button>
  )
}
