import { Alert, Button, StatusBadge, toast } from "@medusajs/ui"
import { api, Failure, isolated, Loading, PageHeader, Section } from "@souk/kit/admin/ui"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import i18n from "i18next"
import { useTranslation } from "react-i18next"
import { Link, useParams } from "react-router-dom"
import { OfferForm, type VendorOffer } from "../../../../components/offer-form"

export default function OfferPage() {
  const { id } = useParams()
  const { t } = useTranslation("parts")
  const { data, error, refetch } = useQuery({
    queryKey: ["souk", "/vendor/offers", id],
    queryFn: ({ signal }) => api<{ offer: VendorOffer }>(`/vendor/offers/${id}`, { signal }),
  })
  const back = { to: "/vendor/offers", label: t("offers.title") }
  if (error || !data) {
    return (
      <>
        <PageHeader title={t("offers.part")} back={back} />
        <Section>
          {error ? <Failure error={error} retry={() => void refetch()} /> : <Loading lines={8} />}
        </Section>
      </>
    )
  }
  const { offer } = data
  return (
    <>
      <PageHeader
        title={offer.title}
        text={<bdi>{offer.sku}</bdi>}
        badge={
          <StatusBadge color={offer.status === "published" ? "green" : "grey"}>
            {t(`productStatus.${offer.status}`)}
          </StatusBadge>
        }
        back={back}
        actions={
          <>
            {offer.part && (
              <Button size="small" variant="secondary" asChild>
                <Link to={`/vendor/offers/${offer.id}/fitments`}>{t("declare.link")}</Link>
              </Button>
            )}
            <Publish offer={offer} />
          </>
        }
      />
      <Standing offer={offer} />
      <OfferForm key={offer.id} offer={offer} />
    </>
  )
}

const isShown = (offer: VendorOffer) => offer.status === "published" || offer.status === "proposed"

function Publish({ offer }: { offer: VendorOffer }) {
  const { t } = useTranslation("parts")
  const queryClient = useQueryClient()
  const published = !isShown(offer)
  const change = useMutation({
    mutationFn: () =>
      api<{ offer: VendorOffer }>(`/vendor/offers/${offer.id}/publications`, {
        method: "POST",
        body: { published },
      }),
    onSuccess: ({ offer: { status } }) => {
      if (status === "published") toast.success(t("offer.published"))
      else if (status === "proposed") toast.info(t("offer.waiting"))
      else toast.success(t("offer.unpublished"))
    },
    onError: (refused) => toast.error(refused.message),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ["souk"] }),
  })
  return (
    <Button
      size="small"
      variant={published ? "primary" : "secondary"}
      isLoading={change.isPending}
      disabled={published && offer.blockers.length > 0}
      onClick={() => change.mutate()}
    >
      {t(published ? "offer.publish" : "offer.unpublish")}
    </Button>
  )
}

/** What keeps the offer from buyers, or where they find it. */
function Standing({ offer }: { offer: VendorOffer }) {
  const { t } = useTranslation("parts")
  const { part, identity, identity_case: asked, blockers } = offer
  return (
    <>
      {blockers.length > 0 && (
        <Alert variant="warning">
          {t(isShown(offer) ? "offer.missingShown" : "offer.missing")}
          <ul className="list-inside list-disc">
            {blockers.map((blocker) => (
              <li key={blocker}>{t(`blocker.${blocker}`)}</li>
            ))}
          </ul>
        </Alert>
      )}
      {identity === "open" && <Alert variant="info">{t("offer.waitingTitle")}</Alert>}
      {identity === "rejected" && (
        <Alert variant="error">{t("offer.rejectedText", { note: asked?.note ?? "" })}</Alert>
      )}
      {identity === "none" && <Alert variant="info">{t("offer.noPage")}</Alert>}
      {part && (
        <Alert variant="success">
          {t("offer.linkedTo", { part: isolated(`${part.brand} ${part.mpn}`) })}
        </Alert>
      )}
    </>
  )
}

export const handle = { breadcrumb: () => i18n.t("offers.part", { ns: "parts" }) }
