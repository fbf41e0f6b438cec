import { defineRouteConfig } from "@medusajs/admin-sdk"
import { Puzzle } from "@medusajs/icons"
import { Button, CommandBar, Text, toast, usePrompt } from "@medusajs/ui"
import { api, PageHeader, RecordList, useFormat, type Json } from "@souk/kit/admin/ui"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import i18n from "i18next"
import { useState } from "react"
import { useTranslation } from "react-i18next"
import { Link } from "react-router-dom"
import type { FitmentView } from "../../../api/fitment-schemas"
import { FitmentStatusBadge } from "../../components/fitment-status"
import { ImportDrawer } from "../../components/import-drawer"

type Fitment = Json<FitmentView>
type Decision = Fitment["status"] | "removed"

const STATUSES = ["declared", "verified", "disputed"] as const

export default function Fitments() {
  const { t } = useTranslation("parts")
  const { date, number } = useFormat()
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set())
  const place = ({ position, quantity }: Fitment) =>
    [
      t(`position.${position}`),
      quantity > 1 && t("fitments.quantityOf", { pieces: number(quantity) }),
    ]
      .filter(Boolean)
      .join(" ")
  return (
    <>
      <PageHeader
        title={t("fitments.title")}
        text={t("fitments.text")}
        actions={
          <>
            <Button size="small" variant="transparent" asChild>
              <Link to="/fitments/imports">{t("imports.link")}</Link>
            </Button>
            <ImportDrawer
              kinds={["fitments", "aces"]}
              label={t("fitments.import")}
              runs="/fitments/imports"
            />
          </>
        }
      />
      <RecordList<Fitment>
        path="/admin/fitments"
        rows="fitments"
        tabs={STATUSES.map((value) => ({ value, label: t(`fitmentStatus.${value}`) }))}
        searchLabel={t("fitments.search")}
        idOf={(fitment) => fitment.id}
        selection={{
          ids,
          onChange: setIds,
          label: ({ part, vehicle }) =>
            t("fitments.tick", { part: `${part.brand} ${part.mpn}`, vehicle: vehicle.full_name }),
          labelAll: t("fitments.tickAll"),
        }}
        columns={[
          { header: t("fitments.part"), cell: (fitment) => <Part fitment={fitment} /> },
          { header: t("fitments.vehicle"), cell: (fitment) => <Vehicle fitment={fitment} /> },
          { header: t("fitments.position"), cell: place },
          {
            header: t("fitments.status"),
            cell: ({ status }) => <FitmentStatusBadge status={status} />,
          },
          { header: t("fitments.source"), cell: (fitment) => <Source fitment={fitment} /> },
          {
            header: t("fitments.changed"),
            cell: ({ updated_at }) => date(updated_at),
            numeric: true,
          },
        ]}
        card={(fitment) => (
          <div className="flex flex-col gap-y-1">
            <div className="flex items-start justify-between gap-x-3">
              <Part fitment={fitment} />
              <FitmentStatusBadge status={fitment.status} />
            </div>
            <Vehicle fitment={fitment} />
            <Text size="xsmall" className="text-ui-fg-muted">
              {place(fitment)} · <Source fitment={fitment} />
            </Text>
          </div>
        )}
        empty={{ title: t("fitments.empty.title"), text: t("fitments.empty.text") }}
      />
      <Decisions ids={[...ids]} done={() => setIds(new Set())} />
    </>
  )
}

/** What to do with the ticked rows: a bar over the page, with a key for each. */
function Decisions({ ids, done }: { ids: string[]; done: () => void }) {
  const { t } = useTranslation("parts")
  const prompt = usePrompt()
  const queryClient = useQueryClient()
  const decide = useMutation({
    mutationFn: (status: Decision) =>
      api<{ fitment_decision: { changed: number } }>("/admin/fitment-decisions", {
        method: "POST",
        body: { ids, status },
      }),
    onSuccess: ({ fitment_decision }) => {
      toast.success(t("fitments.decided", { rows: fitment_decision.changed }))
      done()
    },
    onError: (error) => toast.error(error.message),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ["souk"] }),
  })
  const remove = async () => {
    const isSure = await prompt({
      title: t("fitments.removeTitle", { rows: ids.length }),
      description: t("fitments.removeText"),
      confirmText: t("fitments.remove"),
      cancelText: t("fitments.cancel"),
    })
    if (isSure) decide.mutate("removed")
  }
  return (
    <CommandBar open={ids.length > 0}>
      <CommandBar.Bar className="souk-bar">
        <CommandBar.Value>{t("fitments.ticked", { rows: ids.length })}</CommandBar.Value>
        <CommandBar.Seperator />
        <CommandBar.Command
          action={() => decide.mutate("verified")}
          label={t("fitments.verify")}
          shortcut="v"
        />
        <CommandBar.Seperator />
        <CommandBar.Command
          action={() => decide.mutate("disputed")}
          label={t("fitments.dispute")}
          shortcut="c"
        />
        <CommandBar.Seperator />
        <CommandBar.Command action={remove} label={t("fitments.remove")} shortcut="r" />
      </CommandBar.Bar>
    </CommandBar>
  )
}

function Part({ fitment: { part } }: { fitment: Fitment }) {
  return (
    <div className="min-w-0 py-1">
      <Text
        size="small"
        weight="plus"
        leading="compact"
        className="text-ui-fg-base whitespace-normal"
      >
        {part.name}
      </Text>
      <Text size="xsmall" className="text-ui-fg-subtle">
        <bdi>{`${part.brand} · ${part.mpn}`}</bdi>
      </Text>
    </div>
  )
}

function Vehicle({ fitment }: { fitment: Fitment }) {
  const { t } = useTranslation("parts")
  const told = [
    fitment.note,
    fitment.exclusions && t("fitments.except", { exclusions: fitment.exclusions }),
  ].filter(Boolean)
  return (
    <div className="min-w-0 whitespace-normal md:min-w-[200px] md:max-w-[340px]">
      <Text size="small">
        <bdi>{fitment.vehicle.full_name}</bdi>
      </Text>
      {told.length > 0 && (
        <Text size="xsmall" className="text-ui-fg-subtle">
          {told.join(" · ")}
        </Text>
      )}
    </div>
  )
}

function Source({ fitment: { source } }: { fitment: Fitment }) {
  const { t } = useTranslation("parts")
  return <bdi>{source.name ?? t(`fitmentSource.${source.id}`, { defaultValue: source.id })}</bdi>
}

export const config = defineRouteConfig({
  label: "fitments.menu",
  translationNs: "parts",
  icon: Puzzle,
  rank: 41,
})

export const handle = { breadcrumb: () => i18n.t("fitments.menu", { ns: "parts" }) }
