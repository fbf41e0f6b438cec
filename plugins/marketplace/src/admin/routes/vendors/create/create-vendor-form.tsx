import { Button, Text, toast } from "@medusajs/ui"
import {
  api,
  ApiError,
  Fields,
  parseMoney,
  Section,
  SelectField,
  TextField,
  type TextFieldProps,
} from "@souk/kit/admin/ui"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { useState, type FormEvent } from "react"
import { useTranslation } from "react-i18next"
import { useNavigate } from "react-router-dom"
import { usePlaces } from "../../../lib/places"
import type { AdminVendor } from "../../../lib/types"

const EMPTY = {
  name: "",
  handle: "",
  company: "",
  tax_number: "",
  rib: "",
  governorate_code: "",
  delegation_code: "",
  address: "",
  phone: "",
  email: "",
  opening_hours: "",
  shipping_fee: "",
}
type Draft = typeof EMPTY

const OPTIONAL: readonly (keyof Draft)[] = ["rib", "opening_hours"]

/** The answer names a field as its route does; the form asks the fee in dinars. */
const FIELD_OF: Record<string, keyof Draft> = { shipping_fee_millimes: "shipping_fee" }

export function CreateVendorForm() {
  const { t } = useTranslation("marketplace")
  const { governorates, nameOf } = usePlaces("admin")
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const [draft, setDraft] = useState(EMPTY)
  const [isHandleTyped, setHandleTyped] = useState(false)
  const [isTried, setTried] = useState(false)

  const fields = Object.keys(draft) as (keyof Draft)[]
  const missing = fields.filter((field) => !OPTIONAL.includes(field) && draft[field].trim() === "")

  const creation = useMutation({
    mutationFn: (body: unknown) =>
      api<{ vendor: AdminVendor }>("/admin/vendors", { method: "POST", body }),
    onSuccess: async ({ vendor }) => {
      await queryClient.invalidateQueries({ queryKey: ["souk"] })
      toast.success(t("create.done", { vendor: vendor.name }))
      navigate(`/vendors/${vendor.id}`)
    },
  })

  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    const fee = parseMoney(draft.shipping_fee)
    if (fee === null || missing.length > 0) return
    const { shipping_fee: _typed, rib, opening_hours, ...file } = draft
    creation.mutate({
      ...file,
      rib: rib.replace(/\s/g, "") || null,
      opening_hours: opening_hours.trim() || null,
      shipping_fee_millimes: fee,
    })
  }

  const set = (changes: Partial<Draft>) => setDraft((before) => ({ ...before, ...changes }))
  const issues = creation.error instanceof ApiError ? creation.error.issues : []
  const errorOf = (field: keyof Draft) => {
    if (isTried && missing.includes(field)) return t("create.required")
    if (isTried && field === "shipping_fee" && parseMoney(draft.shipping_fee) === null) {
      return t("create.feeInvalid", { typed: draft.shipping_fee })
    }
    return issues.find(({ path }) => (FIELD_OF[path] ?? path) === field)?.message ?? null
  }
  const text = (name: keyof Draft, options: Partial<TextFieldProps> = {}) => (
    <TextField
      name={name}
      label={t(`vendor.${LABELS[name]}`)}
      value={draft[name]}
      error={errorOf(name)}
      onChange={(value) => set({ [name]: value })}
      {...options}
    />
  )
  const delegations =
    governorates.find(({ code }) => code === draft.governorate_code)?.delegations ?? []

  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-y-3">
      <Section title={t("shop.identity")}>
        <Fields>
          <TextField
            name="name"
            label={t("vendor.name")}
            value={draft.name}
            error={errorOf("name")}
            onChange={(name) => set(isHandleTyped ? { name } : { name, handle: handleFrom(name) })}
          />
          <TextField
            name="handle"
            label={t("vendor.handle")}
            hint={t("create.handleHint")}
            value={draft.handle}
            error={errorOf("handle")}
            ltr
            onChange={(handle) => {
              setHandleTyped(true)
              set({ handle })
            }}
          />
          {text("company")}
          {text("tax_number", { hint: t("create.taxNumberHint"), ltr: true })}
          {text("rib", {
            hint: t("create.ribHint"),
            optional: t("create.optional"),
            ltr: true,
            inputMode: "numeric",
          })}
        </Fields>
      </Section>
      <Section title={t("create.contact")}>
        <Fields>
          <SelectField
            name="governorate_code"
            label={t("vendor.governorate")}
            value={draft.governorate_code}
            placeholder={t("create.choose")}
            error={errorOf("governorate_code")}
            options={governorates.map((place) => ({ value: place.code, label: nameOf(place) }))}
            onChange={(governorate_code) => set({ governorate_code, delegation_code: "" })}
          />
          <SelectField
            name="delegation_code"
            label={t("vendor.delegation")}
            value={draft.delegation_code}
            placeholder={t("create.choose")}
            error={errorOf("delegation_code")}
            options={delegations.map((place) => ({ value: place.code, label: nameOf(place) }))}
            onChange={(delegation_code) => set({ delegation_code })}
          />
          {text("address")}
          {text("phone", { hint: t("create.phoneHint"), ltr: true, inputMode: "tel" })}
          {text("email", { type: "email", ltr: true })}
        </Fields>
      </Section>
      <Section title={t("shop.selling")}>
        <Fields>
          {text("shipping_fee", { hint: t("create.feeHint"), ltr: true, inputMode: "decimal" })}
          {text("opening_hours", { optional: t("create.optional") })}
        </Fields>
      </Section>
      <div className="flex flex-wrap items-center justify-end gap-3 pb-4">
        {creation.error && (
          <Text role="alert" size="small" className="text-ui-fg-error me-auto">
            {creation.error.message}
          </Text>
        )}
        <Button type="button" size="small" variant="secondary" onClick={() => navigate("/vendors")}>
          {t("move.cancel")}
        </Button>
        <Button type="submit" size="small" isLoading={creation.isPending}>
          {t("create.submit")}
        </Button>
      </div>
    </form>
  )
}

const LABELS: Record<keyof Draft, string> = {
  name: "name",
  handle: "handle",
  company: "company",
  tax_number: "taxNumber",
  rib: "rib",
  governorate_code: "governorate",
  delegation_code: "delegation",
  address: "address",
  phone: "phone",
  email: "email",
  opening_hours: "openingHours",
  shipping_fee: "shippingFee",
}

function handleFrom(name: string): string {
  return name
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "")
    .slice(0, 60)
}
