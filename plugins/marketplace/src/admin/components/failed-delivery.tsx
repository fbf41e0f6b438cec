import { Button, Text, toast } from "@medusajs/ui"
import { api, FormDrawer, isolated } from "@souk/kit/admin/ui"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { useTranslation } from "react-i18next"
import { DELIVERY_FAILURE_NEXT, DELIVERY_FAILURE_REASONS } from "../../domain/delivery-failure"
import type { OrderSlice, VendorOrder } from "../lib/types"
import { AskTwice } from "./ask-twice"
import { InputField, SelectField } from "./fields"

const mayFail = ({ status, failed_deliveries }: VendorOrder) =>
  status === "shipped" ||
  (status === "undelivered" && failed_deliveries.every(({ next }) => next === "retry"))

/** Says that the carrier could not hand the parcel over; the buyer is told. */
export function FailedDelivery({ order, as }: { order: VendorOrder; as: "vendor" | "operator" }) {
  const { t } = useTranslation("marketplace")
  const [isOpen, setOpen] = useState(false)
  if (!mayFail(order)) return null
  return (
    <>
      <Button size="small" variant="secondary" onClick={() => setOpen(true)}>
        {t("failed.action")}
      </Button>
      {isOpen && <FailedDrawer order={order} as={as} onClose={() => setOpen(false)} />}
    </>
  )
}

type DrawerProps = { order: VendorOrder; as: "vendor" | "operator"; onClose: () => void }

function FailedDrawer({ order, as, onClose }: DrawerProps) {
  const { t } = useTranslation("marketplace")
  const queryClient = useQueryClient()
  const [reason, setReason] = useState<string | null>(null)
  const [next, setNext] = useState<string | null>("retry")
  const [note, setNote] = useState("")
  // What the page showed when it was opened: sent twice, it is the same attempt.
  const [attempt] = useState(order.failed_deliveries.length + 1)
  const number = isolated(order.number)
  const place = as === "vendor" ? "/vendor/orders" : "/admin/vendor-orders"
  const failure = useMutation({
    mutationFn: () =>
      api(`${place}/${order.id}/failed-deliveries`, {
        method: "POST",
        body: { attempt, reason, next, ...(note.trim() && { note: note.trim() }) },
      }),
    onSuccess: () => {
      toast.success(t("failed.done", { number }))
      onClose()
      return queryClient.invalidateQueries({ queryKey: ["souk"] })
    },
  })
  const submit = () => {
    failure.mutate()
  }
  return (
    <FormDrawer
      title={t("failed.title", { number })}
      text={t("failed.text", { attempt })}
      submit={t("failed.submit")}
      error={failure.error}
      isBusy={failure.isPending}
      isReady={reason !== null && next !== null}
      onClose={onClose}
      onSubmit={submit}
    >
      <SelectField
        id="failed-reason"
        label={t("failed.why")}
        placeholder={t("failed.choose")}
        value={reason}
        options={DELIVERY_FAILURE_REASONS.map((value) => ({
          value,
          label: t(`failed.reason.${value}`),
        }))}
        onChange={setReason}
      />
      <SelectField
        id="failed-next"
        label={t("failed.then")}
        placeholder={t("failed.choose")}
        value={next}
        options={DELIVERY_FAILURE_NEXT.map((value) => ({
          value,
          label: t(`failed.next.${value}`),
        }))}
        onChange={setNext}
      />
      <InputField
        id="failed-note"
        label={t("failed.note")}
        hint={t("failed.noteHint")}
        value={note}
        onChange={setNote}
      />
    </FormDrawer>
  )
}

/** The parcel is back: the order is cancelled for good, so it is asked twice. */
export function ReturnParcel({ slice }: { slice: OrderSlice }) {
  const { t } = useTranslation("marketplace")
  const number = isolated(slice.number)
  return (
    <AskTwice
      action={t("parcelReturn.action")}
      title={t("parcelReturn.title", { number })}
      text={t("parcelReturn.text")}
      submit={t("parcelReturn.submit")}
      done={t("parcelReturn.done", { number })}
      run={() =>
        api(`/admin/vendor-orders/${slice.id}/parcel-returns`, {
          method: "POST",
          body: { reason: t("parcelReturn.reason") },
        })
      }
      isOffered={slice.status === "undelivered"}
      isGrave
    />
  )
}

/** Each attempt that failed, and what the parcel does next. */
export function FailedAttempts({ order }: { order: VendorOrder }) {
  const { t } = useTranslation("marketplace")
  if (order.failed_deliveries.length === 0) return null
  return (
    <ul className="flex flex-col gap-y-2">
      {order.failed_deliveries.map(({ attempt, reason, next, note }) => (
        <li key={attempt}>
          <Text size="small">
            {t("failed.attempt", { attempt, reason: t(`failed.reason.${reason}`) })}
          </Text>
          <Text size="xsmall" className="text-ui-fg-subtle">
            {t(`failed.next.${next}`)}
            {note && (
              <>
                {" · "}
                <bdi>{note}</bdi>
              </>
            )}
          </Text>
        </li>
      ))}
    </ul>
  )
}
