import { Button, StatusBadge, Text, Textarea, toast } from "@medusajs/ui"
import { api, formatPhone, FormDrawer, PageHeader, RecordList, useFormat } from "@souk/kit/admin/ui"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import i18n from "i18next"
import { useState } from "react"
import { useTranslation } from "react-i18next"
import { BANK_CHANGE_STATUSES } from "../../../../domain/bank-change"
import { Field } from "../../../components/fields"
import type { BankChange } from "../../../lib/types"

const COLOURS = {
  requested: "orange",
  confirmed: "green",
  refused: "red",
  withdrawn: "grey",
} as const

export default function BankChanges() {
  const { t } = useTranslation("marketplace")
  const { dateTime } = useFormat()
  const [open, setOpen] = useState<BankChange | null>(null)
  const account = (one: BankChange) => (
    <span className="tabular-nums">
      <bdi className="block">{one.rib}</bdi>
      {one.previous_rib && (
        <bdi className="text-ui-fg-muted block line-through">{one.previous_rib}</bdi>
      )}
    </span>
  )
  const state = (one: BankChange) =>
    one.status === "requested" && !one.is_mine ? (
      <Button
        size="small"
        variant="secondary"
        className="w-fit"
        aria-label={t("bank.decideOf", { vendor: one.vendor.name })}
        onClick={() => setOpen(one)}
      >
        {t("bank.decide")}
      </Button>
    ) : (
      <StatusBadge color={COLOURS[one.status]} className="w-fit rtl:pl-1.5 rtl:pr-0.5">
        {one.status === "requested" ? t("adjust.mine") : t(`bank.status.${one.status}`)}
      </StatusBadge>
    )
  const who = (one: BankChange) => (
    <>
      {one.vendor.name}
      <span className="text-ui-fg-subtle block">
        <bdi>{formatPhone(one.vendor.phone)}</bdi>
      </span>
    </>
  )
  return (
    <>
      <PageHeader
        title={t("bank.title")}
        text={t("bank.text")}
        back={{ to: "/payouts", label: t("payouts.title") }}
      />
      <RecordList<BankChange>
        path="/admin/bank-changes"
        rows="bank_changes"
        tabs={BANK_CHANGE_STATUSES.map((value) => ({ value, label: t(`bank.status.${value}`) }))}
        idOf={(one) => one.id}
        columns={[
          { header: t("payouts.date"), cell: (one) => dateTime(one.created_at) },
          { header: t("order.vendor"), cell: who },
          { header: t("vendor.rib"), cell: account },
          { header: t("payouts.why"), cell: (one) => one.note ?? "—" },
          { header: t("payouts.state"), cell: state },
        ]}
        card={(one) => (
          <div className="flex flex-col gap-y-2">
            <Text size="small" weight="plus">
              {who(one)}
            </Text>
            <Text size="small">{account(one)}</Text>
            <Text size="xsmall" className="text-ui-fg-subtle">
              {dateTime(one.created_at)}
              {one.note && <> · {one.note}</>}
            </Text>
            {state(one)}
          </div>
        )}
        empty={{ title: t("bank.empty.title"), text: t("bank.empty.text") }}
      />
      {open && <DecisionDrawer change={open} onClose={() => setOpen(null)} />}
    </>
  )
}

/** Confirms once the vendor was called on the number of its file, or refuses. */
function DecisionDrawer({ change, onClose }: { change: BankChange; onClose: () => void }) {
  const { t } = useTranslation("marketplace")
  const queryClient = useQueryClient()
  const [note, setNote] = useState("")
  const decision = useMutation({
    mutationFn: (decided: "confirmed" | "refused") =>
      api(`/admin/bank-changes/${change.id}/decisions`, {
        method: "POST",
        body: { decision: decided, note: note.trim() },
      }),
    onSuccess: () => {
      toast.success(t("bank.decided"))
      onClose()
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: ["souk"] }),
  })
  const canDecide = note.trim().length >= 3
  return (
    <FormDrawer
      title={t("bank.decideOf", { vendor: change.vendor.name })}
      text={t("bank.decideText", { phone: formatPhone(change.vendor.phone) })}
      submit={t("bank.confirm")}
      onSubmit={() => decision.mutate("confirmed")}
      onClose={onClose}
      error={decision.error}
      isBusy={decision.isPending}
      isReady={canDecide}
      other={
        <Button
          type="button"
          size="small"
          variant="secondary"
          disabled={!canDecide || decision.isPending}
          onClick={() => decision.mutate("refused")}
        >
          {t("payouts.refuse")}
        </Button>
      }
    >
      <Text size="small" className="break-all tabular-nums">
        <bdi>{change.rib}</bdi>
      </Text>
      <Field id="bank-note" label={t("bank.note")} hint={t("bank.noteHint")}>
        <Textarea
          id="bank-note"
          maxLength={500}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
      </Field>
    </FormDrawer>
  )
}

export const handle = { breadcrumb: () => i18n.t("bank.title", { ns: "marketplace" }) }
