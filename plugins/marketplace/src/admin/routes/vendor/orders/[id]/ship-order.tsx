import { Button, toast } from "@medusajs/ui"
import { api, FormDrawer, isolated } from "@souk/kit/admin/ui"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { useTranslation } from "react-i18next"
import { CARRIERS } from "../../../../../domain/carriers"
import { InputField, SelectField } from "../../../../components/fields"
import { useCarrierName } from "../../../../lib/carriers"
import type { VendorOrder } from "../../../../lib/types"

/** Hands a confirmed order over: who carries it, and the number the buyer follows it by. */
export function ShipOrder({ order }: { order: VendorOrder }) {
  const { t } = useTranslation("marketplace")
  const [isOpen, setOpen] = useState(false)
  if (order.status !== "confirmed") return null
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {t("ship.action")}
      </Button>
      {isOpen && <ShipDrawer order={order} onClose={() => setOpen(false)} />}
    </>
  )
}

function ShipDrawer({ order, onClose }: { order: VendorOrder; onClose: () => void }) {
  const { t } = useTranslation("marketplace")
  const carrierName = useCarrierName()
  const queryClient = useQueryClient()
  const [carrier, setCarrier] = useState<string | null>(null)
  const [tracking, setTracking] = useState("")
  const number = isolated(order.number)
  const shipment = useMutation({
    mutationFn: () =>
      api(`/vendor/orders/${order.id}/shipments`, {
        method: "POST",
        body: { carrier, ...(tracking.trim() && { tracking_number: tracking.trim() }) },
      }),
    onSuccess: () => {
      toast.success(t("ship.done", { number }))
      onClose()
      return queryClient.invalidateQueries({ queryKey: ["souk"] })
    },
  })
  const submit = () => {
    shipment.mutate()
  }
  return (
    <FormDrawer
      title={t("ship.title", { number })}
      text={t("ship.text")}
      submit={t("ship.submit")}
      error={shipment.error}
      isBusy={shipment.isPending}
      isReady={carrier !== null}
      onClose={onClose}
      onSubmit={submit}
    >
      <SelectField
        id="ship-carrier"
        label={t("ship.carrier")}
        placeholder={t("ship.choose")}
        value={carrier}
        options={CARRIERS.map((value) => ({ value, label: carrierName(value) }))}
        onChange={setCarrier}
      />
      <InputField
        id="ship-tracking"
        label={t("ship.tracking")}
        hint={t("ship.trackingHint")}
        figure
        value={tracking}
        onChange={setTracking}
      />
    </FormDrawer>
  )
}
