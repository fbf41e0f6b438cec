import { PageHeader } from "@souk/kit/admin/ui"
import i18n from "i18next"
import { useTranslation } from "react-i18next"
import { CreateVendorForm } from "./create-vendor-form"

export default function CreateVendor() {
  const { t } = useTranslation("marketplace")
  return (
    <>
      <PageHeader
        title={t("create.title")}
        text={t("create.text")}
        back={{ to: "/vendors", label: t("menu.vendors") }}
      />
      <CreateVendorForm />
    </>
  )
}

export const handle = { breadcrumb: () => i18n.t("create.title", { ns: "marketplace" }) }
