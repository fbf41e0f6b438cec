import { PageHeader } from "@souk/kit/admin/ui"
import i18n from "i18next"
import { useTranslation } from "react-i18next"
import { OfferForm } from "../../../../components/offer-form"

export default function CreateOffer() {
  const { t } = useTranslation("parts")
  return (
    <>
      <PageHeader
        title={t("offer.newTitle")}
        text={t("offer.newText")}
        back={{ to: "/vendor/offers", label: t("offers.title") }}
      />
      <OfferForm offer={null} />
    </>
  )
}

export const handle = { breadcrumb: () => i18n.t("offer.newTitle", { ns: "parts" }) }
