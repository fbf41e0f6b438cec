import { Button, Table, Text } from "@medusajs/ui"
import {
  api,
  Fact,
  Facts,
  Failure,
  Loading,
  PageHeader,
  Section,
  useFormat,
} from "@souk/kit/admin/ui"
import { useQuery } from "@tanstack/react-query"
import type { ReactNode } from "react"
import { useTranslation } from "react-i18next"
import { Link } from "react-router-dom"
import type { InvoiceDetail } from "../lib/types"
import { InvoiceKind } from "./invoice-list"

type Props = {
  /** The invoice's route, and the page of the list. */
  path: string
  home: string
  actions?: (invoice: InvoiceDetail) => ReactNode
}

/** One invoice as it was issued, its document, and what was taken back of it. */
export function InvoiceDetailPage({ path, home, actions }: Props) {
  const { t } = useTranslation("marketplace")
  const { date } = useFormat()
  const { data, error, refetch } = useQuery({
    queryKey: ["souk", path],
    queryFn: ({ signal }) => api<{ invoice: InvoiceDetail }>(path, { signal }),
  })
  const back = { to: home, label: t("invoices.title") }
  if (error || !data) {
    return (
      <>
        <PageHeader title={t("invoices.one")} back={back} />
        <Section>
          {error ? <Failure error={error} retry={() => void refetch()} /> : <Loading lines={8} />}
        </Section>
      </>
    )
  }
  const { invoice } = data
  return (
    <>
      <PageHeader
        title={<bdi>{invoice.number}</bdi>}
        badge={<InvoiceKind kind={invoice.kind} />}
        text={date(invoice.issued_at)}
        back={back}
        actions={
          <>
            {invoice.kind.startsWith("commission") && (
              <Button size="small" variant="secondary" asChild>
                <a href={`${path}/files?format=xml`} download>
                  {t("invoices.xml")}
                </a>
              </Button>
            )}
            <Button size="small" variant="secondary" asChild>
              <a href={`${path}/files`} download>
                {t("invoices.pdf")}
              </a>
            </Button>
            {actions?.(invoice)}
          </>
        }
      />
      <div className="grid items-start gap-3 lg:grid-cols-[1fr_340px]">
        <Section title={t("invoices.lines")}>
          <Lines invoice={invoice} />
        </Section>
        <div className="flex flex-col gap-y-3">
          <Totals invoice={invoice} />
          <Parties invoice={invoice} />
          {invoice.credit_notes.length > 0 && <CreditNotes invoice={invoice} home={home} />}
        </div>
      </div>
    </>
  )
}

function Lines({ invoice }: { invoice: InvoiceDetail }) {
  const { t } = useTranslation("marketplace")
  const { money, number } = useFormat()
  const credited = (amount: number) =>
    amount > 0 && (
      <Text size="xsmall" className="text-ui-fg-muted">
        {t("invoices.credited", { amount: money(amount) })}
      </Text>
    )
  return (
    <>
      <div className="souk-table">
        <Table>
          <Table.Header>
            <Table.Row>
              <Table.HeaderCell>{t("invoices.line")}</Table.HeaderCell>
              <Table.HeaderCell className="souk-numeric">{t("invoices.quantity")}</Table.HeaderCell>
              <Table.HeaderCell className="souk-numeric">{t("invoices.ht")}</Table.HeaderCell>
              <Table.HeaderCell className="souk-numeric">{t("invoices.vat")}</Table.HeaderCell>
              <Table.HeaderCell className="souk-numeric">{t("invoices.ttc")}</Table.HeaderCell>
            </Table.Row>
          </Table.Header>
          <Table.Body>
            {invoice.lines.map((line) => (
              <Table.Row key={line.id}>
                <Table.Cell className="whitespace-normal py-2">
                  <bdi>{line.description}</bdi>
                  {credited(line.credited_millimes)}
                </Table.Cell>
                <Table.Cell className="souk-numeric">{number(line.quantity)}</Table.Cell>
                <Table.Cell className="souk-numeric">{money(line.ht_millimes)}</Table.Cell>
                <Table.Cell className="souk-numeric">{number(line.vat_percent)} %</Table.Cell>
                <Table.Cell className="souk-numeric">{money(line.total_millimes)}</Table.Cell>
              </Table.Row>
            ))}
          </Table.Body>
        </Table>
      </div>
      <ul className="souk-cards">
        {invoice.lines.map((line) => (
          <li key={line.id} className="flex items-end justify-between gap-x-3">
            <div className="min-w-0">
              <Text size="small" weight="plus">
                <bdi>{line.description}</bdi>
              </Text>
              <Text size="xsmall" className="text-ui-fg-subtle">
                {t("invoices.quantity")} {number(line.quantity)} · {t("invoices.vat")}{" "}
                {number(line.vat_percent)} %
              </Text>
              {credited(line.credited_millimes)}
            </div>
            <Text size="small" weight="plus" className="whitespace-nowrap tabular-nums">
              {money(line.total_millimes)}
            </Text>
          </li>
        ))}
      </ul>
    </>
  )
}

