import { Button, Prompt, toast } from "@medusajs/ui"
import { api, isolated } from "@souk/kit/admin/ui"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { useTranslation } from "react-i18next"
import type { VendorOrder } from "../../../../lib/types"

/** Confirming takes the goods out of stock: the vendor is told so before, and of what came of it after. */
export function ConfirmOrder({ order }: { order: VendorOrder }) {
  const { t } = useTranslation("marketplace")
  const [isOpen, setOpen] = useState(false)
  const queryClient = useQueryClient()
  const confirmation = useMutation({
    mutationFn: () =>
      api<{ order: VendorOrder }>(`/vendor/orders/${order.id}/confirmations`, { method: "POST" }),
    onSuccess: () => {
      setOpen(false)
      toast.success(t("confirm.done", { number: isolated(order.number) }))
    },
    // Refused or not, what the page shows of the order may be old.
    onSettled: () => queryClient.invalidateQueries({ queryKey: ["souk"] }),
  })
  if (order.status !== "new" && !isOpen) return null

  const pieces = order.lines.reduce((total, line) => total + line.quantity, 0)
  return (
    <Prompt open={isOpen} onOpenChange={setOpen} variant="confirmation">
      <Prompt.Trigger asChild>
        <Button size="small" onClick={() => confirmation.reset()}>
          {t("confirm.action")}
        </Button>
      </Prompt.Trigger>
      <Prompt.Content>
        <Prompt.Header>
          <Prompt.Title>{t("confirm.title", { number: isolated(order.number) })}</Prompt.Title>
          <Prompt.Description>
            {t("confirm.text", { pieces, lines: order.lines.length })}
          </Prompt.Description>
          {confirmation.error && (
            <p role="alert" className="text-ui-fg-error txt-small pt-2">
              {confirmation.error.message}
            </p>
          )}
        </Prompt.Header>
        <Prompt.Footer>
          <Prompt.Cancel>{t("confirm.cancel")}</Prompt.Cancel>
          <Button
            size="small"
            isLoading={confirmation.isPending}
            disabled={confirmation.isError}
            onClick={() => confirmation.mutate()}
          >
            {t("confirm.submit")}
          </Button>
        </Prompt.Footer>
      </Prompt.Content>
    </Prompt>
  )
}
