import { Text } from "@medusajs/ui"
import type { Json } from "@souk/kit/admin/ui"
import { useFormat } from "@souk/kit/admin/ui"
import type { ReactNode } from "react"
import { useTranslation } from "react-i18next"
import { Link } from "react-router-dom"
import type { OperatorPart } from "../../api/offer-schemas"

/** A part beside others, to be told apart: what it is, what it is known by, who links to it. */
export function PartCard({ part, action }: { part: Json<OperatorPart>; action?: ReactNode }) {
  const { t } = useTranslation("parts")
  const { locale, number } = useFormat()
  const name = { fr: part.name_fr, ar: part.name_ar, en: part.name_en }[locale]
  return (
    <article className="shadow-elevation-card-rest flex min-w-0 flex-col gap-y-2 rounded-lg p-4">
      <div>
        <Link to={`/parts/${part.id}`} className="text-ui-fg-interactive">
          <Text size="small" weight="plus">
            <bdi>
              {part.brand} {part.mpn}
            </bdi>
          </Text>
        </Link>
        <Text size="small">{name}</Text>
        <Text size="xsmall" className="text-ui-fg-subtle">
          {part.category}
        </Text>
      </div>
      <Text size="xsmall" className="text-ui-fg-subtle">
        {[
          part.ean && `${t("parts.ean")} ${part.ean}`,
          `${t("parts.offers")} : ${number(part.offer_count)}`,
          `${t("parts.fitments")} : ${number(part.fitment_count)}`,
        ]
          .filter(Boolean)
          .join(" · ")}
      </Text>
      {part.cross_references.length > 0 && (
        <Text size="xsmall" className="break-words">
          <bdi>
            {part.cross_references
              .slice(0, 6)
              .map(({ maker, number: code }) => `${maker} ${code}`)
              .join(", ")}
          </bdi>
        </Text>
      )}
      {action && <div className="mt-auto pt-1">{action}</div>}
    </article>
  )
}
