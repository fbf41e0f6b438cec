import { defineRouteConfig } from "@medusajs/admin-sdk"
import { BookOpen } from "@medusajs/icons"
import { Button, Input, Label, Table, Text } from "@medusajs/ui"
import { api, Failure, Loading, PageHeader, Section, useFormat } from "@souk/kit/admin/ui"
import { keepPreviousData, useQuery } from "@tanstack/react-query"
import i18n from "i18next"
import { useTranslation } from "react-i18next"
import { Link, useSearchParams } from "react-router-dom"
import { LedgerBanner } from "../../components/ledger-check"
import { useAccountName } from "../../lib/accounts"
import type { LedgerAccount } from "../../lib/types"

export default function Ledger() {
  const { t } = useTranslation("marketplace")
  const [params, setParams] = useSearchParams()
  const day = params.get("at") ?? ""
  // Le soir de ce jour-là, à Tunis.
  const at = day ? `${day}T23:59:59.999+01:00` : undefined
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ["souk", "/admin/ledger-accounts", at],
    queryFn: ({ signal }) =>
      api<{ ledger_accounts: LedgerAccount[] }>("/admin/ledger-accounts", {
        query: { at },
        signal,
      }),
    placeholderData: keepPreviousData,
  })
  return (
    <>
      <PageHeader
        title={t("ledger.title")}
        text={t("ledger.text")}
        actions={
          <Button size="small" variant="secondary" asChild>
            <Link to="/ledger/adjustments">{t("ledger.adjustments")}</Link>
          </Button>
        }
      />
      <LedgerBanner />
      <Section
        title={t("ledger.accounts")}
        aside={
          <div className="flex items-center gap-x-2">
            <Label htmlFor="ledger-at" size="small">
              {t("ledger.at")}
            </Label>
            <Input
              id="ledger-at"
              type="date"
              size="small"
              value={day}
              onChange={(event) => setParams(event.target.value ? { at: event.target.value } : {})}
            />
            {day && (
              <Button size="small" variant="transparent" onClick={() => setParams({})}>
                {t("ledger.now")}
              </Button>
            )}
          </div>
        }
      >
        {isPending ? (
          <Loading />
        ) : error ? (
          <Failure error={error} retry={refetch} />
        ) : data.ledger_accounts.length === 0 ? (
          <Text size="small" className="text-ui-fg-subtle p-5">
            {t("ledger.emptyEntries.text")}
          </Text>
        ) : (
          <Accounts rows={data.ledger_accounts} />
        )}
      </Section>
    </>
  )
}

function Accounts({ rows }: { rows: LedgerAccount[] }) {
  const { t } = useTranslation("marketplace")
  const { money } = useFormat()
  const accountName = useAccountName()
  const link = (row: LedgerAccount) => (
    <Link
      to={`/ledger/entries?account=${encodeURIComponent(row.account)}`}
      className="text-ui-fg-interactive hover:underline"
    >
      {accountName(row)}
    </Link>
  )
  return (
    <>
      <div className="souk-table">
        <Table>
          <Table.Header>
            <Table.Row>
              <Table.HeaderCell>{t("ledger.account")}</Table.HeaderCell>
              <Table.HeaderCell className="souk-numeric">{t("ledger.debit")}</Table.HeaderCell>
              <Table.HeaderCell className="souk-numeric">{t("ledger.credit")}</Table.HeaderCell>
              <Table.HeaderCell className="souk-numeric">{t("ledger.balance")}</Table.HeaderCell>
            </Table.Row>
          </Table.Header>
          <Table.Body>
            {rows.map((row) => (
              <Table.Row key={row.account}>
                <Table.Cell>{link(row)}</Table.Cell>
                <Table.Cell className="souk-numeric">{money(row.debit_millimes)}</Table.Cell>
                <Table.Cell className="souk-numeric">{money(row.credit_millimes)}</Table.Cell>
                <Table.Cell className="souk-numeric">{money(row.balance_millimes)}</Table.Cell>
              </Table.Row>
            ))}
          </Table.Body>
        </Table>
      </div>
      <ul className="souk-cards">
        {rows.map((row) => (
          <li key={row.account} className="flex items-center justify-between gap-x-3">
            {link(row)}
            <Text size="small" weight="plus" className="whitespace-nowrap tabular-nums">
              {money(row.balance_millimes)}
            </Text>
          </li>
        ))}
      </ul>
    </>
  )
}

export const config = defineRouteConfig({
  label: "menu.ledger",
  translationNs: "marketplace",
  icon: BookOpen,
  rank: 40,
})

export const handle = { breadcrumb: () => i18n.t("menu.ledger", { ns: "marketplace" }) }
