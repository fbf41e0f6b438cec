import { Button, Label, Switch, Text, toast, usePrompt } from "@medusajs/ui"
import { api, FormDrawer, parseMoney } from "@souk/kit/admin/ui"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { useTranslation } from "react-i18next"
import { COMMISSION_BASES, RULE_CONDITIONS } from "../../../domain/commission-terms"
import { InputField, SelectField } from "../../components/fields"
import { categoryOptions, moneyText, namedOptions, parseRate, rateText } from "../../lib/commission"
import type { CommissionRule, CommissionScopes } from "../../lib/types"

type Draft = {
  name: string
  priority: string
  from: string
  to: string
  vendor_id: string | null
  category_id: string | null
  brand_id: string | null
  condition: string | null
  rate: string
  fixed: string
  minimum: string
  maximum: string
  base: string
  on_shipping: boolean
  tiers: { from: string; rate: string }[]
}

/** Days of Tunis, which has no daylight saving. */
const dayOf = (iso: string | null) =>
  iso ? new Date(new Date(iso).getTime() + 3_600_000).toISOString().slice(0, 10) : ""
const momentOf = (day: string) => (day ? `${day}T00:00:00+01:00` : null)

const draftOf = (rule: CommissionRule | null): Draft => ({
  name: rule?.name ?? "",
  priority: String(rule?.priority ?? 0),
  from: dayOf(rule?.starts_at ?? null),
  to: dayOf(rule?.ends_at ?? null),
  vendor_id: rule?.vendor_id ?? null,
  category_id: rule?.category_id ?? null,
  brand_id: rule?.brand_id ?? null,
  condition: rule?.condition ?? null,
  rate: rule ? rateText(rule.rate_bps) : "",
  fixed: rule?.fixed_millimes ? moneyText(rule.fixed_millimes) : "",
  minimum: moneyText(rule?.minimum_millimes ?? null),
  maximum: moneyText(rule?.maximum_millimes ?? null),
  base: rule?.base ?? "net",
  on_shipping: rule?.on_shipping ?? false,
  tiers: (rule?.tiers ?? []).map((tier) => ({
    from: moneyText(tier.from_millimes),
    rate: rateText(tier.rate_bps),
  })),
})

/** An empty amount is none; what is no amount is not sent. */
const isAmount = (text: string) => text.trim() === "" || parseMoney(text) !== null

type Props = { rule: CommissionRule | null; scopes: CommissionScopes; onClose: () => void }

