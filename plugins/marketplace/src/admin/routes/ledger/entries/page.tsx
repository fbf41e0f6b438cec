import { Button } from "@medusajs/ui"
import { api, PageHeader } from "@souk/kit/admin/ui"
import { useQuery } from "@tanstack/react-query"
import i18n from "i18next"
import { useTranslation } from "react-i18next"
import { Link, useSearchParams } from "react-router-dom"
import { Movements } from "../../../components/movements"
import { vendorOfAccount } from "../../../../domain/accounts"
import { useAccountName } from "../../../lib/accounts"
import type { LedgerAccount } from "../../../lib/types"

export default function LedgerEntries() {
  const { t } = useTranslation("marketplace")
  const [params] = useSearchParams()
  const account = params.get("account") ?? ""
  const vendor = vendorOfAccount(account)
  const accountName = useAccountName()
  const { data } = useQuery({
    queryKey: ["souk", "/admin/ledger-accounts", undefined],
    queryFn: ({ signal }) =>
      api<{ ledger_accounts: LedgerAccount[] }>("/admin/ledger-accounts", { signal }),
  })
  const found = data?.ledger_accounts.find((one) => one.account === account)
  return (
    <>
      <PageHeader
        title={accountName(found ?? { account, vendor: null })}
        back={{ to: "/ledger", label: t("ledger.title") }}
        actions={
          <>
            {vendor && (
              <Button size="small" variant="secondary" asChild>
                <Link to={`/ledger/statements?vendor=${vendor}`}>{t("statement.title")}</Link>
              </Button>
            )}
            <Button size="small" variant="secondary" asChild>
              <a href={`/admin/ledger-files?account=${encodeURIComponent(account)}`} download>
                {t("ledger.export")}
              </a>
            </Button>
          </>
        }
      />
      <Movements
        path="/admin/ledger-entries"
        rows="ledger_entries"
        filter={{ account }}
        empty={{ title: t("ledger.emptyEntries.title"), text: t("ledger.emptyEntries.text") }}
      />
    </>
  )
}

export const handle = { breadcrumb: () => i18n.t("ledger.entries", { ns: "marketplace" }) }
