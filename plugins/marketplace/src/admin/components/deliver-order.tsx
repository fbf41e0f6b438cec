import { Button, Prompt, toast } from "@medusajs/ui"
import { api, isolated } from "@souk/kit/admin/ui"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { useTranslation } from "react-i18next"
import type { OrderSlice } from "../lib/types"

/** The operator says that a parcel arrived: the cash is booked with its carrier, for good. */
export function DeliverOrder({ slice }: { slice: OrderSlice }) {
  const { t } = useTranslation("marketplace")
  const [isOpen, setOpen] = useState(false)
  const queryClient = useQueryClient()
  const number = isolated(slice.number)
  const delivery = useMutation({
    mutationFn: () => api(`/admin/vendor-orders/${slice.id}/deliveries`, { method: "POST" }),
    onSuccess: () => {
      setOpen(false)
      toast.success(t("deliver.done", { number }))
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: ["souk"] }),
  })
  if (slice.status !== "shipped" && slice.status !== "undelivered" && !isOpen) return null
  return (
    <Prompt open={isOpen} onOpenChange={setOpen} variant="confirmation">
      <Prompt.Trigger asChild>
        <Button size="small" variant="secondary" onClick={() => delivery.reset()}>
          {t("deliver.action")}
        </Button>
      </Prompt.Trigger>
      <Prompt.Content>
        <Prompt.Header>
          <Prompt.Title>{t("deliver.title", { number })}</Prompt.Title>
          <Prompt.Description>{t("deliver.text")}</Prompt.Description>
          {delivery.error && (
            <p role="alert" className="text-ui-fg-error txt-small pt-2">
              {delivery.error.message}
            </p>
          )}
        </Prompt.Header>
        <Prompt.Footer>
          <Prompt.Cancel>{t("confirm.cancel")}</Prompt.Cancel>
          <Button
            size="small"
            isLoading={delivery.isPending}
            disabled={delivery.isError}
            onClick={() => delivery.mutate()}
          >
            {t("deliver.submit")}
          </Button>
        </Prompt.Footer>
      </Prompt.Content>
    </Prompt>
  )
}
