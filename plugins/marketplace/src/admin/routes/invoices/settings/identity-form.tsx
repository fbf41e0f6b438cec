import { Button, Text, toast } from "@medusajs/ui"
import { api, parseMoney } from "@souk/kit/admin/ui"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { useState, type FormEvent } from "react"
import { useTranslation } from "react-i18next"
import { InputField, SelectField } from "../../../components/fields"
import { moneyText } from "../../../lib/commission"
import type { MarketplaceIdentity } from "../../../lib/types"

const FIELDS = [
  "name",
  "tax_number",
  "trade_register",
  "address",
  "phone",
  "email",
  "footer",
] as const
type FieldName = (typeof FIELDS)[number]

const LABELS: Record<FieldName, string> = {
  name: "name",
  tax_number: "taxNumber",
  trade_register: "tradeRegister",
  address: "address",
  phone: "phone",
  email: "email",
  footer: "footer",
}
const REQUIRED: FieldName[] = ["name", "tax_number", "address"]
const FIGURES: FieldName[] = ["tax_number", "trade_register", "phone", "email"]

export function IdentityForm({ identity }: { identity: MarketplaceIdentity | null }) {
  const { t } = useTranslation("marketplace")
  const queryClient = useQueryClient()
  const [draft, setDraft] = useState<Record<FieldName, string>>(() => ({
    name: identity?.name ?? "",
    tax_number: identity?.tax_number ?? "",
    trade_register: identity?.trade_register ?? "",
    address: identity?.address ?? "",
    phone: identity?.phone ?? "",
    email: identity?.email ?? "",
    footer: identity?.footer ?? "",
  }))
  const [stamp, setStamp] = useState(moneyText(identity?.stamp_millimes ?? 1000))
  const [payer, setPayer] = useState<string | null>(identity?.stamp_payer ?? "vendor")
  const stampMillimes = parseMoney(stamp)
  const saving = useMutation({
    mutationFn: () =>
      api("/admin/invoice-settings", {
        method: "POST",
        body: {
          ...Object.fromEntries(
            FIELDS.map((name) => [
              name,
              draft[name].trim() || (REQUIRED.includes(name) ? "" : null),
            ]),
          ),
          stamp_millimes: stampMillimes,
          stamp_payer: payer,
        },
      }),
    onSuccess: () => {
      toast.success(t("invoiceSettings.saved"))
      return queryClient.invalidateQueries({ queryKey: ["souk"] })
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    saving.mutate()
  }
  const hintOf = (name: FieldName) =>
    name === "tax_number"
      ? t("invoiceSettings.taxNumberHint")
      : name === "footer"
        ? t("invoiceSettings.footerHint")
        : REQUIRED.includes(name)
          ? undefined
          : t("invoiceSettings.optional")
  return (
    <form onSubmit={submit} className="flex flex-col gap-y-5 p-5">
      <div className="grid gap-5 md:grid-cols-2">
        {FIELDS.map((name) => (
          <InputField
            key={name}
            id={`identity-${name}`}
            label={t(`invoiceSettings.${LABELS[name]}`)}
            hint={hintOf(name)}
            figure={FIGURES.includes(name)}
            required={REQUIRED.includes(name)}
            value={draft[name]}
            onChange={(value) => setDraft({ ...draft, [name]: value })}
          />
        ))}
        <InputField
          id="identity-stamp"
          label={t("invoiceSettings.stamp")}
          hint={t("invoiceSettings.stampHint")}
          error={stampMillimes === null ? t("rules.amountInvalid") : null}
          figure
          required
          value={stamp}
          onChange={setStamp}
        />
        <SelectField
          id="identity-stamp-payer"
          label={t("invoiceSettings.stampPayer")}
          value={payer}
          options={(["vendor", "buyer"] as const).map((value) => ({
            value,
            label: t(`invoiceSettings.stampPaidBy.${value}`),
          }))}
          onChange={setPayer}
        />
      </div>
      {saving.error && (
        <Text role="alert" size="small" className="text-ui-fg-error">
          {saving.error.message}
        </Text>
      )}
      <div>
        <Button
          type="submit"
          size="small"
          isLoading={saving.isPending}
          disabled={stampMillimes === null || REQUIRED.some((name) => !draft[name].trim())}
        >
          {t("invoiceSettings.save")}
        </Button>
      </div>
    </form>
  )
}
