import { Textarea, toast } from "@medusajs/ui"
import { api, FormDrawer, parseMoney } from "@souk/kit/admin/ui"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { useTranslation } from "react-i18next"
import { Field, InputField, SelectField } from "../../../components/fields"
import { useAccountOptions } from "../../../lib/accounts"

export function AdjustmentDrawer({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("marketplace")
  const queryClient = useQueryClient()
  const options = useAccountOptions()
  const [reason, setReason] = useState("")
  const [debit, setDebit] = useState<string | null>(null)
  const [credit, setCredit] = useState<string | null>(null)
  const [amount, setAmount] = useState("")
  const millimes = parseMoney(amount)
  const preparation = useMutation({
    mutationFn: () =>
      api("/admin/ledger-adjustments", {
        method: "POST",
        body: {
          reason: reason.trim(),
          debit_account: debit,
          credit_account: credit,
          amount_millimes: millimes,
        },
      }),
    onSuccess: () => {
      toast.success(t("adjust.prepared"))
      onClose()
      return queryClient.invalidateQueries({ queryKey: ["souk"] })
    },
  })
  const submit = () => {
    preparation.mutate()
  }
  return (
    <FormDrawer
      title={t("adjust.create")}
      text={t("adjust.text")}
      submit={t("adjust.submit")}
      error={preparation.error}
      isBusy={preparation.isPending}
      isReady={reason.trim().length >= 3 && Boolean(debit && credit && millimes)}
      onClose={onClose}
      onSubmit={submit}
    >
      <Field id="adjust-reason" label={t("adjust.reason")} hint={t("adjust.reasonHint")}>
        <Textarea
          id="adjust-reason"
          rows={3}
          aria-required
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </Field>
      <SelectField
        id="adjust-debit"
        label={t("adjust.debit")}
        placeholder={t("create.choose")}
        value={debit}
        options={options}
        onChange={setDebit}
      />
      <SelectField
        id="adjust-credit"
        label={t("adjust.credit")}
        hint={t("adjust.creditHint")}
        placeholder={t("create.choose")}
        value={credit}
        options={options}
        onChange={setCredit}
      />
      <InputField
        id="adjust-amount"
        label={t("adjust.amount")}
        figure
        required
        value={amount}
        error={amount !== "" && !millimes ? t("rules.amountInvalid") : null}
        onChange={setAmount}
      />
    </FormDrawer>
  )
}
