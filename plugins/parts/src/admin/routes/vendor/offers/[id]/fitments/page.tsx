import { Button, Text, toast } from "@medusajs/ui"
import { api, PageHeader, RecordList, useFormat, type Json } from "@souk/kit/admin/ui"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import i18n from "i18next"
import { useTranslation } from "react-i18next"
import { useParams } from "react-router-dom"
import type { VendorFitmentView } from "../../../../../../api/fitment-schemas"
import { FitmentStatusBadge } from "../../../../../components/fitment-status"
import { DeclareDrawer } from "./declare-drawer"

type Fitment = Json<VendorFitmentView>

export default function OfferFitments() {
  const { id = "" } = useParams()
  const { t } = useTranslation("parts")
  const { number } = useFormat()
  const path = `/vendor/offers/${encodeURIComponent(id)}/fitments`
  const offer = useQuery({
    queryKey: ["souk", path, "offer"],
    queryFn: () => api<{ offer: { title: string } }>(path, { query: { limit: 1 } }),
  })
  const place = ({ position, quantity }: Fitment) =>
    [
      t(`position.${position}`),
      quantity > 1 && t("fitments.quantityOf", { pieces: number(quantity) }),
    ]
      .filter(Boolean)
      .join(" ")
  const said = (fitment: Fitment) => t(fitment.is_own ? "declare.yours" : "declare.others")
  return (
    <>
      <PageHeader
        title={offer.data?.offer.title ?? t("declare.title")}
        text={t("declare.text")}
        back={{ to: `/vendor/offers/${id}`, label: t("offer.back") }}
        actions={<DeclareDrawer path={path} />}
      />
      <RecordList<Fitment>
        path={path}
        rows="fitments"
        searchLabel={t("declare.search")}
        idOf={(fitment) => fitment.id}
        columns={[
          { header: t("fitments.vehicle"), cell: (fitment) => <Vehicle fitment={fitment} /> },
          { header: t("fitments.position"), cell: place },
          {
            header: t("fitments.status"),
            cell: ({ status }) => <FitmentStatusBadge status={status} />,
          },
          { header: t("fitments.source"), cell: said },
          {
            header: "",
            cell: (fitment) => <Withdraw path={path} fitment={fitment} />,
            numeric: true,
          },
        ]}
        card={(fitment) => (
          <div className="flex flex-col gap-y-1">
            <div className="flex items-start justify-between gap-x-3">
              <Vehicle fitment={fitment} />
              <FitmentStatusBadge status={fitment.status} />
            </div>
            <div className="flex items-center justify-between gap-x-3">
              <Text size="xsmall" className="text-ui-fg-muted">
                {place(fitment)} · {said(fitment)}
              </Text>
              <Withdraw path={path} fitment={fitment} />
            </div>
          </div>
        )}
        empty={{ title: t("declare.empty.title"), text: t("declare.empty.text") }}
      />
    </>
  )
}

function Vehicle({ fitment }: { fitment: Fitment }) {
  const { t } = useTranslation("parts")
  const told = [
    fitment.note,
    fitment.exclusions && t("fitments.except", { exclusions: fitment.exclusions }),
  ].filter(Boolean)
  return (
    <div className="min-w-0 whitespace-normal py-1">
      <Text size="small" weight="plus" className="text-ui-fg-base">
        <bdi>{fitment.vehicle.full_name}</bdi>
      </Text>
      {told.length > 0 && (
        <Text size="xsmall" className="text-ui-fg-subtle">
          {told.join(" · ")}
        </Text>
      )}
    </div>
  )
}

function Withdraw({ path, fitment }: { path: string; fitment: Fitment }) {
  const { t } = useTranslation("parts")
  const queryClient = useQueryClient()
  const withdraw = useMutation({
    mutationFn: () => api(`${path}/${fitment.id}`, { method: "DELETE" }),
    onSuccess: () => toast.success(t("declare.withdrawn")),
    onError: (error) => toast.error(error.message),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ["souk"] }),
  })
  if (!fitment.may_withdraw) return null
  return (
    <Button
      size="small"
      variant="transparent"
      isLoading={withdraw.isPending}
      onClick={() => withdraw.mutate()}
    >
      {t("declare.withdraw")}
    </Button>
  )
}

export const handle = { breadcrumb: () => i18n.t("declare.title", { ns: "parts" }) }
