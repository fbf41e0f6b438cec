import type { z } from "@medusajs/framework/zod"
import { Tag } from "@medusajs/icons"
import { Button, StatusBadge, Text } from "@medusajs/ui"
import { addVendorPage, PageHeader, RecordList, useFormat, type Json } from "@souk/kit/admin/ui"
import i18n from "i18next"
import { useTranslation } from "react-i18next"
import { Link } from "react-router-dom"
import type { vendorOffersResponse } from "../../../../api/schemas"

type Offer = Json<z.infer<typeof vendorOffersResponse>>["offers"][number]

const STATUSES = ["published", "proposed", "draft", "rejected"] as const

const LOW_STOCK = 3

/** Medusa's badge has left and right sides; Arabic begins at the other end. */
const SIDES = "rtl:pl-1.5 rtl:pr-0.5"

export default function VendorOffers() {
  const { t } = useTranslation("parts")
  const { money } = useFormat()
  const priceOf = (offer: Offer) =>
    offer.price_millimes === null ? t("offers.noPrice") : money(offer.price_millimes)
  const create = (
    <Button size="small" asChild>
      <Link to="/vendor/offers/create">{t("offers.create")}</Link>
    </Button>
  )
  return (
    <>
      <PageHeader title={t("offers.title")} text={t("offers.text")} actions={create} />
      <RecordList<Offer>
        path="/vendor/offers"
        rows="offers"
        tabs={STATUSES.map((value) => ({ value, label: t(`productStatus.${value}`) }))}
        searchLabel={t("offers.search")}
        idOf={(offer) => offer.id}
        hrefOf={(offer) => `/vendor/offers/${offer.id}`}
        columns={[
          { header: t("offers.part"), cell: (offer) => <Part offer={offer} /> },
          { header: t("offers.condition"), cell: (offer) => t(`condition.${offer.condition}`) },
          { header: t("offers.status"), cell: (offer) => <Status offer={offer} /> },
          { header: t("offers.stock"), cell: (offer) => <Stock offer={offer} />, numeric: true },
          { header: t("offers.price"), cell: priceOf, numeric: true },
          {
            header: t("declare.link"),
            cell: (offer) => <FitmentsLink offer={offer} />,
            numeric: true,
          },
        ]}
        card={(offer) => (
          <div className="flex flex-col gap-y-1.5">
            <div className="flex items-start justify-between gap-x-3">
              <Part offer={offer} />
              <Text size="small" weight="plus" className="whitespace-nowrap tabular-nums">
                {priceOf(offer)}
              </Text>
            </div>
            <div className="text-ui-fg-subtle flex items-center justify-between gap-x-3">
              <Stock offer={offer} />
              <span>
                {t(`condition.${offer.condition}`)}
                {offer.status !== "published" && ` · ${t(`productStatus.${offer.status}`)}`}
              </span>
            </div>
          </div>
        )}
        empty={{ title: t("offers.empty.title"), text: t("offers.empty.text"), action: create }}
      />
    </>
  )
}

function Part({ offer }: { offer: Offer }) {
  return (
    <div className="min-w-0 py-1">
      <Text
        size="small"
        weight="plus"
        leading="compact"
        className="text-ui-fg-base whitespace-normal md:min-w-[220px] md:max-w-[360px]"
      >
        {offer.title}
      </Text>
      <Text size="xsmall" className="text-ui-fg-subtle">
        <bdi>{[offer.brand, offer.mpn, offer.sku].filter(Boolean).join(" · ")}</bdi>
      </Text>
    </div>
  )
}

/**
 * Goods that are no part of the catalogue are declared to fit nothing. It lies above the row's own
 * link, which opens the offer; a phone finds it on the offer's page.
 */
function FitmentsLink({ offer }: { offer: Offer }) {
  const { t } = useTranslation("parts")
  if (offer.identity !== "linked") return null
  return (
    <Link
      to={`/vendor/offers/${offer.id}/fitments`}
      className="text-ui-fg-interactive txt-compact-small relative z-[1] w-fit py-1"
    >
      {t("declare.link")}
    </Link>
  )
}

/** What may still be sold: stock less what waits in orders. */
function Stock({ offer }: { offer: Offer }) {
  const { t } = useTranslation("parts")
  const { number } = useFormat()
  const free = offer.stock - offer.reserved
  return (
    <span className="inline-flex flex-wrap items-center justify-end gap-x-2">
      <StatusBadge
        className={SIDES}
        color={free <= 0 ? "red" : free <= LOW_STOCK ? "orange" : "green"}
      >
        {t("offers.available", { pieces: number(Math.max(0, free)) })}
      </StatusBadge>
      {offer.reserved > 0 && (
        <Text as="span" size="xsmall" className="text-ui-fg-muted">
          {t("offers.reserved", { pieces: number(offer.reserved) })}
        </Text>
      )}
    </span>
  )
}

function Status({ offer }: { offer: Offer }) {
  const { t } = useTranslation("parts")
  return (
    <StatusBadge className={SIDES} color={offer.status === "published" ? "green" : "grey"}>
      {t(`productStatus.${offer.status}`)}
    </StatusBadge>
  )
}

export const handle = { breadcrumb: () => i18n.t("offers.menu", { ns: "parts" }) }

addVendorPage({ to: "/vendor/offers", label: "offers.menu", ns: "parts", icon: Tag, rank: 30 })
