import { Button, StatusBadge, Text, toast } from "@medusajs/ui"
import { api, Fact, Facts, FormDrawer, isolated, Section, useFormat } from "@souk/kit/admin/ui"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { useTranslation } from "react-i18next"
import { InputField } from "../../../../components/fields"
import type { OwnBankChange } from "../../../../lib/types"
import { useViewer } from "../../../../shell/viewer"

const COLOURS = {
  requested: "orange",
  confirmed: "green",
  refused: "red",
  withdrawn: "grey",
} as const

/** The account the vendor is paid on, the change that waits, and those that were decided. */
export function BankAccount() {
  const { t } = useTranslation("marketplace")
  const { dateTime } = useFormat()
  const { data: viewer } = useViewer()
  const [isOpen, setOpen] = useState(false)
  const queryClient = useQueryClient()
  const { data } = useQuery({
    queryKey: ["souk", "/vendor/bank-changes"],
    queryFn: ({ signal }) =>
      api<{ bank_changes: OwnBankChange[] }>("/vendor/bank-changes?limit=5", { signal }),
  })
  const withdrawal = useMutation({
    mutationFn: () => api("/vendor/bank-changes", { method: "DELETE" }),
    onSuccess: () => toast.success(t("bank.withdrawn")),
    onError: (error) => toast.error(error.message),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ["souk"] }),
  })
  if (viewer?.kind !== "vendor") return null
  const isOwner = viewer.member.role === "owner"
  const changes = data?.bank_changes ?? []
  const waiting = changes.find((one) => one.status === "requested")
  return (
    <Section
      title={t("bank.account")}
      aside={
        isOwner && (
          <Button size="small" variant="secondary" onClick={() => setOpen(true)}>
            {t("bank.change")}
          </Button>
        )
      }
    >
      <Facts>
        <Fact label={t("bank.paidOn")}>
          {viewer.vendor.rib_masked ? (
            <bdi>{viewer.vendor.rib_masked}</bdi>
          ) : (
            t("vendor.ribMissing")
          )}
        </Fact>
      </Facts>
      {waiting && (
        <div
          role="status"
          className="border-ui-border-base flex flex-wrap items-center gap-3 border-t px-5 py-4"
        >
          <Text size="small" className="min-w-52 grow basis-0">
            {t("bank.waiting", { account: isolated(waiting.rib_masked) })}
          </Text>
          {isOwner && (
            <Button
              size="small"
              variant="secondary"
              isLoading={withdrawal.isPending}
              onClick={() => withdrawal.mutate()}
            >
              {t("bank.withdraw")}
            </Button>
          )}
        </div>
      )}
      {changes.some((one) => one.status !== "requested") && (
        <ul className="divide-ui-border-base border-ui-border-base divide-y border-t">
          {changes
            .filter((one) => one.status !== "requested")
            .map((one) => (
              <li key={one.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-5 py-3">
                <Text size="small" className="grow">
                  <bdi>{one.rib_masked}</bdi> · {dateTime(one.created_at)}
                  {one.note && <span className="text-ui-fg-subtle block">{one.note}</span>}
                </Text>
                <StatusBadge color={COLOURS[one.status]} className="w-fit rtl:pl-1.5 rtl:pr-0.5">
                  {t(`bank.status.${one.status}`)}
                </StatusBadge>
              </li>
            ))}
        </ul>
      )}
      {isOpen && <ChangeDrawer onClose={() => setOpen(false)} />}
    </Section>
  )
}

function ChangeDrawer({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("marketplace")
  const queryClient = useQueryClient()
  const [rib, setRib] = useState("")
  const request = useMutation({
    mutationFn: () => api("/vendor/bank-changes", { method: "POST", body: { rib } }),
    onSuccess: () => {
      toast.success(t("bank.requested"))
      onClose()
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: ["souk"] }),
  })
  return (
    <FormDrawer
      title={t("bank.change")}
      text={t("bank.changeText")}
      submit={t("bank.request")}
      onSubmit={() => request.mutate()}
      onClose={onClose}
      error={request.error}
      isBusy={request.isPending}
      isReady={rib.replace(/\D/g, "").length === 20}
    >
      <InputField
        id="bank-rib"
        label={t("bank.newRib")}
        hint={t("bank.newRibHint")}
        figure
        required
        value={rib}
        onChange={setRib}
      />
    </FormDrawer>
  )
}
