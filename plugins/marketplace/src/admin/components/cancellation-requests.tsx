import { Button, StatusBadge, Text, toast } from "@medusajs/ui"
import { api, FormDrawer, isolated } from "@souk/kit/admin/ui"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { useTranslation } from "react-i18next"
import { mayAskCancellation, mayDecideCancellation } from "../../domain/cancellation-request"
import type { VendorOrder } from "../lib/types"
import { AskTwice } from "./ask-twice"
import { InputField } from "./fields"

type Request = VendorOrder["cancellation_requests"][number]
type Decider = "vendor" | "operator"

const COLOURS = { open: "orange", accepted: "green", refused: "grey" } as const

/** What was asked of an order, with its answer, or the way to answer it. */
export function CancellationRequests({ order, as }: { order: VendorOrder; as: Decider }) {
  const { t } = useTranslation("marketplace")
  if (order.cancellation_requests.length === 0) return null
  return (
    <ul className="divide-ui-border-base divide-y">
      {order.cancellation_requests.map((request) => (
        <li key={request.id} className="flex flex-col gap-y-2 px-5 py-3">
          <div className="flex flex-wrap items-center justify-between gap-2">
            <Text size="small" weight="plus">
              {t(`cancelRequest.by.${request.asked_by}`)}
            </Text>
            <StatusBadge color={COLOURS[request.status]}>
              {t(`cancelRequest.status.${request.status}`)}
            </StatusBadge>
          </div>
          <Text size="small" className="text-ui-fg-subtle">
            <bdi>{request.reason}</bdi>
            {request.answer && (
              <>
                {" → "}
                <bdi>{request.answer}</bdi>
              </>
            )}
          </Text>
          {request.status === "open" && mayDecideCancellation(request.asked_by, as) && (
            <div className="flex gap-x-2">
              <Accept order={order} request={request} as={as} />
              <Refuse order={order} request={request} as={as} />
            </div>
          )}
        </li>
      ))}
    </ul>
  )
}

type Props = { order: VendorOrder; request: Request; as: Decider }

const decide = (
  { request, as }: Props,
  told: { decision: "accepted" } | { decision: "refused"; answer: string },
) =>
  api(`/${as === "vendor" ? "vendor" : "admin"}/cancellation-requests/${request.id}/decisions`, {
    method: "POST",
    body: told,
  })

function Accept(props: Props) {
  const { t } = useTranslation("marketplace")
  const number = isolated(props.order.number)
  return (
    <AskTwice
      action={t("cancelRequest.accept")}
      title={t("cancelRequest.acceptTitle", { number })}
      text={t("cancelRequest.acceptText")}
      submit={t("cancelRequest.accept")}
      done={t("cancelRequest.accepted", { number })}
      run={() => decide(props, { decision: "accepted" })}
      isGrave
    />
  )
}

function Refuse(props: Props) {
  const { t } = useTranslation("marketplace")
  const queryClient = useQueryClient()
  const [isOpen, setOpen] = useState(false)
  const [answer, setAnswer] = useState("")
  const number = isolated(props.order.number)
  const decision = useMutation({
    mutationFn: () => decide(props, { decision: "refused", answer: answer.trim() }),
    onSuccess: () => {
      setOpen(false)
      toast.success(t("cancelRequest.refused", { number }))
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: ["souk"] }),
  })
  return (
    <>
      <Button size="small" variant="secondary" onClick={() => setOpen(true)}>
        {t("cancelRequest.refuse")}
      </Button>
      {isOpen && (
        <FormDrawer
          title={t("cancelRequest.refuseTitle", { number })}
          text={t("cancelRequest.refuseText")}
          submit={t("cancelRequest.refuse")}
          error={decision.error}
          isBusy={decision.isPending}
          isReady={answer.trim().length >= 3}
          onClose={() => setOpen(false)}
          onSubmit={() => decision.mutate()}
        >
          <InputField
            id="cancellation-answer"
            label={t("cancelRequest.answer")}
            value={answer}
            onChange={setAnswer}
          />
        </FormDrawer>
      )}
    </>
  )
}

/** A vendor that cannot supply an order asks the operator to cancel it, once. */
export function AskCancellation({ order }: { order: VendorOrder }) {
  const { t } = useTranslation("marketplace")
  const queryClient = useQueryClient()
  const [isOpen, setOpen] = useState(false)
  const [reason, setReason] = useState("")
  const asking = useMutation({
    mutationFn: () =>
      api(`/vendor/orders/${order.id}/cancellation-requests`, {
        method: "POST",
        body: { reason: reason.trim() },
      }),
    onSuccess: () => {
      toast.success(t("cancelRequest.asked"))
      setOpen(false)
      return queryClient.invalidateQueries({ queryKey: ["souk"] })
    },
  })
  const submit = () => {
    asking.mutate()
  }
  const hasAsked = order.cancellation_requests.some(({ asked_by }) => asked_by === "vendor")
  if (hasAsked || !mayAskCancellation(order.status)) return null
  return (
    <>
      <Button size="small" variant="secondary" onClick={() => setOpen(true)}>
        {t("cancelRequest.ask")}
      </Button>
      {isOpen && (
        <FormDrawer
          title={t("cancelRequest.askTitle", { number: isolated(order.number) })}
          text={t("cancelRequest.askText")}
          submit={t("cancelRequest.askSubmit")}
          error={asking.error}
          isBusy={asking.isPending}
          isReady={reason.trim().length >= 3}
          onClose={() => setOpen(false)}
          onSubmit={submit}
        >
          <InputField
            id="cancellation-reason"
            label={t("cancelRequest.askReason")}
            value={reason}
            onChange={setReason}
          />
        </FormDrawer>
      )}
    </>
  )
}
