import { Phone } from "@medusajs/icons"
import { Fact, Facts, formatPhone, Section } from "@souk/kit/admin/ui"
import { useTranslation } from "react-i18next"
import { usePlaces } from "../../../../lib/places"
import type { VendorOrder } from "../../../../lib/types"

export function BuyerSection({ order: { buyer, payment_method } }: { order: VendorOrder }) {
  const { t } = useTranslation("marketplace")
  const { governorate, delegation } = usePlaces("vendor")
  return (
    <Section title={t("order.buyer")}>
      <Facts>
        <Fact label={t("order.name")}>{buyer.name}</Fact>
        <Fact label={t("order.phone")}>
          {buyer.phone && (
            <a
              href={`tel:+216${buyer.phone.replace(/^\+216/, "")}`}
              className="text-ui-fg-interactive hover:text-ui-fg-interactive-hover inline-flex items-center gap-x-1.5 py-1"
            >
              <Phone />
              {formatPhone(buyer.phone)}
            </a>
          )}
        </Fact>
        <Fact label={t("order.address")}>
          <address className="not-italic">
            <bdi>{buyer.address_1}</bdi>
            <br />
            {[buyer.locality, delegation(buyer.delegation_code)].filter(Boolean).join(", ")}
            <br />
            {governorate(buyer.governorate_code)}
          </address>
        </Fact>
        <Fact label={t("order.payment")}>{t(`payment.${payment_method}`, payment_method)}</Fact>
      </Facts>
    </Section>
  )
}
