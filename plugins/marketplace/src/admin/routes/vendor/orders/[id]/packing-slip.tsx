import { formatPhone, useFormat } from "@souk/kit/admin/ui"
import { createPortal } from "react-dom"
import { useTranslation } from "react-i18next"
import { referenceOf } from "../../../../components/order-lines"
import { usePlaces } from "../../../../lib/places"
import type { VendorOrder } from "../../../../lib/types"
import { useViewer } from "../../../../shell/viewer"

// Sans prix : le bordereau passe par bien des mains, les montants ne regardent que le vendeur et l'acheteur.
/** What goes into the parcel. Seen on paper alone. */
export function PackingSlip({ order }: { order: VendorOrder }) {
  const { t } = useTranslation("marketplace")
  const { date } = useFormat()
  const { governorate, delegation } = usePlaces("vendor")
  const { data: viewer } = useViewer()
  if (viewer?.kind !== "vendor") return null
  const { vendor } = viewer
  const { buyer } = order
  return createPortal(
    <article className="souk-slip" aria-hidden>
      <header>
        <div>
          <h1>{t("slip.title")}</h1>
          <p>
            <bdi>{order.number}</bdi> · {date(order.created_at)}
          </p>
        </div>
        <p>{t(`payment.${order.payment_method}`, order.payment_method)}</p>
      </header>
      <div className="souk-slip-parties">
        <div>
          <h2>{t("slip.from")}</h2>
          <p>{vendor.name}</p>
          <p>{vendor.address}</p>
          <p>
            {[delegation(vendor.delegation_code), governorate(vendor.governorate_code)].join(", ")}
          </p>
          <p>{formatPhone(vendor.phone)}</p>
        </div>
        <div>
          <h2>{t("slip.to")}</h2>
          <p>{buyer.name}</p>
          <p>{buyer.address_1}</p>
          <p>{[buyer.locality, delegation(buyer.delegation_code)].filter(Boolean).join(", ")}</p>
          <p>{governorate(buyer.governorate_code)}</p>
          {buyer.phone && <p>{formatPhone(buyer.phone)}</p>}
        </div>
      </div>
      <table>
        <thead>
          <tr>
            <th>{t("slip.part")}</th>
            <th>{t("slip.reference")}</th>
            <th>{t("slip.quantity")}</th>
          </tr>
        </thead>
        <tbody>
          {order.lines
            .filter((line) => line.kind === "goods")
            .map((line) => (
              <tr key={line.id}>
                <td>
                  {line.title}
                  {line.claim?.vehicle_label && (
                    <>
                      <br />
                      {t("order.forVehicle", {
                        vehicle: `\u2068${line.claim.vehicle_label}\u2069`,
                      })}
                    </>
                  )}
                </td>
                <td>
                  <bdi>{referenceOf(line)}</bdi>
                </td>
                <td>{line.quantity}</td>
              </tr>
            ))}
        </tbody>
      </table>
      <footer>{t("slip.thanks", { vendor: vendor.name })}</footer>
    </article>,
    document.body,
  )
}
