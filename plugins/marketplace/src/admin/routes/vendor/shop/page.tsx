import { BuildingStorefront } from "@medusajs/icons"
import { Button } from "@medusajs/ui"
import {
  addVendorPage,
  Fact,
  Facts,
  formatPhone,
  PageHeader,
  Section,
  useFormat,
} from "@souk/kit/admin/ui"
import i18n from "i18next"
import { useState } from "react"
import { useTranslation } from "react-i18next"
import { VendorStatusBadge } from "../../../components/status"
import { VendorNotice } from "../../../components/vendor-notice"
import { usePlaces } from "../../../lib/places"
import { useViewer } from "../../../shell/viewer"
import { DeliveryDrawer } from "./delivery-drawer"

export default function VendorShop() {
  const { t } = useTranslation("marketplace")
  const { money, days } = useFormat()
  const { governorate, delegation } = usePlaces("vendor")
  const { data: viewer } = useViewer()
  const [isEditing, setEditing] = useState(false)
  if (viewer?.kind !== "vendor") return null
  const { vendor, member } = viewer
  return (
    <>
      <PageHeader
        title={vendor.name}
        badge={<VendorStatusBadge status={vendor.status} />}
        text={t("shop.text")}
      />
      <VendorNotice vendor={vendor} />
      <Section title={t("shop.identity")}>
        <Facts>
          <Fact label={t("vendor.company")}>{vendor.company}</Fact>
          <Fact label={t("vendor.taxNumber")}>
            <bdi>{vendor.tax_number}</bdi>
          </Fact>
          <Fact label={t("vendor.rib")}>
            {vendor.rib_masked ? <bdi>{vendor.rib_masked}</bdi> : t("vendor.ribMissing")}
          </Fact>
          <Fact label={t("vendor.address")}>
            {[
              vendor.address,
              delegation(vendor.delegation_code),
              governorate(vendor.governorate_code),
            ].join(", ")}
          </Fact>
          <Fact label={t("vendor.phone")}>{formatPhone(vendor.phone)}</Fact>
          <Fact label={t("vendor.email")}>{vendor.email}</Fact>
          <Fact label={t("vendor.locale")}>{t(`language.${vendor.locale}`)}</Fact>
        </Facts>
      </Section>
      <Section
        title={t("shop.selling")}
        aside={
          vendor.status === "approved" && (
            <Button size="small" variant="secondary" onClick={() => setEditing(true)}>
              {t("shop.changeDelivery")}
            </Button>
          )
        }
      >
        <Facts>
          <Fact label={t("vendor.openingHours")}>{vendor.opening_hours}</Fact>
          <Fact label={t("vendor.handlingDays")}>{days(vendor.handling_days)}</Fact>
          <Fact label={t("vendor.returnDays")}>{days(vendor.return_days)}</Fact>
          <Fact label={t("vendor.shippingFee")}>{money(vendor.shipping_fee_millimes)}</Fact>
          <Fact label={t("shop.freeFrom")}>
            {vendor.free_shipping_from_millimes === null
              ? t("shop.neverFree")
              : money(vendor.free_shipping_from_millimes)}
          </Fact>
          <Fact label={t("vendor.handle")}>
            <bdi>{vendor.handle}</bdi>
          </Fact>
        </Facts>
      </Section>
      <Section title={t("shop.account")}>
        <Facts>
          <Fact label={t("vendor.email")}>{member.email}</Fact>
          <Fact label={t("vendor.role")}>{t(`role.${member.role}`)}</Fact>
        </Facts>
      </Section>
      {isEditing && <DeliveryDrawer vendor={vendor} onClose={() => setEditing(false)} />}
    </>
  )
}

export const handle = { breadcrumb: () => i18n.t("menu.shop", { ns: "marketplace" }) }

addVendorPage({
  to: "/vendor/shop",
  label: "menu.shop",
  ns: "marketplace",
  icon: BuildingStorefront,
  rank: 40,
})
