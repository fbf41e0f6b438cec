import { Button, Input, StatusBadge, Text } from "@medusajs/ui"
import { RecordList, useFormat, type Column } from "@souk/kit/admin/ui"
import type { ReactNode } from "react"
import { useTranslation } from "react-i18next"
import { useSearchParams } from "react-router-dom"
import type { Invoice } from "../lib/types"
import { Field } from "./fields"

const KINDS = ["invoice", "credit_note", "commission_invoice", "commission_credit_note"] as const

export function InvoiceKind({ kind }: { kind: Invoice["kind"] }) {
  const { t } = useTranslation("marketplace")
  const isCredit = kind.endsWith("credit_note")
  return (
    <StatusBadge
      color={isCredit ? "orange" : kind === "invoice" ? "green" : "blue"}
      className="rtl:pl-1.5 rtl:pr-0.5"
    >
      {t(`invoices.kind.${kind}`)}
    </StatusBadge>
  )
}

/** The month of the address bar, from its first day on in Tunis, as the routes want it. */
function periodOf(month: string): { from?: string; to?: string } {
  if (!/^\d{4}-\d{2}$/.test(month)) return {}
  const [year, number] = month.split("-").map(Number) as [number, number]
  const next = number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, "0")}`
  return { from: `${month}-01T00:00:00+01:00`, to: `${next}-01T00:00:00+01:00` }
}

type Props = {
  /** The list's route, the page of one invoice, and the route of the CSV file. */
  path: string
  home: string
  file: string
  withVendor?: boolean
  /** Another filter, set by the page. */
  filter?: Record<string, string | null>
  children?: ReactNode
}

/** Invoices by kind and month, with their file for the accountant. */
export function InvoiceList({ path, home, file, withVendor, filter = {}, children }: Props) {
  const { t } = useTranslation("marketplace")
  const { money, date } = useFormat()
  const [params, setParams] = useSearchParams()
  const kind = params.get("kind") ?? ""
  const month = params.get("month") ?? ""
  const set = (name: string, value: string) =>
    setParams((before) => {
      const after = new URLSearchParams(before)
      after.delete("offset")
      if (value) after.set(name, value)
      else after.delete(name)
      return after
    })
  const asked = { ...filter, kind, ...periodOf(month) }
  const search = new URLSearchParams(
    Object.entries(asked).filter((entry): entry is [string, string] => Boolean(entry[1])),
  )
  const columns: Column<Invoice>[] = [
    { header: t("invoices.number"), cell: (row) => <bdi>{row.number}</bdi> },
    { header: t("rules.status"), cell: (row) => <InvoiceKind kind={row.kind} /> },
    { header: t("invoices.date"), cell: (row) => date(row.issued_at) },
    ...(withVendor
      ? [{ header: t("invoices.vendor"), cell: (row: Invoice) => row.vendor.name }]
      : []),
    { header: t("invoices.customer"), cell: (row) => <bdi>{row.buyer_name}</bdi> },
    {
      header: t("invoices.order"),
      cell: (row) => <bdi>{row.order_number ?? row.credited_number ?? "—"}</bdi>,
    },
    { header: t("invoices.ht"), cell: (row) => money(row.ht_millimes), numeric: true },
    { header: t("invoices.vat"), cell: (row) => money(row.vat_millimes), numeric: true },
    { header: t("invoices.due"), cell: (row) => money(row.due_millimes), numeric: true },
  ]
  return (
    <>
      <div className="flex flex-wrap items-end gap-3">
        <div role="group" aria-label={t("invoices.kinds")} className="souk-tabs">
          {["", ...KINDS].map((one) => (
            <button
              key={one}
              type="button"
              aria-pressed={one === kind}
              onClick={() => set("kind", one)}
            >
              {t(one ? `invoices.kind.${one}` : "invoices.all")}
            </button>
          ))}
        </div>
        <div className="w-44">
          <Field id="invoice-month" label={t("invoices.month")}>
            <Input
              id="invoice-month"
              type="month"
              size="small"
              value={month}
              onChange={(event) => set("month", event.target.value)}
            />
          </Field>
        </div>
        {children}
        <Button size="small" variant="secondary" asChild>
          <a href={`${file}?${search}`} download>
            {t("invoices.export")}
          </a>
        </Button>
      </div>
      <RecordList<Invoice>
        path={path}
        rows="invoices"
        filter={asked}
        searchLabel={t("invoices.search")}
        idOf={(row) => row.id}
        hrefOf={(row) => `${home}/${row.id}`}
        columns={columns}
        card={(row) => (
          <div className="flex items-end justify-between gap-x-3">
            <div className="min-w-0">
              <Text size="small" weight="plus">
                <bdi>{row.number}</bdi>
              </Text>
              <Text size="xsmall" className="text-ui-fg-subtle truncate">
                {[withVendor && row.vendor.name, row.buyer_name].filter(Boolean).join(" · ")}
              </Text>
              <Text size="xsmall" className="text-ui-fg-subtle">
                {date(row.issued_at)}
              </Text>
            </div>
            <div className="flex flex-col items-end gap-y-1">
              <InvoiceKind kind={row.kind} />
              <Text size="small" weight="plus" className="whitespace-nowrap tabular-nums">
                {money(row.due_millimes)}
              </Text>
            </div>
          </div>
        )}
        empty={{ title: t("invoices.empty.title"), text: t("invoices.empty.text") }}
      />
    </>
  )
}
