import { Button, Label, Switch, Text, Textarea, toast } from "@medusajs/ui"
import { api, Failure, Loading, Section } from "@souk/kit/admin/ui"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { useState, type FormEvent } from "react"
import { useTranslation } from "react-i18next"
import type { VendorInvoiceSettings } from "../lib/types"
import { Field, InputField, SelectField } from "./fields"

type Props = {
  path: string
  /** Only the operator says that a vendor is exempt. */
  withExemption?: boolean
}

/** How a vendor's invoices are numbered, when they are issued and what is written on them. */
export function InvoiceSettingsForm({ path, withExemption }: Props) {
  const { data, error, refetch } = useQuery({
    queryKey: ["souk", path],
    queryFn: ({ signal }) => api<{ invoice_settings: VendorInvoiceSettings }>(path, { signal }),
  })
  if (error) return <Failure error={error} retry={() => void refetch()} />
  if (!data) return <Loading lines={8} />
  return (
    <SettingsFields path={path} settings={data.invoice_settings} withExemption={withExemption} />
  )
}

const PREFIX = /^[A-Z0-9]{1,10}$/

function SettingsFields({
  path,
  settings,
  withExemption,
}: Props & { settings: VendorInvoiceSettings }) {
  const { t } = useTranslation("marketplace")
  const queryClient = useQueryClient()
  const [draft, setDraft] = useState(settings)
  const set = (changes: Partial<VendorInvoiceSettings>) => setDraft({ ...draft, ...changes })
  const orNull = (text: string | null) => text?.trim() || null
  const saving = useMutation({
    mutationFn: () =>
      api(path, {
        method: "POST",
        body: {
          invoice_prefix: draft.invoice_prefix,
          credit_note_prefix: draft.credit_note_prefix,
          issued_when: draft.issued_when,
          is_bilingual: draft.is_bilingual,
          name_ar: orNull(draft.name_ar),
          address_ar: orNull(draft.address_ar),
          trade_register: orNull(draft.trade_register),
          footer: orNull(draft.footer),
          ...(withExemption && { exemption: orNull(draft.exemption) }),
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
  const wrong = (prefix: string) => (PREFIX.test(prefix) ? null : t("invoiceSettings.prefixHint"))
  return (
    <Section>
      <form onSubmit={submit} className="flex flex-col gap-y-5 p-5">
        <div className="grid gap-5 md:grid-cols-2">
          <InputField
            id="invoice-prefix"
            label={t("invoiceSettings.prefix")}
            hint={t("invoiceSettings.prefixHint")}
            error={wrong(draft.invoice_prefix)}
            figure
            required
            value={draft.invoice_prefix}
            onChange={(invoice_prefix) => set({ invoice_prefix })}
          />
          <InputField
            id="credit-prefix"
            label={t("invoiceSettings.creditPrefix")}
            error={wrong(draft.credit_note_prefix)}
            figure
            required
            value={draft.credit_note_prefix}
            onChange={(credit_note_prefix) => set({ credit_note_prefix })}
          />
          <SelectField
            id="issued-when"
            label={t("invoiceSettings.when")}
            hint={t("invoiceSettings.whenHint")}
            value={draft.issued_when}
            options={[
              { value: "delivered", label: t("invoiceSettings.delivered") },
              { value: "confirmed", label: t("invoiceSettings.confirmed") },
            ]}
            onChange={(value) =>
              set({ issued_when: value === "confirmed" ? "confirmed" : "delivered" })
            }
          />
          <InputField
            id="trade-register"
            label={t("invoiceSettings.tradeRegister")}
            figure
            value={draft.trade_register ?? ""}
            onChange={(trade_register) => set({ trade_register })}
          />
        </div>
        <div className="flex items-start gap-x-3">
          <Switch
            id="bilingual"
            checked={draft.is_bilingual}
            onCheckedChange={(is_bilingual) => set({ is_bilingual })}
          />
          <div>
            <Label htmlFor="bilingual" size="small" weight="plus">
              {t("invoiceSettings.bilingual")}
            </Label>
            <Text size="small" className="text-ui-fg-subtle">
              {t("invoiceSettings.bilingualHint")}
            </Text>
          </div>
        </div>
        {draft.is_bilingual && (
          <div className="grid gap-5 md:grid-cols-2" dir="rtl" lang="ar">
            <InputField
              id="name-ar"
              label={t("invoiceSettings.nameAr")}
              value={draft.name_ar ?? ""}
              onChange={(name_ar) => set({ name_ar })}
            />
            <InputField
              id="address-ar"
              label={t("invoiceSettings.addressAr")}
              value={draft.address_ar ?? ""}
              onChange={(address_ar) => set({ address_ar })}
            />
          </div>
        )}
        <Field
          id="invoice-footer"
          label={t("invoiceSettings.footer")}
          hint={t("invoiceSettings.footerHint")}
        >
          <Textarea
            id="invoice-footer"
            rows={2}
            maxLength={400}
            value={draft.footer ?? ""}
            onChange={(event) => set({ footer: event.target.value.replace(/\s+/g, " ") })}
          />
        </Field>
        {withExemption && (
          <InputField
            id="exemption"
            label={t("invoiceSettings.exemption")}
            hint={t("invoiceSettings.exemptionHint")}
            value={draft.exemption ?? ""}
            onChange={(exemption) => set({ exemption })}
          />
        )}
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
            disabled={Boolean(wrong(draft.invoice_prefix) ?? wrong(draft.credit_note_prefix))}
          >
            {t("invoiceSettings.save")}
          </Button>
        </div>
      </form>
    </Section>
  )
}
