import { Checkbox, Hint, Label, toast } from "@medusajs/ui"
import { api, FormDrawer, parseMoney } from "@souk/kit/admin/ui"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { useTranslation } from "react-i18next"
import { readPercent } from "../lib/percent"
import { categoryOptions, namedOptions, useCommissionScopes } from "../lib/commission"
import { InputField, SelectField } from "./fields"

const CODE = /^[A-Z0-9][A-Z0-9-]{2,29}$/
const EMPTY = {
  code: "",
  name: "",
  value: "",
  minimum: "",
  max_uses: "",
  max_uses_per_buyer: "",
  starts_at: "",
  ends_at: "",
  share: "100",
}

/** Empty is null; what is no whole number from 1 on is undefined. */
function countOf(text: string): number | null | undefined {
  if (text.trim() === "") return null
  return /^[1-9]\d{0,5}$/.test(text.trim()) ? Number(text) : undefined
}

/** Minuit, à Tunis. */
const dayOf = (day: string) => (day ? `${day}T00:00:00+01:00` : null)

export function CouponDrawer({ side, onClose }: { side: "admin" | "vendor"; onClose: () => void }) {
  const { t } = useTranslation("marketplace")
  const queryClient = useQueryClient()
  const [fields, setFields] = useState(EMPTY)
  const [kind, setKind] = useState<string | null>("percent")
  const [vendor, setVendor] = useState<string | null>(null)
  const [isPublic, setPublic] = useState(false)
  const [category, setCategory] = useState<string | null>(null)
  const set = (name: keyof typeof EMPTY) => (value: string) =>
    setFields((before) => ({ ...before, [name]: value }))

  const code = fields.code.trim().toUpperCase()
  const percent = kind === "percent" ? (readPercent(fields.value) ?? null) : null
  const amount = kind === "amount" ? parseMoney(fields.value) : null
  const minimum = fields.minimum === "" ? 0 : parseMoney(fields.minimum)
  const maxUses = countOf(fields.max_uses)
  const maxPerBuyer = countOf(fields.max_uses_per_buyer)
  const share = vendor ? (readPercent(fields.share) ?? null) : 10_000
  const isReady =
    CODE.test(code) &&
    fields.name.trim() !== "" &&
    Boolean(percent ?? amount) &&
    minimum !== null &&
    maxUses !== undefined &&
    maxPerBuyer !== undefined &&
    share !== null
  const creation = useMutation({
    mutationFn: () =>
      api(`/${side}/coupons`, {
        method: "POST",
        body: {
          code,
          name: fields.name.trim(),
          percent_bps: percent,
          amount_millimes: amount,
          minimum_millimes: minimum,
          max_uses: maxUses,
          max_uses_per_buyer: maxPerBuyer,
          starts_at: dayOf(fields.starts_at),
          ends_at: dayOf(fields.ends_at),
          category_id: category,
          is_public: isPublic,
          ...(side === "admin" && { vendor_id: vendor, marketplace_bps: share }),
        },
      }),
    onSuccess: () => {
      toast.success(t("coupons.created"))
      onClose()
      return queryClient.invalidateQueries({ queryKey: ["souk"] })
    },
  })
  const submit = () => {
    creation.mutate()
  }
  const wrong = (isWrong: boolean, key: string) => (isWrong ? t(key) : null)
  return (
    <FormDrawer
      title={t("coupons.create")}
      text={t(side === "admin" ? "coupons.text" : "coupons.mineText")}
      submit={t("coupons.submit")}
      error={creation.error}
      isBusy={creation.isPending}
      isReady={isReady}
      onClose={onClose}
      onSubmit={submit}
    >
      <InputField
        id="coupon-code"
        label={t("coupons.code")}
        hint={t("coupons.codeHint")}
        error={wrong(code !== "" && !CODE.test(code), "coupons.codeHint")}
        required
        value={fields.code}
        onChange={set("code")}
      />
      <InputField
        id="coupon-name"
        label={t("coupons.name")}
        required
        value={fields.name}
        onChange={set("name")}
      />
      <SelectField
        id="coupon-kind"
        label={t("coupons.kind")}
        value={kind}
        options={["percent", "amount"].map((value) => ({
          value,
          label: t(`coupons.${value}`),
        }))}
        onChange={setKind}
      />
      <InputField
        id="coupon-value"
        label={t(kind === "percent" ? "coupons.percentValue" : "coupons.amount")}
        figure
        required
        error={wrong(fields.value !== "" && !(percent ?? amount), "rules.amountInvalid")}
        value={fields.value}
        onChange={set("value")}
      />
      {side === "admin" && (
        <AdminScopes
          vendor={vendor}
          onVendor={setVendor}
          category={category}
          onCategory={setCategory}
        />
      )}
      {vendor && (
        <InputField
          id="coupon-share"
          label={t("coupons.share")}
          hint={t("coupons.shareHint")}
          figure
          error={wrong(share === null, "rules.amountInvalid")}
          value={fields.share}
          onChange={set("share")}
        />
      )}
      <InputField
        id="coupon-minimum"
        label={t("coupons.minimum")}
        figure
        error={wrong(minimum === null, "rules.amountInvalid")}
        value={fields.minimum}
        onChange={set("minimum")}
      />
      <div className="grid grid-cols-2 gap-x-3">
        <InputField
          id="coupon-uses"
          label={t("coupons.maxUses")}
          figure
          error={wrong(maxUses === undefined, "coupons.invalid")}
          value={fields.max_uses}
          onChange={set("max_uses")}
        />
        <InputField
          id="coupon-per-buyer"
          label={t("coupons.maxPerBuyer")}
          figure
          error={wrong(maxPerBuyer === undefined, "coupons.invalid")}
          value={fields.max_uses_per_buyer}
          onChange={set("max_uses_per_buyer")}
        />
      </div>
      <div className="grid grid-cols-2 gap-x-3">
        <InputField
          id="coupon-from"
          type="date"
          label={t("coupons.startsAt")}
          value={fields.starts_at}
          onChange={set("starts_at")}
        />
        <InputField
          id="coupon-to"
          type="date"
          label={t("coupons.endsAt")}
          value={fields.ends_at}
          onChange={set("ends_at")}
        />
      </div>
      <div className="flex items-start gap-x-2">
        <Checkbox
          id="coupon-public"
          checked={isPublic}
          aria-describedby="coupon-public-hint"
          onCheckedChange={(checked) => setPublic(checked === true)}
        />
        <div className="flex flex-col">
          <Label htmlFor="coupon-public" size="small" weight="plus">
            {t("coupons.isPublic")}
          </Label>
          <Hint id="coupon-public-hint">{t("coupons.isPublicHint")}</Hint>
        </div>
      </div>
    </FormDrawer>
  )
}

/** Only the operator reads every vendor and category. */
function AdminScopes({
  vendor,
  onVendor,
  category,
  onCategory,
}: {
  vendor: string | null
  onVendor: (id: string | null) => void
  category: string | null
  onCategory: (id: string | null) => void
}) {
  const { t } = useTranslation("marketplace")
  const scopes = useCommissionScopes()
  return (
    <>
      <SelectField
        id="coupon-vendor"
        label={t("coupons.vendor")}
        none={t("coupons.allVendors")}
        value={vendor}
        options={namedOptions(scopes?.vendors)}
        onChange={onVendor}
      />
      <SelectField
        id="coupon-category"
        label={t("coupons.category")}
        none={t("coupons.allCategories")}
        value={category}
        options={categoryOptions(scopes)}
        onChange={onCategory}
      />
    </>
  )
}
