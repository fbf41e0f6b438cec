import { Cash } from "@medusajs/icons"
import { Button, Text } from "@medusajs/ui"
import { addVendorPage, api, PageHeader, Section, useFormat } from "@souk/kit/admin/ui"
import { useQuery } from "@tanstack/react-query"
import i18n from "i18next"
import { useTranslation } from "react-i18next"
import { Link } from "react-router-dom"
import { Movements } from "../../../components/movements"
import type { VendorMoney } from "../../../lib/types"

export default function Money() {
  const { t } = useTranslation("marketplace")
  return (
    <>
      <PageHeader
        title={t("money.title")}
        text={t("money.text")}
        actions={
          <>
            <Button size="small" variant="secondary" asChild>
              <Link to="/vendor/money/invoices">{t("invoices.title")}</Link>
            </Button>
            <Button size="small" variant="secondary" asChild>
              <Link to="/vendor/money/commissions">{t("money.commissions")}</Link>
            </Button>
            <Button size="small" variant="secondary" asChild>
              <Link to="/vendor/money/payouts">{t("payouts.own")}</Link>
            </Button>
            <Button size="small" variant="secondary" asChild>
              <Link to="/vendor/money/statements">{t("statement.title")}</Link>
            </Button>
            <Button size="small" variant="secondary" asChild>
              <a href="/vendor/movement-files" download>
                {t("ledger.export")}
              </a>
            </Button>
          </>
        }
      />
      <Balance />
      <Movements
        path="/vendor/movements"
        rows="movements"
        empty={{ title: t("money.empty.title"), text: t("money.empty.text") }}
      />
    </>
  )
}

/** What is owed, and the orders it hangs on, by what each still waits for. */
function Balance() {
  const { t } = useTranslation("marketplace")
  const { money, number, dateTime } = useFormat()
  const { data } = useQuery({
    queryKey: ["souk", "/vendor/balances"],
    queryFn: ({ signal }) => api<{ balance: VendorMoney }>("/vendor/balances", { signal }),
  })
  if (!data) return null
  const { balance_millimes, available_millimes, waiting } = data.balance
  return (
    <Section>
      <div className="flex flex-wrap gap-x-10 gap-y-4 p-5">
        <div>
          <Text size="xsmall" className="text-ui-fg-subtle">
            {t("money.balance")}
          </Text>
          <Text size="xlarge" weight="plus" className="tabular-nums">
            {money(balance_millimes)}
          </Text>
          <Text size="xsmall" className="text-ui-fg-muted">
            {t("money.balanceHint")}
          </Text>
        </div>
        <div>
          <Text size="xsmall" className="text-ui-fg-subtle">
            {t("money.available")}
          </Text>
          <Text size="xlarge" weight="plus" className="tabular-nums">
            {money(available_millimes)}
          </Text>
          <Text size="xsmall" className="text-ui-fg-muted">
            {t("money.availableHint")}
          </Text>
        </div>
        {waiting.map(({ reason, order_count, amount_millimes, first_available_at }) => (
          <div key={reason} className="max-w-60">
            <Text size="xsmall" className="text-ui-fg-subtle">
              {t(`money.waiting.${reason}`)}
            </Text>
            <Text size="large" className="tabular-nums">
              {money(amount_millimes)}
            </Text>
            <Text size="xsmall" className="text-ui-fg-muted">
              {t("money.orders", { orders: number(order_count) })}
            </Text>
            <Text size="xsmall" className="text-ui-fg-muted">
              {first_available_at
                ? t("money.availableFrom", { date: dateTime(first_available_at) })
                : t(`money.until.${reason}`)}
            </Text>
          </div>
        ))}
      </div>
    </Section>
  )
}

export const handle = { breadcrumb: () => i18n.t("menu.money", { ns: "marketplace" }) }

addVendorPage({
  to: "/vendor/money",
  label: "menu.money",
  ns: "marketplace",
  icon: Cash,
  rank: 40,
})
