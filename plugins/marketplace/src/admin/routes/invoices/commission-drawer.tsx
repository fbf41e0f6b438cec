import { Button, Drawer, Input, Text, toast } from "@medusajs/ui"
import { api } from "@souk/kit/admin/ui"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { useState, type FormEvent } from "react"
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
  const submit = (event: FormEvent) => {
    event.preventDefault()
    issuing.mutate()
  }
  return (
    <Drawer open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Drawer.Content>
        <form onSubmit={submit} className="flex flex-1 flex-col overflow-hidden">
          <Drawer.Header>
            <Drawer.Title>{t("commissionInvoices.title")}</Drawer.Title>
            <Drawer.Description>{t("commissionInvoices.text")}</Drawer.Description>
          </Drawer.Header>
          <Drawer.Body className="flex flex-1 flex-col gap-y-4 overflow-y-auto">
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
            {issuing.error && (
              <Text role="alert" size="small" className="text-ui-fg-error">
                {issuing.error.message}
              </Text>
            )}
          </Drawer.Body>
          <Drawer.Footer>
            <Button type="button" size="small" variant="secondary" onClick={onClose}>
              {t("move.cancel")}
            </Button>
            <Button type="submit" size="small" isLoading={issuing.isPending} disabled={!month}>
              {t("commissionInvoices.submit")}
            </Button>
          </Drawer.Footer>
        </form>
      </Drawer.Content>
    </Drawer>
  )
}
