import { api, isolated } from "@souk/kit/admin/ui"
import { useTranslation } from "react-i18next"
import type { OrderSlice } from "../lib/types"
import { AskTwice } from "./ask-twice"

/** The operator says that a parcel arrived: the cash is booked with its carrier, for good. */
export function DeliverOrder({ slice }: { slice: OrderSlice }) {
  const { t } = useTranslation("marketplace")
  const number = isolated(slice.number)
  return (
    <AskTwice
      action={t("deliver.action")}
      title={t("deliver.title", { number })}
      text={t("deliver.text")}
      submit={t("deliver.submit")}
      done={t("deliver.done", { number })}
      run={() => api(`/admin/vendor-orders/${slice.id}/deliveries`, { method: "POST" })}
      isOffered={slice.status === "shipped" || slice.status === "undelivered"}
    />
  )
}
