import { Alert, Button } from "@medusajs/ui"
import { Fact, Facts, formatPhone, Section, useFormat } from "@souk/kit/admin/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"
import { usePlaces } from "../../../lib/places"
import type { AdminVendor } from "../../../lib/types"
import { FileDrawer } from "./file-drawer"

export function FactsSections({ vendor }: { vendor: AdminVendor }) {
  const { t } = useTranslation("marketplace")
  const { money, rate, number, days, date } = useFormat()
  const { governorate, delegation } = usePlaces("admin")
  const [isEditing, setEditing] = useState(false)
  return (
    <>
      <Section
        title={t("shop.identity")}
        aside={
          <Button size="small" variant="secondary" onClick={() => setEditing(true)}>
            {t("vendors.edit")}
          </Button>
        }
      >
        {vendor.tax_number_warning && (
          <Alert variant="warning" className="mx-5 mt-4">
            {t("vendors.taxWarning")}
          </Alert>
        )}
        <Facts>
          <Fact label={t("vendor.company")}>{vendor.company}</Fact>
          <Fact label={t("vendor.taxNumber")}>
            <bdi>{vendor.tax_number}</bdi>
          </Fact>
          <Fact label={t("vendor.address")}>
            {[
              vendor.address,
              delegation(vendor.delegation_code),
              governorate(vendor.governorate_code),
            ].join(", ")}
          </Fact>
          <Fact label={t("vendor.phone")}>
            <a href={`tel:+216${vendor.phone}`} className="text-ui-fg-interactive">
              {formatPhone(vendor.phone)}
            </a>
          </Fact>
          <Fact label={t("vendor.email")}>
            <a href={`mailto:${vendor.email}`} className="text-ui-fg-interactive">
              {vendor.email}
            </a>
          </Fact>
          <Fact label={t("vendor.locale")}>{t(`language.${vendor.locale}`)}</Fact>
          <Fact label={t("vendor.since")}>{date(vendor.created_at)}</Fact>
        </Facts>
      </Section>
      <Section title={t("vendors.money")}>
        <Facts>
          <Fact label={t("vendor.rib")}>
            {vendor.rib ? <bdi>{spaced(vendor.rib)}</bdi> : t("vendor.ribMissing")}
          </Fact>
          <Fact label={t("vendor.iban")}>{vendor.iban && <bdi>{spaced(vendor.iban)}</bdi>}</Fact>
          <Fact label={t("vendor.commission")}>
            {vendor.commission_bps === null
              ? t("vendors.defaultCommission")
              : rate(vendor.commission_bps)}
          </Fact>
        </Facts>
      </Section>
      <Section title={t("shop.selling")}>
        <Facts>
          <Fact label={t("vendor.offers")}>{number(vendor.offer_count)}</Fact>
          <Fact label={t("vendor.shippingFee")}>{money(vendor.shipping_fee_millimes)}</Fact>
          <Fact label={t("vendor.openingHours")}>{vendor.opening_hours}</Fact>
          <Fact label={t("vendor.handlingDays")}>{days(vendor.handling_days)}</Fact>
          <Fact label={t("vendor.returnDays")}>{days(vendor.return_days)}</Fact>
        </Facts>
      </Section>
      {isEditing && <FileDrawer vendor={vendor} onClose={() => setEditing(false)} />}
    </>
  )
}

/** Account numbers are read and compared four by four. */
function spaced(account: string): string {
  return account.replace(/(.{4})(?=.)/g, "$1 ")
}
