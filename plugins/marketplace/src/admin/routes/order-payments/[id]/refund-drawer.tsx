import { Button, Drawer, Input, Text, Textarea, toast } from "@medusajs/ui"
import { api, parseMoney, useFormat } from "@souk/kit/admin/ui"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { useRef, useState, type FormEvent } from "react"
import { useTranslation } from "react-i18next"
import { Field, InputField, SelectField } from "../../../components/fields"
import { ShareEffect } from "../../../components/refund-list"
import type { Allocation, OrderPaymentDetail, RefundPreview } from "../../../lib/types"

const WHOLE_ORDER = "all"
const DOINGS = ["refund", "cancellation"] as const
type Doing = (typeof DOINGS)[number]

/** Whoever presses twice sends the same key twice. `randomUUID` is not there over plain http. */
function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return `page-${[...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("")}`
}

/** What to give back, then exactly what that does, then the button that does it. */
export function RefundDrawer({
  payment,
  onClose,
}: {
  payment: OrderPaymentDetail
  onClose: () => void
}) {
  const { t } = useTranslation("marketplace")
  const { money } = useFormat()
  const queryClient = useQueryClient()
  const { allocations } = payment
  const [key] = useState(newKey)
  const [doing, setDoing] = useState<Doing>(payment.paid_millimes > 0 ? "refund" : "cancellation")
  const [scope, setScope] = useState(
    allocations.length === 1 ? allocations[0]!.vendor_order.id : WHOLE_ORDER,
  )
  const [isWhole, setWhole] = useState(true)
  const [quantities, setQuantities] = useState<Record<string, string>>({})
  const [shipping, setShipping] = useState("")
  const [goodwill, setGoodwill] = useState("")
  const [bearer, setBearer] = useState<string | null>("marketplace")
  const [reason, setReason] = useState("")
  const [preview, setPreview] = useState<RefundPreview | null>(null)

  const share = allocations.find((one) => one.vendor_order.id === scope)
  const isCancellation = doing === "cancellation"
  const lines = Object.entries(quantities).flatMap(([line_id, text]) =>
    Number(text) > 0 ? [{ line_id, quantity: Number(text) }] : [],
  )
  const amount = (text: string) => (text === "" ? null : parseMoney(text))
  const asked = {
    order_id: payment.order_id,
    ...(share && { vendor_order_id: share.vendor_order.id }),
    ...(isWhole || !share
      ? { whole: true }
      : {
          lines,
          ...(!isCancellation && amount(shipping) && { shipping_millimes: amount(shipping) }),
          ...(!isCancellation &&
            amount(goodwill) && {
              goodwill: { amount_millimes: amount(goodwill), bearer },
            }),
        }),
  }
  /** Every change makes the preview old. */
  const change =
    <Value,>(set: (value: Value) => void) =>
    (value: Value) => {
      set(value)
      setPreview(null)
    }
  const previewing = useMutation({
    mutationFn: () =>
      api<{ refund_preview: RefundPreview }>("/admin/refund-previews", {
        method: "POST",
        body: { ...asked, kind: doing },
      }),
    onSuccess: (answer) => setPreview(answer.refund_preview),
  })
  const decision = useMutation({
    mutationFn: () => {
      const decided = {
        idempotency_key: key,
        expected_millimes: preview!.amount_millimes,
        reason: reason.trim(),
      }
      if (!isCancellation) {
        return api("/admin/order-refunds", { method: "POST", body: { ...asked, ...decided } })
      }
      return api(`/admin/vendor-orders/${share!.vendor_order.id}/cancellations`, {
        method: "POST",
        body: { ...decided, ...(isWhole ? {} : { lines }) },
      })
    },
    onSuccess: () => {
      toast.success(t(`refund.made.${preview!.method}`))
      onClose()
    },
    onSettled: () => {
      isDeciding.current = false
      return queryClient.invalidateQueries({ queryKey: ["souk"] })
    },
  })
  // The second press of a double click comes before the button is drawn as busy.
  const isDeciding = useRef(false)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!preview) return previewing.mutate()
    if (isDeciding.current) return
    isDeciding.current = true
    decision.mutate()
  }
  const error = decision.error ?? previewing.error
  return (
    <Drawer open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Drawer.Content>
        <form onSubmit={submit} className="flex flex-1 flex-col overflow-hidden">
          <Drawer.Header>
            <Drawer.Title>{t("refund.create")}</Drawer.Title>
            <Drawer.Description>{t("refund.createText")}</Drawer.Description>
          </Drawer.Header>
          <Drawer.Body className="flex flex-1 flex-col gap-y-4 overflow-y-auto">
            <SelectField
              id="refund-doing"
              label={t("refund.doing")}
              value={doing}
              options={DOINGS.map((value) => ({ value, label: t(`refund.do.${value}`) }))}
              onChange={change((value: string | null) => setDoing(value as Doing))}
            />
            <SelectField
              id="refund-scope"
              label={t("refund.scope")}
              value={scope}
              options={[
                ...(allocations.length > 1 && !isCancellation
                  ? [{ value: WHOLE_ORDER, label: t("refund.wholeOrder") }]
                  : []),
                ...allocations.map((one) => ({
                  value: one.vendor_order.id,
                  label: `${one.vendor.name} · ${one.vendor_order.number}`,
                })),
              ]}
              onChange={change((value: string | null) => setScope(value ?? WHOLE_ORDER))}
            />
            {share && (
              <SelectField
                id="refund-what"
                label={t("refund.what")}
                value={isWhole ? "whole" : "part"}
                options={[
                  { value: "whole", label: t("refund.whole") },
                  { value: "part", label: t(isCancellation ? "refund.short" : "refund.part") },
                ]}
                onChange={change((value: string | null) => setWhole(value === "whole"))}
              />
            )}
            {share && !isWhole && (
              <Pieces share={share} quantities={quantities} onChange={change(setQuantities)} />
            )}
            {share && !isWhole && !isCancellation && (
              <>
                <InputField
                  id="refund-shipping"
                  label={t("refund.shipping")}
                  hint={t("refund.shippingLeft", { left: money(share.shipping_left_millimes) })}
                  figure
                  value={shipping}
                  error={shipping !== "" && !amount(shipping) ? t("rules.amountInvalid") : null}
                  onChange={change(setShipping)}
                />
                <InputField
                  id="refund-goodwill"
                  label={t("refund.goodwill")}
                  figure
                  value={goodwill}
                  error={goodwill !== "" && !amount(goodwill) ? t("rules.amountInvalid") : null}
                  onChange={change(setGoodwill)}
                />
                {goodwill !== "" && (
                  <SelectField
                    id="refund-bearer"
                    label={t("refund.bearerLabel")}
                    value={bearer}
                    options={["marketplace", "vendor"].map((value) => ({
                      value,
                      label: t(`refund.bearer.${value}`),
                    }))}
                    onChange={change(setBearer)}
                  />
                )}
              </>
            )}
            <Field id="refund-reason" label={t("refund.reason")} hint={t("refund.reasonHint")}>
              <Textarea
                id="refund-reason"
                rows={2}
                aria-required
                maxLength={500}
                value={reason}
                onChange={(event) => setReason(event.target.value)}
              />
            </Field>
            {preview && <Preview preview={preview} />}
            {error && (
              <Text role="alert" size="small" className="text-ui-fg-error">
                {error.message}
              </Text>
            )}
          </Drawer.Body>
          <Drawer.Footer>
            <Button type="button" size="small" variant="secondary" onClick={onClose}>
              {t("move.cancel")}
            </Button>
            <Button
              type="submit"
              size="small"
              variant={preview ? "danger" : "primary"}
              isLoading={previewing.isPending || decision.isPending}
              disabled={
                reason.trim().length < 3 || (isCancellation && !share) || decision.isSuccess
              }
            >
              {preview
                ? t(isCancellation ? "refund.confirmCancel" : "refund.confirm", {
                    amount: money(preview.amount_millimes),
                  })
                : t("refund.preview")}
            </Button>
          </Drawer.Footer>
        </form>
      </Drawer.Content>
    </Drawer>
  )
}

