import { Input, toast } from "@medusajs/ui"
import { api, FormDrawer } from "@souk/kit/admin/ui"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { useTranslation } from "react-i18next"
import { Field } from "../../components/fields"
import type { Invoice } from "../../lib/types"

/** The month before this one, as the input writes it. */
function lastMonth(): string {
  const now = new Date()
  return new Date(Date.UTC(now.getFullYear(), now.getMonth() - 1, 1)).toISOString().slice(0, 7)
}

export function CommissionDrawer({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("marketplace")
  const queryClient = useQueryClient()
  const [month, setMonth] = useState(lastMonth)
  const issuing = useMutation({
    mutationFn: () =>
      api<{ invoices: Invoice[] }>("/admin/commission-invoices", {
        method: "POST",
        body: { month },
      }),
    onSuccess: ({ invoices }) => {
      toast.success(t("commissionInvoices.done", { invoices: invoices.length }))
      onClose()
      return queryClient.invalidateQueries({ queryKey: ["souk"] })
    },
  })
  const submit = () => {
    issuing.mutate()
  }
  return (
    <FormDrawer
      title={t("commissionInvoices.title")}
      text={t("commissionInvoices.text")}
      submit={t("commissionInvoices.submit")}
      error={issuing.error}
      isBusy={issuing.isPending}
      isReady={Boolean(month)}
      onClose={onClose}
      onSubmit={submit}
    >
      <Field id="commission-month" label={t("commissionInvoices.month")}>
        <Input
          id="commission-month"
          type="month"
          size="small"
          max={lastMonth()}
          value={month}
          onChange={(event) => setMonth(event.target.value)}
        />
      </Field>
    </FormDrawer>
  )
}