function Totals({ invoice }: { invoice: InvoiceDetail }) {
  const { t } = useTranslation("marketplace")
  const { money } = useFormat()
  const { stamp } = invoice
  return (
    <Section title={t("invoices.totals")}>
      <Facts>
        <Fact label={t("invoices.ht")}>{money(invoice.ht_millimes)}</Fact>
        {invoice.fodec_millimes > 0 && (
          <Fact label={t("invoices.fodec")}>{money(invoice.fodec_millimes)}</Fact>
        )}
        <Fact label={t("invoices.vat")}>{money(invoice.vat_millimes)}</Fact>
        {stamp && (
          <Fact label={t("invoices.stamp")}>
            {t(`invoices.stampBy.${stamp.payer}`, { amount: money(stamp.amount_millimes) })}
          </Fact>
        )}
        <Fact label={t("invoices.due")}>{money(invoice.due_millimes)}</Fact>
        <Fact label={t("invoices.inWords")}>
          <bdi lang="fr">{invoice.due_in_words}</bdi>
        </Fact>
        {invoice.credited_number && (
          <Fact label={t("invoices.creditedInvoice")}>
            <bdi>{invoice.credited_number}</bdi>
          </Fact>
        )}
        {invoice.reason && <Fact label={t("invoices.reason")}>{invoice.reason}</Fact>}
      </Facts>
    </Section>
  )
}

function Parties({ invoice }: { invoice: InvoiceDetail }) {
  const { t } = useTranslation("marketplace")
  const told = ({ name, company, tax_number, address }: InvoiceDetail["seller"]) => (
    <>
      <bdi>{[name, company !== name && company].filter(Boolean).join(" · ")}</bdi>
      <br />
      <bdi>{address.join(", ")}</bdi>
      {tax_number && (
        <>
          <br />
          {t("invoices.taxNumber")} <bdi>{tax_number}</bdi>
        </>
      )}
    </>
  )
  return (
    <Section title={t("invoices.parties")}>
      <Facts>
        <Fact label={t("invoices.seller")}>{told(invoice.seller)}</Fact>
        <Fact label={t("invoices.customer")}>{told(invoice.buyer)}</Fact>
        {invoice.order_number && (
          <Fact label={t("invoices.order")}>
            <bdi>{invoice.order_number}</bdi>
          </Fact>
        )}
      </Facts>
    </Section>
  )
}

function CreditNotes({ invoice, home }: { invoice: InvoiceDetail; home: string }) {
  const { t } = useTranslation("marketplace")
  const { money } = useFormat()
  return (
    <Section title={t("invoices.creditNotes")}>
      <ul className="divide-y px-5 py-2">
        {invoice.credit_notes.map((note) => (
          <li key={note.id} className="flex justify-between gap-x-3 py-2">
            <Link
              to={`${home}/${note.id}`}
              className="text-ui-fg-interactive text-small hover:underline"
            >
              <bdi>{note.number}</bdi>
            </Link>
            <Text size="small" className="tabular-nums">
              {money(note.due_millimes)}
            </Text>
          </li>
        ))}
      </ul>
    </Section>
  )
}
