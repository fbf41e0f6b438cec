import { PageHeader } from "@souk/kit/admin/ui"
import i18n from "i18next"
import { useTranslation } from "react-i18next"
import { VendorStatement } from "../../../../components/statement"

export default function OwnStatement() {
  const { t } = useTranslation("marketplace")
  return (
    <>
      <PageHeader
        title={t("statement.title")}
        text={t("statement.text")}
        back={{ to: "/vendor/money", label: t("money.title") }}
      />
      <VendorStatement path="/vendor/statements" filePath="/vendor/statement-files" />
    </>
  )
}

export const handle = { breadcrumb: () => i18n.t("statement.title", { ns: "marketplace" }) }
