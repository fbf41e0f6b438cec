import { defineRouteConfig } from "@medusajs/admin-sdk"
import { CurrencyDollar } from "@medusajs/icons"
import { Button, StatusBadge, Text, toast } from "@medusajs/ui"
import { api, PageHeader, RecordList, useFormat } from "@souk/kit/admin/ui"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import i18n from "i18next"
import { useTranslation } from "react-i18next"
import { Link, useNavigate } from "react-router-dom"
import type { PayoutRun, PayoutRunFile } from "../../lib/types"

const STATUSES = ["prepared", "approved", "refused"] as const
const COLOURS = { prepared: "orange", approved: "green", refused: "grey" } as const

/** Medusa's badge has left and right sides; Arabic begins at the other end. */
export function RunStatusBadge({ run }: { run: Pick<PayoutRun, "status"> }) {
  const { t } = useTranslation("marketplace")
  return (
    <StatusBadge color={COLOURS[run.status]} className="w-fit rtl:pl-1.5 rtl:pr-0.5">
      {t(`payouts.runStatus.${run.status}`)}
    </StatusBadge>
  )
}

export default function PayoutRuns() {
  const { t } = useTranslation("marketplace")
  const { money, dateTime, number } = useFormat()
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const preparation = useMutation({
    mutationFn: () =>
      api<{ payout_run: PayoutRunFile }>("/admin/payout-runs", { method: "POST", body: {} }),
    onSuccess: ({ payout_run }) => {
      toast.success(t("payouts.prepared"))
      navigate(`/payouts/${payout_run.id}`)
    },
    onError: (error) => toast.error(error.message),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ["souk"] }),
  })
  return (
    <>
      <PageHeader
        title={t("payouts.title")}
        text={t("payouts.text")}
        actions={
          <>
            <Button size="small" variant="secondary" asChild>
              <Link to="/payouts/bank-changes">{t("bank.title")}</Link>
            </Button>
            <Button
              size="small"
              isLoading={preparation.isPending}
              onClick={() => preparation.mutate()}
            >
              {t("payouts.prepare")}
            </Button>
          </>
        }
      />
      <RecordList<PayoutRun>
        path="/admin/payout-runs"
        rows="payout_runs"
        tabs={STATUSES.map((value) => ({ value, label: t(`payouts.runStatus.${value}`) }))}
        idOf={(run) => run.id}
        hrefOf={(run) => `/payouts/${run.id}`}
        columns={[
          { header: t("payouts.date"), cell: (run) => dateTime(run.created_at) },
          { header: t("payouts.state"), cell: (run) => <RunStatusBadge run={run} /> },
          {
            header: t("payouts.vendors"),
            cell: (run) => number(run.payout_count),
            numeric: true,
          },
          {
            header: t("payouts.skipped"),
            cell: (run) => number(run.skipped_count),
            numeric: true,
          },
          {
            header: t("payouts.total"),
            cell: (run) => money(run.total_millimes),
            numeric: true,
          },
        ]}
        card={(run) => (
          <div className="flex items-end justify-between gap-x-3">
            <div className="flex min-w-0 flex-col gap-y-1">
              <Text size="small" weight="plus">
                {dateTime(run.created_at)}
              </Text>
              <RunStatusBadge run={run} />
            </div>
            <div className="text-end tabular-nums">
              <Text size="small" weight="plus" className="whitespace-nowrap">
                {money(run.total_millimes)}
              </Text>
              <Text size="xsmall" className="text-ui-fg-subtle whitespace-nowrap">
                {t("payouts.vendorCount", { vendors: number(run.payout_count) })}
              </Text>
            </div>
          </div>
        )}
        empty={{ title: t("payouts.empty.title"), text: t("payouts.empty.text") }}
      />
    </>
  )
}

export const config = defineRouteConfig({
  label: "menu.payouts",
  translationNs: "marketplace",
  icon: CurrencyDollar,
  rank: 50,
})

export const handle = { breadcrumb: () => i18n.t("menu.payouts", { ns: "marketplace" }) }
