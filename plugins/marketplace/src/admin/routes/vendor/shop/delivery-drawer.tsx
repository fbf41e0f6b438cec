import { toast } from "@medusajs/ui"
import { api, FormDrawer, parseMoney, useFormat } from "@souk/kit/admin/ui"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { useTranslation } from "react-i18next"
import { InputField } from "../../../components/fields"
import type { OwnVendor } from "../../../lib/types"

const LEAST_MILLIMES = 1_000
const MOST_MILLIMES = 10_000_000

/** Null: never free. Undefined: what is typed is no amount that is allowed. */
function thresholdOf(text: string): number | null | undefined {
  if (text.trim() === "") return null
  const amount = parseMoney(text)
  return amount !== null && amount >= LEAST_MILLIMES && amount <= MOST_MILLIMES ? amount : undefined
}

/** From how much of its parts the vendor delivers free of charge. */
export function DeliveryDrawer({ vendor, onClose }: { vendor: OwnVendor; onClose: () => void }) {
  const { t } = useTranslation("marketplace")
  const { money } = useFormat()
  const queryClient = useQueryClient()
  const known = vendor.free_shipping_from_millimes
  const [text, setText] = useState(known === null ? "" : String(known / 1000).replace(".", ","))
  const threshold = thresholdOf(text)
  const change = useMutation({
    mutationFn: () =>
      api("/vendor/delivery-terms", {
        method: "POST",
        body: { free_shipping_from_millimes: threshold },
      }),
    onSuccess: () => {
      toast.success(t("shop.deliverySaved"))
      onClose()
      return queryClient.invalidateQueries({ queryKey: ["souk"] })
    },
  })
  return (
    <FormDrawer
      title={t("shop.delivery")}
      text={t("shop.deliveryText", { fee: money(vendor.shipping_fee_millimes) })}
      submit={t("shop.deliverySubmit")}
      onSubmit={() => change.mutate()}
      onClose={onClose}
      error={change.error}
      isBusy={change.isPending}
      isReady={threshold !== undefined}
    >
      <InputField
        id="free-shipping-from"
        label={t("shop.freeFrom")}
        hint={t("shop.freeFromHint")}
        error={threshold === undefined ? t("shop.freeFromInvalid") : null}
        figure
        value={text}
        onChange={setText}
      />
    </FormDrawer>
  )
}
