import { StatusBadge, Text } from "@medusajs/ui"
import { PageHeader, RecordList, useFormat, type Json } from "@souk/kit/admin/ui"
import type { ReactNode } from "react"
import { useTranslation } from "react-i18next"
import type { ImportRunView } from "../../api/fitment-schemas"

type Run = Json<ImportRunView>

const COLORS = { running: "blue", succeeded: "green", failed: "red" } as const
const STATUSES = ["running", "succeeded", "failed"] as const
const REFRESH_MS = 1_000

type Props = {
  about: "vehicles" | "fitments"
  back: { to: string; label: string }
  actions: ReactNode
}

/** The files that were read, and what came of each; follows those that are being read. */
export function ImportRuns({ about, back, actions }: Props) {
  const { t } = useTranslation("parts")
  const { dateTime, number } = useFormat()
  return (
    <>
      <PageHeader
        title={t("imports.title")}
        text={t("imports.text")}
        back={back}
        actions={actions}
      />
      <RecordList<Run>
        path="/admin/import-runs"
        rows="import_runs"
        filter={{ about }}
        tabs={STATUSES.map((value) => ({ value, label: t(`importStatus.${value}`) }))}
        idOf={(run) => run.id}
        refreshMs={(runs) => runs.some(({ status }) => status === "running") && REFRESH_MS}
        columns={[
          { header: t("imports.file"), cell: (run) => <File run={run} /> },
          { header: t("imports.status"), cell: (run) => <RunStatus run={run} /> },
          { header: t("imports.read"), cell: (run) => number(run.read_rows), numeric: true },
          { header: t("imports.created"), cell: (run) => number(run.created_rows), numeric: true },
          { header: t("imports.updated"), cell: (run) => number(run.updated_rows), numeric: true },
          {
            header: t("imports.unchanged"),
            cell: (run) => number(run.unchanged_rows),
            numeric: true,
          },
          { header: t("imports.refused"), cell: (run) => number(run.refused_rows), numeric: true },
          { header: t("imports.date"), cell: (run) => dateTime(run.created_at), numeric: true },
        ]}
        card={(run) => (
          <div className="flex flex-col gap-y-1.5">
            <div className="flex items-start justify-between gap-x-3">
              <File run={run} />
              <RunStatus run={run} />
            </div>
            <Text size="xsmall" className="text-ui-fg-subtle">
              {t("imports.counts", {
                created: number(run.created_rows),
                updated: number(run.updated_rows),
                unchanged: number(run.unchanged_rows),
              })}
              {run.refused_rows > 0 &&
                ` · ${t("imports.refusedOf", { refused: number(run.refused_rows) })}`}
            </Text>
            <Text size="xsmall" className="text-ui-fg-muted">
              {dateTime(run.created_at)}
            </Text>
          </div>
        )}
        empty={{ title: t("imports.empty.title"), text: t("imports.empty.text") }}
      />
    </>
  )
}

/** What was read, with what its sender must know: why it stopped, where the refused rows are. */
function File({ run }: { run: Run }) {
  const { t } = useTranslation("parts")
  return (
    <div className="min-w-0 py-1">
      <Text size="small" weight="plus" leading="compact" className="break-all md:max-w-[360px]">
        <bdi>{run.file_name}</bdi>
      </Text>
      <Text size="xsmall" className="text-ui-fg-subtle">
        {t(`importKind.${run.kind}`)}
      </Text>
      {run.failure && (
        <Text size="xsmall" className="text-ui-fg-error whitespace-normal md:max-w-[360px]">
          {run.failure}
        </Text>
      )}
      {run.has_error_file && (
        <a
          href={`/admin/import-runs/${run.id}/error-file`}
          download
          className="text-ui-fg-interactive txt-compact-xsmall inline-block py-1"
        >
          {t("imports.errors")}
        </a>
      )}
    </div>
  )
}

function RunStatus({ run }: { run: Run }) {
  const { t } = useTranslation("parts")
  return (
    <StatusBadge
      className="shrink-0 whitespace-nowrap rtl:pl-1.5 rtl:pr-0.5"
      color={COLORS[run.status]}
    >
      {t(`importStatus.${run.status}`)}
    </StatusBadge>
  )
}
