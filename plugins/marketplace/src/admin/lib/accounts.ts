import { useTranslation } from "react-i18next"
import { accounts, OWN_ACCOUNTS } from "../../domain/accounts"
import { useCommissionScopes } from "./commission"
import type { LedgerAccount } from "./types"

/** The name of an account: a vendor's own, or a word of the dictionary. */
export function useAccountName() {
  const { t } = useTranslation("marketplace")
  return ({ account, vendor }: Pick<LedgerAccount, "account" | "vendor">) =>
    vendor?.name ?? t(`account.${account}`, { defaultValue: account })
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
