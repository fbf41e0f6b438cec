import { PageHeader } from "@souk/kit/admin/ui"
import i18n from "i18next"
import { useTranslation } from "react-i18next"
import { useSearchParams } from "react-router-dom"
import { VendorStatement } from "../../../components/statement"

export default function Statement() {
  const { t } = useTranslation("marketplace")
  const [params] = useSearchParams()
  const vendor = encodeURIComponent(params.get("vendor") ?? "")
  const account = encodeURIComponent(`vendors/${params.get("vendor") ?? ""}`)
  return (
    <>
      <PageHeader
        title={t("statement.title")}
        text={t("statement.text")}
        back={{ to: `/ledger/entries?account=${account}`, label: t("ledger.entries") }}
      />
      <VendorStatement
        path={`/admin/vendors/${vendor}/statements`}
        filePath={`/admin/vendors/${vendor}/statement-files`}
      />
    </>
  )
}

export const handle = { breadcrumb: () => i18n.t("statement.title", { ns: "marketplace" }) }
