import type { z } from "@medusajs/framework/zod"
import { Button, Text, toast } from "@medusajs/ui"
import {
  api,
  FormDrawer,
  type Json,
  PageHeader,
  RecordList,
  TextField,
  useFormat,
} from "@souk/kit/admin/ui"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import i18n from "i18next"
import { useState } from "react"
import { useTranslation } from "react-i18next"
import type { refundTaskSchema } from "../../../../api/views/online-payment"
import { Gateway } from "../page"

type Task = Json<z.infer<typeof refundTaskSchema>>

export default function RefundTasks() {
  const { t } = useTranslation("payments")
  const { money, dateTime } = useFormat()
  const [task, setTask] = useState<Task | null>(null)
  const action = (one: Task) =>
    one.status === "done" ? (
      <bdi>{one.done_reference}</bdi>
    ) : (
      <Button size="small" variant="secondary" onClick={() => setTask(one)}>
        {t("refunds.done")}
      </Button>
    )
  return (
    <>
      <PageHeader
        title={t("refunds.title")}
        text={t("refunds.text")}
        back={{ to: "/payments", label: t("payments.title") }}
      />
      <RecordList<Task>
        path="/admin/refund-tasks"
        rows="refund_tasks"
        tabs={[{ value: "done", label: t("refunds.closed") }]}
        idOf={(one) => one.id}
        columns={[
          { header: t("refunds.asked"), cell: (one) => dateTime(one.created_at) },
          { header: t("payments.gateway"), cell: (one) => <Gateway name={one.gateway} /> },
          {
            header: t("refunds.ref"),
            cell: (one) => (
              <>
                <bdi className="break-all">{one.gateway_ref}</bdi>
                {one.note && (
                  <Text size="xsmall" className="text-ui-fg-subtle">
                    {one.note}
                  </Text>
                )}
              </>
            ),
          },
          { header: t("payments.state"), cell: action },
          {
            header: t("payments.amount"),
            cell: (one) => money(one.amount_millimes),
            numeric: true,
          },
        ]}
        card={(one) => (
          <div className="flex flex-col gap-y-2">
            <div className="flex justify-between gap-x-3">
              <Text size="small" weight="plus">
                <Gateway name={one.gateway} />
              </Text>
              <Text size="small" weight="plus" className="whitespace-nowrap tabular-nums">
                {money(one.amount_millimes)}
              </Text>
            </div>
            <Text size="xsmall" className="text-ui-fg-subtle break-all">
              <bdi>{one.gateway_ref}</bdi> · {dateTime(one.created_at)}
            </Text>
            {one.note && <Text size="xsmall">{one.note}</Text>}
            {action(one)}
          </div>
        )}
        empty={{ title: t("refunds.empty.title"), text: t("refunds.empty.text") }}
      />
      {task && <DoneDrawer task={task} onClose={() => setTask(null)} />}
    </>
  )
}

function DoneDrawer({ task, onClose }: { task: Task; onClose: () => void }) {
  const { t } = useTranslation("payments")
  const queryClient = useQueryClient()
  const [reference, setReference] = useState("")
  const completion = useMutation({
    mutationFn: () =>
      api(`/admin/refund-tasks/${task.id}/completions`, {
        method: "POST",
        body: { reference: reference.trim() },
      }),
    onSuccess: () => {
      toast.success(t("refunds.saved"))
      onClose()
      return queryClient.invalidateQueries({ queryKey: ["souk"] })
    },
  })
  const submit = () => {
    completion.mutate()
  }
  return (
    <FormDrawer
      title={t("refunds.done")}
      text={t("refunds.doneText")}
      submit={t("refunds.save")}
      isBusy={completion.isPending}
      isReady={reference.trim().length >= 2}
      onClose={onClose}
      onSubmit={submit}
    >
      <TextField
        name="refund-number"
        label={t("refunds.number")}
        ltr
        maxLength={80}
        value={reference}
        error={completion.error?.message}
        onChange={setReference}
      />
    </FormDrawer>
  )
}

export const handle = { breadcrumb: () => i18n.t("refunds.title", { ns: "payments" }) }
