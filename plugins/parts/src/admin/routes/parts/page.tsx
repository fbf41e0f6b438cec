import { defineRouteConfig } from "@medusajs/admin-sdk"
import { Text } from "@medusajs/ui"
import { PageHeader, RecordList, useFormat, type Json } from "@souk/kit/admin/ui"
import i18n from "i18next"
import { useTranslation } from "react-i18next"
import type { OperatorPart } from "../../../api/offer-schemas"

type Part = Json<OperatorPart>

export default function Parts() {
  const { t } = useTranslation("parts")
  const { locale, number } = useFormat()
  const nameOf = (part: Part) => ({ fr: part.name_fr, ar: part.name_ar, en: part.name_en })[locale]
  const title = (part: Part) => (
    <bdi>
      {part.brand} · {part.mpn}
    </bdi>
  )
  return (
    <>
      <PageHeader title={t("parts.title")} text={t("parts.text")} />
      <RecordList<Part>
        path="/admin/parts"
        rows="parts"
        searchLabel={t("parts.search")}
        idOf={(part) => part.id}
        hrefOf={(part) => `/parts/${part.id}`}
        columns={[
          { header: t("parts.one"), cell: title },
          { header: t("parts.name"), cell: nameOf },
          { header: t("parts.category"), cell: (part) => part.category },
          { header: t("parts.offers"), cell: (part) => number(part.offer_count), numeric: true },
          {
            header: t("parts.fitments"),
            cell: (part) => number(part.fitment_count),
            numeric: true,
          },
        ]}
        card={(part) => (
          <div className="min-w-0">
            <Text size="small" weight="plus">
              {title(part)}
            </Text>
            <Text size="xsmall" className="text-ui-fg-subtle">
              {nameOf(part)} · {t("parts.offers")} : {number(part.offer_count)}
            </Text>
          </div>
        )}
        empty={{ title: t("parts.empty.title"), text: t("parts.empty.text") }}
      />
    </>
  )
}

export const config = defineRouteConfig({
  label: "menu.parts",
  translationNs: "parts",
  nested: "/products",
})

export const handle = { breadcrumb: () => i18n.t("menu.parts", { ns: "parts" }) }