export function RuleDrawer({ rule, scopes, onClose }: Props) {
  const { t } = useTranslation("marketplace")
  const queryClient = useQueryClient()
  const prompt = usePrompt()
  const [draft, setDraft] = useState(() => draftOf(rule))
  const [isTried, setTried] = useState(false)
  const set = (changes: Partial<Draft>) => setDraft((before) => ({ ...before, ...changes }))

  const path = rule ? `/admin/commission-rules/${rule.id}` : "/admin/commission-rules"
  const onSuccess = (told: string) => {
    toast.success(told)
    onClose()
    return queryClient.invalidateQueries({ queryKey: ["souk"] })
  }
  const saving = useMutation({
    mutationFn: (body: object) => api(path, { method: "POST", body }),
    onSuccess: () => onSuccess(t("rules.saved", { name: draft.name })),
  })
  const deletion = useMutation({
    mutationFn: () => api(path, { method: "DELETE" }),
    onSuccess: () => onSuccess(t("rules.deleted", { name: draft.name })),
  })

  const rate = parseRate(draft.rate)
  const tiers = draft.tiers.map((tier) => ({
    from_millimes: parseMoney(tier.from),
    rate_bps: parseRate(tier.rate),
  }))
  const isReady =
    draft.name.trim() !== "" &&
    rate !== null &&
    /^-?\d{1,4}$/.test(draft.priority) &&
    [draft.fixed, draft.minimum, draft.maximum].every(isAmount) &&
    tiers.every((tier) => tier.from_millimes !== null && tier.rate_bps !== null)

  const submit = () => {
    setTried(true)
    if (!isReady) return
    saving.mutate({
      name: draft.name.trim(),
      priority: Number(draft.priority),
      starts_at: momentOf(draft.from),
      ends_at: momentOf(draft.to),
      vendor_id: draft.vendor_id,
      category_id: draft.category_id,
      brand_id: draft.brand_id,
      condition: draft.condition,
      rate_bps: rate,
      fixed_millimes: parseMoney(draft.fixed) ?? 0,
      minimum_millimes: parseMoney(draft.minimum),
      maximum_millimes: parseMoney(draft.maximum),
      base: draft.base,
      on_shipping: draft.on_shipping,
      tiers,
    })
  }
  const remove = async () => {
    const isSure = await prompt({
      title: t("rules.deleteTitle", { name: draft.name }),
      description: t("rules.deleteText"),
      confirmText: t("rules.delete"),
      cancelText: t("move.cancel"),
    })
    if (isSure) deletion.mutate()
  }
  const setTier = (place: number, changes: Partial<Draft["tiers"][number]>) =>
    set({ tiers: draft.tiers.map((tier, at) => (at === place ? { ...tier, ...changes } : tier)) })

  const amount = (name: "fixed" | "minimum" | "maximum") => (
    <InputField
      id={`rule-${name}`}
      label={t(`rules.${name}`)}
      figure
      value={draft[name]}
      error={isTried && !isAmount(draft[name]) ? t("rules.amountInvalid") : null}
      onChange={(value) => set({ [name]: value })}
    />
  )
  const error = saving.error ?? deletion.error
  return (
    <FormDrawer
      title={t(rule ? "rules.edit" : "rules.create")}
      text={t("rules.text")}
      submit={t("rules.save")}
      error={error}
      isBusy={saving.isPending}
      onClose={onClose}
      onSubmit={submit}
      other={
        rule && (
          <Button
            type="button"
            size="small"
            variant="danger"
            isLoading={deletion.isPending}
            onClick={remove}
          >
            {t("rules.delete")}
          </Button>
        )
      }
    >
      <InputField
        id="rule-name"
        label={t("rules.name")}
        hint={t("rules.nameHint")}
        required
        value={draft.name}
        error={isTried && draft.name.trim() === "" ? t("create.required") : null}
        onChange={(name) => set({ name })}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <InputField
          id="rule-rate"
          label={t("rules.rate")}
          figure
          required
          value={draft.rate}
          error={isTried && rate === null ? t("rules.rateInvalid") : null}
          onChange={(value) => set({ rate: value })}
        />
        {amount("fixed")}
        {amount("minimum")}
        {amount("maximum")}
        <SelectField
          id="rule-vendor"
          label={t("rules.vendor")}
          none={t("rules.everybody")}
          value={draft.vendor_id}
          options={namedOptions(scopes.vendors)}
          onChange={(vendor_id) => set({ vendor_id })}
        />
        <SelectField
          id="rule-category"
          label={t("rules.category")}
          none={t("rules.everybody")}
          value={draft.category_id}
          options={categoryOptions(scopes)}
          onChange={(category_id) => set({ category_id })}
        />
        <SelectField
          id="rule-brand"
          label={t("rules.brand")}
          none={t("rules.everybody")}
          value={draft.brand_id}
          options={namedOptions(scopes.brands)}
          onChange={(brand_id) => set({ brand_id })}
        />
        <SelectField
          id="rule-condition"
          label={t("rules.condition")}
          none={t("rules.everybody")}
          value={draft.condition}
          options={RULE_CONDITIONS.map((value) => ({
            value,
            label: t(`rules.conditions.${value}`),
          }))}
          onChange={(condition) => set({ condition })}
        />
        <InputField
          id="rule-from"
          label={t("rules.from")}
          type="date"
          value={draft.from}
          onChange={(from) => set({ from })}
        />
        <InputField
          id="rule-to"
          label={t("rules.to")}
          type="date"
          value={draft.to}
          onChange={(to) => set({ to })}
        />
        <SelectField
          id="rule-base"
          label={t("rules.base")}
          value={draft.base}
          options={COMMISSION_BASES.map((value) => ({
            value,
            label: t(`rules.bases.${value}`),
          }))}
          onChange={(base) => set({ base: base ?? "net" })}
        />
        <InputField
          id="rule-priority"
          label={t("rules.priority")}
          hint={t("rules.priorityHint")}
          figure
          value={draft.priority}
          onChange={(priority) => set({ priority })}
        />
      </div>
      <div className="flex items-center gap-x-3">
        <Switch
          id="rule-shipping"
          size="small"
          checked={draft.on_shipping}
          onCheckedChange={(on_shipping) => set({ on_shipping })}
        />
        <Label htmlFor="rule-shipping" size="small">
          {t("rules.onShipping")}
        </Label>
      </div>
      <fieldset className="flex flex-col gap-y-3">
        <legend className="txt-compact-small-plus">{t("rules.tiers")}</legend>
        <Text size="xsmall" className="text-ui-fg-subtle">
          {t("rules.tiersHint")}
        </Text>
        {draft.tiers.map((tier, place) => (
          <div key={place} className="grid grid-cols-[1fr_1fr_auto] items-end gap-3">
            <InputField
              id={`tier-from-${place}`}
              label={t("rules.tierFrom")}
              figure
              value={tier.from}
              onChange={(from) => setTier(place, { from })}
            />
            <InputField
              id={`tier-rate-${place}`}
              label={t("rules.rate")}
              figure
              value={tier.rate}
              onChange={(value) => setTier(place, { rate: value })}
            />
            <Button
              type="button"
              size="small"
              variant="transparent"
              onClick={() => set({ tiers: draft.tiers.filter((_, at) => at !== place) })}
            >
              {t("rules.remove")}
            </Button>
          </div>
        ))}
        <Button
          type="button"
          size="small"
          variant="secondary"
          className="w-fit"
          onClick={() => set({ tiers: [...draft.tiers, { from: "", rate: "" }] })}
        >
          {t("rules.addTier")}
        </Button>
      </fieldset>
    </FormDrawer>
  )
}
