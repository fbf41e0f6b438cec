import { defineRouteConfig } from "@medusajs/admin-sdk"
import { Photo } from "@medusajs/icons"
import { Button, StatusBadge, Text } from "@medusajs/ui"
import { fileAddress, PageHeader, RecordList, shopLocale, useFormat } from "@souk/kit/admin/ui"
import i18n from "i18next"
import { useState } from "react"
import { useTranslation } from "react-i18next"
import { BannerDrawer } from "./banner-drawer"
import { LANGUAGES, lastMoment, type Banner } from "./types"

const COLOURS = { shown: "green", waiting: "blue", over: "grey", inactive: "grey" } as const

export default function Banners() {
  const { t, i18n: language } = useTranslation("content")
  const { date, number } = useFormat()
  const [open, setOpen] = useState<Banner | "new" | null>(null)

  const textOf = ({ texts }: Banner) =>
    texts[shopLocale(language.language)] ?? LANGUAGES.flatMap((one) => texts[one] ?? [])[0]
  const dates = ({ starts_at, ends_at }: Banner) => {
    const from = starts_at && date(starts_at)
    const to = ends_at && date(lastMoment(ends_at))
    if (from && to) return t("banners.between", { from, to })
    if (from) return t("banners.since", { from })
    return to ? t("banners.until", { to }) : t("banners.always")
  }
  const badge = ({ state }: Banner) => (
    <StatusBadge color={COLOURS[state]} className="rtl:pl-1.5 rtl:pr-0.5">
      {t(`banners.states.${state}`)}
    </StatusBadge>
  )
  const name = (banner: Banner) => (
    <span className="flex min-w-0 items-center gap-x-3 py-1">
      {banner.picture_url && (
        <img
          src={fileAddress(banner.picture_url)}
          alt=""
          className="h-8 w-16 shrink-0 rounded object-cover"
        />
      )}
      <button
        type="button"
        className="text-ui-fg-interactive truncate text-start hover:underline"
        onClick={() => setOpen(banner)}
      >
        <bdi>{textOf(banner)?.title}</bdi>
      </button>
    </span>
  )
  const languages = ({ texts }: Banner) => LANGUAGES.filter((one) => texts[one]).join(" · ")
  const create = (
    <Button size="small" onClick={() => setOpen("new")}>
      {t("banners.create")}
    </Button>
  )
  return (
    <>
      <PageHeader title={t("banners.title")} text={t("banners.text")} actions={create} />
      <RecordList<Banner>
        path="/admin/banners"
        rows="banners"
        idOf={(banner) => banner.id}
        columns={[
          { header: t("banners.rank"), cell: ({ rank }) => number(rank), numeric: true },
          { header: t("banners.banner"), cell: name },
          { header: t("banners.languages"), cell: languages },
          { header: t("banners.dates"), cell: dates },
          { header: t("banners.state"), cell: badge },
        ]}
        card={(banner) => (
          <div className="flex items-start justify-between gap-x-3">
            <div className="min-w-0">
              <Text size="small" weight="plus" asChild>
                <div>{name(banner)}</div>
              </Text>
              <Text size="xsmall" className="text-ui-fg-subtle">
                {languages(banner)} · {dates(banner)}
              </Text>
            </div>
            {badge(banner)}
          </div>
        )}
        empty={{
          title: t("banners.empty.title"),
          text: t("banners.empty.text"),
          action: create,
        }}
      />
      {open && <BannerDrawer banner={open === "new" ? null : open} onClose={() => setOpen(null)} />}
    </>
  )
}

export const config = defineRouteConfig({
  label: "menu.banners",
  translationNs: "content",
  icon: Photo,
  rank: 60,
})

export const handle = { breadcrumb: () => i18n.t("menu.banners", { ns: "content" }) }
