import { defineRouteConfig } from "@medusajs/admin-sdk"
import { CashSolid } from "@medusajs/icons"
import { Button, Text, toast } from "@medusajs/ui"
import {
  api,
  Failure,
  Fields,
  Loading,
  PageHeader,
  parseMoney,
  RecordList,
  Section,
  SwitchField,
  TextField,
  useFormat,
} from "@souk/kit/admin/ui"
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import i18n from "i18next"
import { useState, type FormEvent } from "react"
import { useTranslation } from "react-i18next"
import type { CashRules } from "../../../domain/cash-on-delivery"

type Governorate = { code: string; name_fr: string; name_ar: string; name_en: string }
type Refusal = { id: string; phone: string; reason: string; created_at: string }

export default function CashRulesPage() {
  const { t } = useTranslation("payments")
  const rules = useQuery({
    queryKey: ["souk", "cash-rules"],
    queryFn: () => api<{ cash_rules: CashRules }>("/admin/cash-rules"),
  })
  const places = useQuery({
    queryKey: ["souk", "governorates"],
    queryFn: () => api<{ governorates: Governorate[] }>("/admin/governorates"),
  })
  const failed = [rules, places].find(({ isError }) => isError)
  return (
    <>
      <PageHeader title={t("cash.title")} text={t("cash.text")} />
      {failed ? (
        <Failure error={failed.error} retry={() => failed.refetch()} />
      ) : rules.data && places.data ? (
        <RulesForm rules={rules.data.cash_rules} governorates={places.data.governorates} />
      ) : (
        <Loading />
      )}
      <Refusals />
    </>
  )
}

/** Dinars as they are typed; nothing for « no limit ». */
const typed = (millimes: number | null | undefined) =>
  millimes === null || millimes === undefined ? "" : String(millimes / 1000).replace(".", ",")

function RulesForm({ rules, governorates }: { rules: CashRules; governorates: Governorate[] }) {
  const { t, i18n: language } = useTranslation("payments")
  const queryClient = useQueryClient()
  const [enabled, setEnabled] = useState(rules.enabled)
  const [max, setMax] = useState(typed(rules.max_order_millimes))
  const [failed, setFailed] = useState(String(rules.max_failed_deliveries ?? ""))
  const [limits, setLimits] = useState<Record<string, string>>(
    Object.fromEntries(governorates.map(({ code }) => [code, typed(rules.governorates[code])])),
  )
  const badAmount = (text: string) =>
    text.trim() !== "" && parseMoney(text) === null ? t("cash.invalid") : null
  const badCount = /^(|[1-9]\d?|100)$/.test(failed.trim()) ? null : t("cash.wholeNumber")
  const isBad = Boolean(badCount) || [max, ...Object.values(limits)].some(badAmount)

  const change = useMutation({
    mutationFn: () =>
      api("/admin/cash-rules", {
        method: "POST",
        body: {
          enabled,
          max_order_millimes: max.trim() === "" ? null : parseMoney(max),
          max_failed_deliveries: failed.trim() === "" ? null : Number(failed),
          governorates: Object.fromEntries(
            Object.entries(limits).flatMap(([code, text]) =>
              text.trim() === "" ? [] : [[code, parseMoney(text)]],
            ),
          ),
        },
      }),
    onSuccess: () => toast.success(t("cash.saved")),
    onError: (error) => toast.error(error.message),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ["souk", "cash-rules"] }),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    change.mutate()
  }
  const nameOf = (one: Governorate) =>
    language.language.startsWith("ar")
      ? one.name_ar
      : language.language.startsWith("en")
        ? one.name_en
        : one.name_fr
  return (
    <form onSubmit={submit}>
      <Section title={t("cash.rules")}>
        <Fields>
          <SwitchField
            name="cash-enabled"
            label={t("cash.enabled")}
            value={enabled}
            onChange={setEnabled}
          />
          <span />
          <TextField
            name="cash-max"
            label={t("cash.max")}
            hint={t("cash.noLimit")}
            ltr
            inputMode="decimal"
            value={max}
            error={badAmount(max)}
            onChange={setMax}
          />
          <TextField
            name="cash-failed"
            label={t("cash.failed")}
            hint={t("cash.failedHint")}
            ltr
            inputMode="numeric"
            value={failed}
            error={badCount}
            onChange={setFailed}
          />
        </Fields>
      </Section>
      <Section title={t("cash.places")}>
        <Text size="small" className="text-ui-fg-subtle px-5 pt-4">
          {t("cash.placesHint")}
        </Text>
        <div className="grid grid-cols-2 gap-4 p-5 md:grid-cols-4">
          {governorates.map((one) => (
            <TextField
              key={one.code}
              name={`cash-${one.code}`}
              label={nameOf(one)}
              ltr
              inputMode="decimal"
              value={limits[one.code] ?? ""}
              error={badAmount(limits[one.code] ?? "")}
              onChange={(text) => setLimits((before) => ({ ...before, [one.code]: text }))}
            />
          ))}
        </div>
        <div className="flex justify-end p-5 pt-0">
          <Button type="submit" size="small" isLoading={change.isPending} disabled={isBad}>
            {t("cash.save")}
          </Button>
        </div>
      </Section>
    </form>
  )
}

