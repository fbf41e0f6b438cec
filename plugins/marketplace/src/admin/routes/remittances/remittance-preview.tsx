import { Text } from "@medusajs/ui"
import { useFormat } from "@souk/kit/admin/ui"
import { useTranslation } from "react-i18next"
import { SelectField } from "../../components/fields"
import type { RemittancePreview } from "../../lib/types"

/** How a file is read, where a person says so. */
export type Reading = {
  reference_column: string | null
  amount_column: string | null
  encoding: string | null
}

const ENCODINGS = [
  { value: "utf-8", label: "UTF-8" },
  { value: "windows-1252", label: "Windows-1252 (Excel, français)" },
  { value: "windows-1256", label: "Windows-1256 (Excel, العربية)" },
]

/** The first rows of a file, with the columns and the encoding that it is read with. */
export function ReadingOfFile({
  found,
  onChange,
}: {
  found: RemittancePreview
  onChange: (changes: Partial<Reading>) => void
}) {
  const { t } = useTranslation("marketplace")
  const headings = [...new Set(found.header.filter((heading) => heading !== ""))].map((value) => ({
    value,
    label: value,
  }))
  return (
    <section aria-label={t("remit.reading")} className="flex flex-col gap-y-3">
      <div className="grid gap-3 sm:grid-cols-2">
        <SelectField
          id="remit-reference-column"
          label={t("remit.referenceColumn")}
          placeholder={t("remit.chooseColumn")}
          value={found.reference_column}
          options={headings}
          onChange={(reference_column) => onChange({ reference_column })}
        />
        <SelectField
          id="remit-amount-column"
          label={t("remit.amountColumn")}
          placeholder={t("remit.chooseColumn")}
          value={found.amount_column}
          options={headings}
          onChange={(amount_column) => onChange({ amount_column })}
        />
        {found.encoding && (
          <SelectField
            id="remit-encoding"
            label={t("remit.encoding")}
            hint={t("remit.encodingHint")}
            value={found.encoding}
            options={ENCODINGS}
            onChange={(encoding) => onChange({ encoding })}
          />
        )}
      </div>
      <div
        className="border-ui-border-base overflow-x-auto rounded-md border"
        // Scrolled by the keyboard too.
        tabIndex={0}
        role="group"
        aria-label={t("remit.firstRows")}
      >
        <table className="txt-compact-xsmall w-full whitespace-nowrap">
          <thead className="bg-ui-bg-subtle">
            <tr>
              {found.header.map((heading, place) => (
                <th key={place} scope="col" className="px-3 py-1.5 text-start font-medium">
                  <bdi>{heading}</bdi>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {found.sample.map((cells, row) => (
              <tr key={row} className="border-ui-border-base border-t">
                {found.header.map((_heading, place) => (
                  <td key={place} className="px-3 py-1.5">
                    <bdi>{cells[place]}</bdi>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

/** What the rows would give: those that match are counted, the others told. */
export function PreviewedRows({ rows }: { rows: RemittancePreview["rows"] }) {
  const { t } = useTranslation("marketplace")
  const { money, number } = useFormat()
  const wrong = rows.filter((row) => row.problem !== null)
  return (
    <section aria-label={t("remit.preview")} className="flex flex-col gap-y-2">
      <Text size="small" weight="plus">
        {t("remit.previewCounts", {
          matched: number(rows.length - wrong.length),
          exceptions: number(wrong.length),
        })}
      </Text>
      <ul className="flex flex-col gap-y-2">
        {wrong.map((row) => (
          <li key={row.row} className="flex justify-between gap-x-3">
            <Text size="small">
              <bdi>{row.reference || "—"}</bdi> · {t(`remit.problem.${row.problem}`)}
            </Text>
            <Text size="small" className="whitespace-nowrap tabular-nums">
              {row.amount_millimes === null ? "—" : money(row.amount_millimes)}
            </Text>
          </li>
        ))}
      </ul>
    </section>
  )
}
