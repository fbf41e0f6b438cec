import { Button, Input, Label, Table, Text } from "@medusajs/ui"
import { api, Failure, Loading, Section, useFormat } from "@souk/kit/admin/ui"
import { keepPreviousData, useQuery } from "@tanstack/react-query"
import { useTranslation } from "react-i18next"
import { useSearchParams } from "react-router-dom"
import type { Statement } from "../lib/types"

/** A vendor's statement between two days; the page's address keeps them. */
export function VendorStatement({ path, filePath }: { path: string; filePath: string }) {
  const { t, i18n } = useTranslation("marketplace")
  const [params, setParams] = useSearchParams()
  const from = params.get("from") ?? firstOfMonth()
  const to = params.get("to") ?? today()
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ["souk", path, from, to],
    queryFn: ({ signal }) => api<{ statement: Statement }>(path, { query: { from, to }, signal }),
    placeholderData: keepPreviousData,
  })
  const day = (name: "from" | "to", value: string) => (
    <div className="flex items-center gap-x-2">
      <Label htmlFor={`statement-${name}`} size="small">
        {t(`statement.${name}`)}
      </Label>
      <Input
        id={`statement-${name}`}
        type="date"
        size="small"
        required
        value={value}
        onChange={(event) => {
          const chosen = event.target.value
          if (!chosen) return
          setParams((before) => {
            before.set(name, chosen)
            return before
          })
        }}
      />
    </div>
  )
  const file = (format: "pdf" | "csv", label: string) => (
    <Button size="small" variant="secondary" asChild>
      <a
        href={`${filePath}?${new URLSearchParams({ from, to, format, language: i18n.language })}`}
        download
      >
        {label}
      </a>
    </Button>
  )
  return (
    <Section
      title={t("statement.title")}
      aside={
        <div className="flex flex-wrap items-center gap-3">
          {day("from", from)}
          {day("to", to)}
          {!error && (
            <>
              {file("pdf", t("statement.pdf"))}
              {file("csv", t("ledger.export"))}
            </>
          )}
        </div>
      }
    >
      {isPending ? (
        <Loading />
      ) : error ? (
        <Failure error={error} retry={refetch} />
      ) : (
        <Lines statement={data.statement} />
      )}
    </Section>
  )
}

function Lines({ statement }: { statement: Statement }) {
  const { t } = useTranslation("marketplace")
  const { money, dateTime } = useFormat()
  const { lines, opening_millimes, closing_millimes, debit_millimes, credit_millimes } = statement
  const amount = (millimes: number) => (millimes === 0 ? "" : money(millimes))
  const balance = (name: "opening" | "closing", millimes: number) => (
    <li className="flex items-center justify-between gap-x-3">
      <Text size="small" weight="plus">
        {t(`statement.${name}`)}
      </Text>
      <Text size="small" weight="plus" className="whitespace-nowrap tabular-nums">
        {money(millimes)}
      </Text>
    </li>
  )
  return (
    <>
      <div className="souk-table">
        <Table>
          <Table.Header>
            <Table.Row>
              <Table.HeaderCell>{t("order.date")}</Table.HeaderCell>
              <Table.HeaderCell>{t("ledger.movement")}</Table.HeaderCell>
              <Table.HeaderCell>{t("order.title")}</Table.HeaderCell>
              <Table.HeaderCell className="souk-numeric">{t("ledger.debit")}</Table.HeaderCell>
              <Table.HeaderCell className="souk-numeric">{t("ledger.credit")}</Table.HeaderCell>
              <Table.HeaderCell className="souk-numeric">{t("ledger.balance")}</Table.HeaderCell>
            </Table.Row>
          </Table.Header>
          <Table.Body>
            <Table.Row>
              <Table.Cell />
              <Table.Cell>{t("statement.opening")}</Table.Cell>
              <Table.Cell />
              <Table.Cell />
              <Table.Cell />
              <Table.Cell className="souk-numeric">{money(opening_millimes)}</Table.Cell>
            </Table.Row>
            {lines.map((line) => (
              <Table.Row key={line.id}>
                <Table.Cell>{dateTime(line.created_at)}</Table.Cell>
                <Table.Cell>{t(`movement.${line.kind}`)}</Table.Cell>
                <Table.Cell>
                  <bdi>{line.vendor_order_number ?? "—"}</bdi>
                </Table.Cell>
                <Table.Cell className="souk-numeric">{amount(line.debit_millimes)}</Table.Cell>
                <Table.Cell className="souk-numeric">{amount(line.credit_millimes)}</Table.Cell>
                <Table.Cell className="souk-numeric">{money(line.balance_millimes)}</Table.Cell>
              </Table.Row>
            ))}
            <Table.Row>
              <Table.Cell />
              <Table.Cell>{t("statement.closing")}</Table.Cell>
              <Table.Cell />
              <Table.Cell className="souk-numeric">{amount(debit_millimes)}</Table.Cell>
              <Table.Cell className="souk-numeric">{amount(credit_millimes)}</Table.Cell>
              <Table.Cell className="souk-numeric">{money(closing_millimes)}</Table.Cell>
            </Table.Row>
          </Table.Body>
        </Table>
      </div>
      <ul className="souk-cards">
        {balance("opening", opening_millimes)}
        {lines.map((line) => (
          <li key={line.id} className="flex items-end justify-between gap-x-3">
            <div className="min-w-0">
              <Text size="small" weight="plus" className="truncate">
                {t(`movement.${line.kind}`)}{" "}
                {line.vendor_order_number && <bdi>{line.vendor_order_number}</bdi>}
              </Text>
              <Text size="xsmall" className="text-ui-fg-subtle">
                {dateTime(line.created_at)}
              </Text>
            </div>
            <div className="text-end tabular-nums">
              <Text size="small" weight="plus" className="whitespace-nowrap">
                {money(line.credit_millimes - line.debit_millimes)}
              </Text>
              <Text size="xsmall" className="text-ui-fg-subtle whitespace-nowrap">
                {money(line.balance_millimes)}
              </Text>
            </div>
          </li>
        ))}
        {balance("closing", closing_millimes)}
      </ul>
    </>
  )
}

/** The day it is in Tunis. */
function today(): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone: "Africa/Tunis" }).format(new Date())
}

function firstOfMonth(): string {
  return `${today().slice(0, 8)}01`
}
