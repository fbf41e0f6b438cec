import { useTranslation } from "react-i18next"
import { accounts, OWN_ACCOUNTS } from "../../domain/accounts"
import { useCarrierName } from "./carriers"
import { useCommissionScopes } from "./commission"
import type { LedgerAccount } from "./types"

/** Brands, written the same in every language. */
const GATEWAYS: Record<string, string> = {
  clictopay: "ClicToPay",
  konnect: "Konnect",
  flouci: "Flouci",
  paymee: "Paymee",
  stripe: "Stripe",
  paypal: "PayPal",
}

/** The name of an account: a vendor's own, who holds the buyers' money, or a word of the dictionary. */
export function useAccountName() {
  const { t } = useTranslation("marketplace")
  const carrierName = useCarrierName()
  return ({ account, vendor }: Pick<LedgerAccount, "account" | "vendor">) => {
    const [family, holder = ""] = account.split("/")
    if (vendor) return vendor.name
    if (family === "carriers") return t("account.carrier", { carrier: carrierName(holder) })
    if (family === "gateways") {
      // Medusa's name of a provider: `pp_clictopay_clictopay`.
      const gateway = holder.split("_")[1] ?? holder
      return t("account.gateway", { gateway: GATEWAYS[gateway] ?? holder })
    }
    return t(`account.${account}`, { defaultValue: account })
  }
}

/** Every account that an adjustment may name. */
export function useAccountOptions(): { value: string; label: string }[] {
  const scopes = useCommissionScopes()
  const accountName = useAccountName()
  return [
    ...OWN_ACCOUNTS.map((account) => ({
      value: account,
      label: accountName({ account, vendor: null }),
    })),
    ...(scopes?.vendors ?? []).map(({ id, name }) => ({
      value: accounts.vendor(id),
      label: name,
    })),
  ]
}