function Pieces({
  share,
  quantities,
  onChange,
}: {
  share: Allocation
  quantities: Record<string, string>
  onChange: (quantities: Record<string, string>) => void
}) {
  const { t } = useTranslation("marketplace")
  return (
    <fieldset className="flex flex-col gap-y-2">
      <legend className="txt-compact-small-plus mb-1">{t("refund.pieces")}</legend>
      {share.lines
        .filter((line) => line.kind !== "stamp")
        .map((line) => (
          <div key={line.id} className="grid grid-cols-[1fr_80px] items-center gap-x-3">
            <label htmlFor={`piece-${line.id}`} className="min-w-0 text-[13px]">
              {line.title}
              <span className="text-ui-fg-subtle block">
                {t("refund.piecesLeft", { left: line.left_quantity, quantity: line.quantity })}
              </span>
            </label>
            <Input
              id={`piece-${line.id}`}
              type="number"
              size="small"
              dir="ltr"
              min={0}
              max={line.left_quantity}
              disabled={line.left_quantity === 0}
              value={quantities[line.id] ?? "0"}
              onChange={(event) => onChange({ ...quantities, [line.id]: event.target.value })}
            />
          </div>
        ))}
    </fieldset>
  )
}

function Preview({ preview }: { preview: RefundPreview }) {
  const { t } = useTranslation("marketplace")
  const { money } = useFormat()
  return (
    <section aria-label={t("refund.effects")} className="flex flex-col gap-y-2">
      <Text size="small" weight="plus">
        {t("refund.buyerGets", { amount: money(preview.amount_millimes) })}
      </Text>
      <Text size="xsmall" className="text-ui-fg-subtle">
        {t(`refund.method.${preview.method}`)}
      </Text>
      {preview.shares.map((share) => (
        <ShareEffect key={share.vendor_order.id} share={share} />
      ))}
    </section>
  )
}
