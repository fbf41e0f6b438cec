import { Button, Input, Text, toast, usePrompt } from "@medusajs/ui"
import {
  api,
  Fact,
  Facts,
  Failure,
  isolated,
  Loading,
  PageHeader,
  Section,
  useFormat,
} from "@souk/kit/admin/ui"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import i18n from "i18next"
import { useState } from "react"
import { useTranslation } from "react-i18next"
import { useParams } from "react-router-dom"
import { DecisionButtons } from "../../../components/decision-buttons"
import { PayoutStatusBadge } from "../../../components/status"
import type { Payout, PayoutRunFile } from "../../../lib/types"
import { RunStatusBadge } from "../page"

export default function PayoutRunPage() {
  const { t } = useTranslation("marketplace")
  const { id = "" } = useParams()
  const { money, dateTime } = useFormat()
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ["souk", "/admin/payout-runs", id],
    queryFn: ({ signal }) =>
      api<{ payout_run: PayoutRunFile }>(`/admin/payout-runs/${id}`, { signal }),
  })
  if (isPending) return <Loading />
  if (error) return <Failure error={error} retry={() => void refetch()} />
  const run = data.payout_run
  const isApproved = run.status === "approved"
  return (
    <>
      <PageHeader
        title={t("payouts.runOf", { date: dateTime(run.created_at) })}
        badge={<RunStatusBadge run={run} />}
        back={{ to: "/payouts", label: t("payouts.title") }}
        actions={
          isApproved && (
            <>
              <Button size="small" variant="secondary" asChild>
                <a href={`/admin/payout-runs/${run.id}/transfer-files?format=csv`} download>
                  {t("payouts.csv")}
                </a>
              </Button>
              <Button size="small" variant="secondary" asChild>
                <a href={`/admin/payout-runs/${run.id}/transfer-files?format=pain001`} download>
                  {t("payouts.pain001")}
                </a>
              </Button>
            </>
          )
        }
      />
      <Section>
        <Facts>
          <Fact label={t("payouts.total")}>{money(run.total_millimes)}</Fact>
          <Fact label={t("payouts.minimum")}>{money(run.minimum_millimes)}</Fact>
        </Facts>
        {run.status === "prepared" && <Decision run={run} />}
      </Section>
      <Section title={t("payouts.lines")}>
        <ul className="divide-ui-border-base divide-y">
          {run.payouts.map((payout) => (
            <li key={payout.id} className="flex flex-col gap-y-2 px-5 py-4">
              <div className="flex items-start justify-between gap-x-3">
                <div className="min-w-0">
                  <Text size="small" weight="plus" className="truncate">
                    {payout.vendor.name}
                  </Text>
                  <Text size="xsmall" className="text-ui-fg-subtle break-all tabular-nums">
                    {payout.rib ? isolated(payout.rib) : t("payouts.noRib")}
                  </Text>
                </div>
                <div className="flex flex-col items-end gap-y-1">
                  <Text size="small" weight="plus" className="whitespace-nowrap tabular-nums">
                    {money(payout.amount_millimes)}
                  </Text>
                  <PayoutStatusBadge status={payout.status} />
                </div>
              </div>
              {payout.skip_reason && (
                <Text size="small" className="text-ui-fg-subtle">
                  {t(`payouts.skip.${payout.skip_reason}`)}
                </Text>
              )}
              {payout.note && (
                <Text size="small" className="text-ui-fg-subtle">
                  {payout.note}
                </Text>
              )}
              {payout.status === "sent" && <Settlement payout={payout} />}
            </li>
          ))}
        </ul>
      </Section>
    </>
  )
}

/** The two ways to decide, for somebody who did not prepare the run. */
function Decision({ run }: { run: PayoutRunFile }) {
  const { t } = useTranslation("marketplace")
  return (
    <div className="border-ui-border-base flex flex-wrap items-center gap-2 border-t px-5 py-4">
      <Text size="small" className="text-ui-fg-subtle grow">
        {t(run.is_mine ? "payouts.mine" : "payouts.toDecide")}
      </Text>
      {!run.is_mine && (
        <DecisionButtons
          path={`/admin/payout-runs/${run.id}/decisions`}
          yes={{ decision: "approved", label: t("payouts.approve") }}
          no={{ decision: "refused", label: t("payouts.refuse") }}
          done={t("payouts.decided")}
        />
      )}
    </div>
  )
}

/** What the bank did: paid, or rejected with what it said. */
function Settlement({ payout }: { payout: Payout }) {
  const { t } = useTranslation("marketplace")
  const queryClient = useQueryClient()
  const { money } = useFormat()
  const ask = usePrompt()
  const [note, setNote] = useState<string | null>(null)
  const settlement = useMutation({
    mutationFn: (body: { outcome: "paid" | "rejected"; note: string | null }) =>
      api(`/admin/payouts/${payout.id}/settlements`, { method: "POST", body }),
    onSuccess: () => toast.success(t("payouts.settled")),
    onError: (error) => toast.error(error.message),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ["souk"] }),
  })
  // Ce qui est dit payé ne se reprend pas : une autre question avant de l'écrire.
  const settlePaid = async () => {
    const isSure = await ask({
      title: t("payouts.paidOf", { vendor: payout.vendor.name }),
      description: t("payouts.paidText", {
        amount: isolated(money(payout.amount_millimes)),
        vendor: isolated(payout.vendor.name),
      }),
      confirmText: t("payouts.confirmPaid"),
      cancelText: t("move.cancel"),
      variant: "confirmation",
    })
    if (isSure) settlement.mutate({ outcome: "paid", note: null })
  }
  if (note === null) {
    return (
      <div className="flex gap-x-2">
        <Button
          size="small"
          aria-label={t("payouts.paidOf", { vendor: payout.vendor.name })}
          isLoading={settlement.isPending}
          onClick={() => void settlePaid()}
        >
          {t("payouts.paid")}
        </Button>
        <Button
          size="small"
          variant="secondary"
          aria-label={t("payouts.rejectedOf", { vendor: payout.vendor.name })}
          disabled={settlement.isPending}
          onClick={() => setNote("")}
        >
          {t("payouts.rejected")}
        </Button>
      </div>
    )
  }
  return (
    <form
      className="flex flex-wrap gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        settlement.mutate({ outcome: "rejected", note: note.trim() })
      }}
    >
      <div className="min-w-52 grow">
        <Input
          size="small"
          autoFocus
          maxLength={500}
          aria-label={t("payouts.note")}
          placeholder={t("payouts.note")}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
      </div>
      <Button
        type="submit"
        size="small"
        variant="danger"
        isLoading={settlement.isPending}
        disabled={note.trim().length < 3}
      >
        {t("payouts.confirmRejected")}
      </Button>
      <Button type="button" size="small" variant="secondary" onClick={() => setNote(null)}>
        {t("move.cancel")}
      </Button>
    </form>
  )
}

export const handle = { breadcrumb: () => i18n.t("payouts.lines", { ns: "marketplace" }) }
