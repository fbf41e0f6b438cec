import { toast } from "@medusajs/ui"
import { api, ApiError, FormDrawer, SelectField, TextField } from "@souk/kit/admin/ui"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { useTranslation } from "react-i18next"
import { percentOf, readPercent } from "../../../lib/percent"
import type { AdminVendor } from "../../../lib/types"

const LOCALES = ["fr", "ar", "en"] as const

const draftOf = (vendor: AdminVendor) => ({
  name: vendor.name,
  company: vendor.company,
  address: vendor.address,
  phone: vendor.phone,
  email: vendor.email,
  locale: vendor.locale,
  opening_hours: vendor.opening_hours ?? "",
  handling_days: String(vendor.handling_days),
  return_days: String(vendor.return_days),
  commission: vendor.commission_bps === null ? "" : percentOf(vendor.commission_bps),
})
type Draft = ReturnType<typeof draftOf>

const LABELS = {
  name: "name",
  company: "company",
  address: "address",
  phone: "phone",
  email: "email",
  locale: "locale",
  opening_hours: "openingHours",
  handling_days: "handlingDaysField",
  return_days: "returnDaysField",
  commission: "commissionField",
} as const satisfies Record<keyof Draft, string>

const OPTIONAL: readonly (keyof Draft)[] = ["opening_hours", "commission"]

const daysIn = (text: string) => (/^\d{1,3}$/.test(text.trim()) ? Number(text) : null)

/** What the operator may correct of a vendor's file; its RIB changes with two people, elsewhere. */
export function FileDrawer({ vendor, onClose }: { vendor: AdminVendor; onClose: () => void }) {
  const { t } = useTranslation("marketplace")
  const queryClient = useQueryClient()
  const [draft, setDraft] = useState(() => draftOf(vendor))
  const commission = draft.commission.trim() === "" ? null : readPercent(draft.commission)
  const days = { handling: daysIn(draft.handling_days), back: daysIn(draft.return_days) }
  const change = useMutation({
    mutationFn: () =>
      api<{ vendor: AdminVendor }>(`/admin/vendors/${vendor.id}`, {
        method: "POST",
        body: {
          name: draft.name.trim(),
          company: draft.company.trim(),
          address: draft.address.trim(),
          phone: draft.phone.trim(),
          email: draft.email.trim(),
          locale: draft.locale,
          opening_hours: draft.opening_hours.trim() || null,
          handling_days: days.handling,
          return_days: days.back,
          commission_bps: commission,
        },
      }),
    onSuccess: () => {
      toast.success(t("vendors.fileSaved"))
      onClose()
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: ["souk"] }),
  })

  const issues = change.error instanceof ApiError ? change.error.issues : []
  const mistakes: Partial<Record<keyof Draft, string>> = {
    ...(days.handling === null && { handling_days: t("vendors.daysInvalid") }),
    ...(days.back === null && { return_days: t("vendors.daysInvalid") }),
    ...(commission === undefined && { commission: t("vendors.commissionInvalid") }),
  }
  const text = (name: keyof Draft, hint?: string) => (
    <TextField
      name={name}
      label={t(`vendor.${LABELS[name]}`)}
      hint={hint}
      optional={OPTIONAL.includes(name) ? t("create.optional") : undefined}
      value={draft[name]}
      error={
        (draft[name].trim() === "" && !OPTIONAL.includes(name) ? t("create.required") : null) ??
        mistakes[name] ??
        issues.find(({ path }) => path.replace(/_bps$/, "") === name)?.message ??
        null
      }
      ltr={["phone", "email", "handling_days", "return_days", "commission"].includes(name)}
      onChange={(value) => setDraft((before) => ({ ...before, [name]: value }))}
    />
  )
  const isFilled = (Object.keys(draft) as (keyof Draft)[]).every(
    (name) => OPTIONAL.includes(name) || draft[name].trim() !== "",
  )
  return (
    <FormDrawer
      title={t("vendors.editFile")}
      text={t("vendors.editFileText")}
      submit={t("shop.deliverySubmit")}
      onSubmit={() => change.mutate()}
      onClose={onClose}
      error={change.error}
      isBusy={change.isPending}
      isReady={isFilled && Object.keys(mistakes).length === 0}
    >
      {text("name")}
      {text("company")}
      {text("address")}
      {text("phone")}
      {text("email")}
      <SelectField
        name="locale"
        label={t("vendor.locale")}
        value={draft.locale}
        options={LOCALES.map((value) => ({ value, label: t(`language.${value}`) }))}
        onChange={(locale) =>
          setDraft((before) => ({ ...before, locale: locale as Draft["locale"] }))
        }
      />
      {text("opening_hours")}
      {text("handling_days")}
      {text("return_days")}
      {text("commission", t("vendors.commissionHint"))}
    </FormDrawer>
  )
}