function Refusals() {
  const { t } = useTranslation("payments")
  const { dateTime } = useFormat()
  const queryClient = useQueryClient()
  const [phone, setPhone] = useState("")
  const [reason, setReason] = useState("")
  const settled = () => queryClient.invalidateQueries({ queryKey: ["souk"] })
  const refusal = useMutation({
    mutationFn: () =>
      api("/admin/cash-refusals", {
        method: "POST",
        body: { phone: phone.replace(/\D/g, ""), reason: reason.trim() },
      }),
    onSuccess: () => {
      toast.success(t("cash.refused"))
      setPhone("")
      setReason("")
    },
    onError: (error) => toast.error(error.message),
    onSettled: settled,
  })
  const permission = useMutation({
    mutationFn: (id: string) => api(`/admin/cash-refusals/${id}`, { method: "DELETE" }),
    onSuccess: () => toast.success(t("cash.allowed")),
    onError: (error) => toast.error(error.message),
    onSettled: settled,
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    refusal.mutate()
  }
  const allow = (one: Refusal) => (
    <Button
      size="small"
      variant="secondary"
      disabled={permission.isPending}
      onClick={() => permission.mutate(one.id)}
    >
      {t("cash.allow")}
    </Button>
  )
  const isReady = /^\d{8}$/.test(phone.replace(/\D/g, "")) && reason.trim().length >= 3
  return (
    <Section title={t("cash.refusals")}>
      <form onSubmit={submit}>
        <Fields>
          <TextField
            name="refusal-phone"
            label={t("cash.phone")}
            hint={t("cash.phoneHint")}
            ltr
            inputMode="numeric"
            value={phone}
            onChange={setPhone}
          />
          <TextField
            name="refusal-reason"
            label={t("cash.reason")}
            maxLength={200}
            value={reason}
            onChange={setReason}
          />
        </Fields>
        <div className="flex justify-end px-5 pb-5">
          <Button type="submit" size="small" isLoading={refusal.isPending} disabled={!isReady}>
            {t("cash.refuse")}
          </Button>
        </div>
      </form>
      <RecordList<Refusal>
        path="/admin/cash-refusals"
        rows="cash_refusals"
        idOf={(one) => one.id}
        columns={[
          { header: t("cash.phone"), cell: (one) => <bdi dir="ltr">{one.phone}</bdi> },
          { header: t("cash.reason"), cell: (one) => one.reason },
          { header: t("payments.opened"), cell: (one) => dateTime(one.created_at) },
          { header: "", cell: allow },
        ]}
        card={(one) => (
          <div className="flex items-start justify-between gap-x-3">
            <div>
              <Text size="small" weight="plus">
                <bdi dir="ltr">{one.phone}</bdi>
              </Text>
              <Text size="xsmall" className="text-ui-fg-subtle">
                {one.reason}
              </Text>
            </div>
            {allow(one)}
          </div>
        )}
        empty={{ title: t("cash.empty.title"), text: t("cash.empty.text") }}
      />
    </Section>
  )
}

export const config = defineRouteConfig({
  label: "menu.cash",
  translationNs: "payments",
  icon: CashSolid,
  rank: 46,
})

export const handle = { breadcrumb: () => i18n.t("cash.title", { ns: "payments" }) }
