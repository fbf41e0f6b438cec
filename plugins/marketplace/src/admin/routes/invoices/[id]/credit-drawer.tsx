import { Switch, Label, Textarea, toast } from "@medusajs/ui"
import { api, FormDrawer } from "@souk/kit/admin/ui"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { useTranslation } from "react-i18next"
import { Field, InputField } from "../../../components/fields"
import type { InvoiceDetail } from "../../../lib/types"

type Props = { invoice: InvoiceDetail; onClose: () => void }

export function CreditDrawer({ invoice, onClose }: Props) {
  const { t } = useTranslation("marketplace")
  const queryClient = useQueryClient()
  // Deux clics, ou une réponse perdue, ne font qu'un avoir.
  const [key] = useState(() => crypto.randomUUID())
  const [isWhole, setWhole] = useState(true)
  const [pieces, setPieces] = useState<Record<string, string>>({})
  const [reason, setReason] = useState("")
  const lines = Object.entries(pieces)
    .map(([line_id, text]) => ({ line_id, quantity: Number(text) }))
    .filter(({ quantity }) => Number.isInteger(quantity) && quantity > 0)
  const crediting = useMutation({
    mutationFn: () =>
      api<{ invoice: InvoiceDetail }>(`/admin/invoices/${invoice.id}/credit-notes`, {
        method: "POST",
        body: { key, reason: reason.trim(), ...(!isWhole && { lines }) },
      }),
    onSuccess: ({ invoice: note }) => {
      toast.success(t("credit.done", { number: note.number }))
      onClose()
      return queryClient.invalidateQueries({ queryKey: ["souk"] })
    },
  })
  const submit = () => {
    crediting.mutate()
  }
  return (
    <FormDrawer
      title={t("credit.title", { number: invoice.number })}
      text={t("credit.text")}
      submit={t("credit.submit")}
      error={crediting.error}
      isBusy={crediting.isPending}
      isReady={reason.trim().length >= 3 && (isWhole || lines.length > 0)}
      onClose={onClose}
      onSubmit={submit}
    >
      <div className="flex items-center gap-x-3">
        <Switch id="credit-whole" checked={isWhole} onCheckedChange={setWhole} />
        <Label htmlFor="credit-whole" size="small">
          {t("credit.whole")}
        </Label>
      </div>
      {!isWhole &&
        invoice.lines
          .filter((line) => line.credited_quantity < line.quantity)
          .map((line) => (
            <InputField
              key={line.id}
              id={`credit-${line.id}`}
              label={line.description}
              hint={t("credit.left", { quantity: line.quantity - line.credited_quantity })}
              figure
              value={pieces[line.id] ?? ""}
              onChange={(text) => setPieces({ ...pieces, [line.id]: text })}
            />
          ))}
      <Field id="credit-reason" label={t("credit.reason")} hint={t("credit.reasonHint")}>
        <Textarea
          id="credit-reason"
          rows={3}
          aria-required
          maxLength={300}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </Field>
    </FormDrawer>
  )
}
