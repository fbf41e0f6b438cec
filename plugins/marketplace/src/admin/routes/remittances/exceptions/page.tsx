import { Button, Drawer, Text, Textarea, toast } from "@medusajs/ui"
import { api, PageHeader, RecordList, useFormat } from "@souk/kit/admin/ui"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import i18n from "i18next"
import { useState } from "react"
import { useTranslation } from "react-i18next"
import { Field } from "../../../components/fields"
import { useCarrierName } from "../../../lib/carriers"
import type { RemittanceLine } from "../../../lib/types"

export default function Exceptions() {
  const { t } = useTranslation("marketplace")
  const { money, dateTime } = useFormat()
  const carrierName = useCarrierName()
  const [open, setOpen] = useState<RemittanceLine | null>(null)
  const expected = (one: RemittanceLine) =>
    one.expected_millimes === null ? "—" : money(one.expected_millimes)
  const problem = (one: RemittanceLine) => t(`remit.problem.${one.problem}`)
  const settle = (one: RemittanceLine) => (
    <Button size="small" variant="secondary" className="w-fit" onClick={() => setOpen(one)}>
      {t("remit.settle")}
    </Button>
  )
  return (
    <>
      <PageHeader
        title={t("remit.exceptions")}
        text={t("remit.exceptionsText")}
        back={{ to: "/remittances", label: t("remit.title") }}
      />
      <RecordList<RemittanceLine>
        path="/admin/remittance-lines"
        rows="remittance_lines"
        filter={{ status: "exception" }}
        idOf={(one) => one.id}
        columns={[
          { header: t("order.date"), cell: (one) => dateTime(one.created_at) },
          { header: t("ship.carrier"), cell: (one) => carrierName(one.remittance.carrier) },
          { header: t("remit.parcel"), cell: (one) => <bdi>{one.reference}</bdi> },
          { header: t("remit.why"), cell: problem },
          { header: t("remit.expected"), cell: expected, numeric: true },
          {
            header: t("remit.received"),
            cell: (one) => money(one.amount_millimes),
            numeric: true,
          },
          { header: t("adjust.state"), cell: settle },
        ]}
        card={(one) => (
          <div className="flex flex-col gap-y-2">
            <div className="flex justify-between gap-x-3">
              <Text size="small" weight="plus">
                <bdi>{one.reference}</bdi> · {problem(one)}
              </Text>
              <Text size="small" weight="plus" className="whitespace-nowrap tabular-nums">
                {money(one.amount_millimes)}
              </Text>
            </div>
            <Text size="xsmall" className="text-ui-fg-subtle">
              {carrierName(one.remittance.carrier)} · {t("remit.expected")} {expected(one)}
            </Text>
            {settle(one)}
          </div>
        )}
        empty={{ title: t("remit.noException.title"), text: t("remit.noException.text") }}
      />
      {open && <SettleDrawer line={open} onClose={() => setOpen(null)} />}
    </>
  )
}

function SettleDrawer({ line, onClose }: { line: RemittanceLine; onClose: () => void }) {
  const { t } = useTranslation("marketplace")
  const { money } = useFormat()
  const queryClient = useQueryClient()
  const [reason, setReason] = useState("")
  const decision = useMutation({
    mutationFn: (decided: "accepted" | "dismissed") =>
      api(`/admin/remittance-lines/${line.id}/decisions`, {
        method: "POST",
        body: { decision: decided, resolution: reason.trim() },
      }),
    onSuccess: () => {
      toast.success(t("remit.resolved"))
      onClose()
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: ["souk"] }),
  })
  const canDecide = reason.trim().length >= 3 && !decision.isPending
  const gap = line.amount_millimes - (line.expected_millimes ?? 0)
  return (
    <Drawer open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Drawer.Content>
        <Drawer.Header>
          <Drawer.Title>{t("remit.settle")}</Drawer.Title>
          <Drawer.Description>
            {line.problem === "amount_differs"
              ? t("remit.gapText", { gap: money(gap) })
              : t("remit.dismissText")}
          </Drawer.Description>
        </Drawer.Header>
        <Drawer.Body className="flex flex-1 flex-col gap-y-4 overflow-y-auto">
          <Field id="remit-reason" label={t("adjust.reason")} hint={t("remit.reasonHint")}>
            <Textarea
              id="remit-reason"
              maxLength={500}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          </Field>
          {decision.error && (
            <Text role="alert" size="small" className="text-ui-fg-error">
              {decision.error.message}
            </Text>
          )}
        </Drawer.Body>
        <Drawer.Footer>
          <Button
            size="small"
            variant="secondary"
            disabled={!canDecide}
            onClick={() => decision.mutate("dismissed")}
          >
            {t("remit.dismiss")}
          </Button>
          {line.problem === "amount_differs" && (
            <Button size="small" disabled={!canDecide} onClick={() => decision.mutate("accepted")}>
              {t("remit.accept")}
            </Button>
          )}
        </Drawer.Footer>
      </Drawer.Content>
    </Drawer>
  )
}

export const handle = { breadcrumb: () => i18n.t("remit.exceptions", { ns: "marketplace" }) }
