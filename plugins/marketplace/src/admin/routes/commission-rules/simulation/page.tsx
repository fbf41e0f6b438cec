import { Button, Text } from "@medusajs/ui"
import { api, PageHeader, parseMoney, Section, useFormat } from "@souk/kit/admin/ui"
import { useMutation } from "@tanstack/react-query"
import i18n from "i18next"
import { useState, type FormEvent } from "react"
import { useTranslation } from "react-i18next"
import { RULE_CONDITIONS } from "../../../../domain/commission-terms"
import { InputField, SelectField } from "../../../components/fields"
import { Amounts } from "../../../components/totals"
import {
  categoryOptions,
  namedOptions,
  useCommissionScopes,
  useRuleName,
} from "../../../lib/commission"
import type { Simulation } from "../../../lib/types"

const LINE = {
  vendor_id: null as string | null,
  category_id: null as string | null,
  brand_id: null as string | null,
  condition: null as string | null,
  price: "",
  quantity: "1",
  discount: "",
}
type Line = typeof LINE

type Purse = { shipping: string; turnover: string }

export default function CommissionSimulation() {
  const { t } = useTranslation("marketplace")
  const scopes = useCommissionScopes()
  const [lines, setLines] = useState<Line[]>([LINE])
  const [purses, setPurses] = useState<Record<string, Purse>>({})
  const [isTried, setTried] = useState(false)
  const simulation = useMutation({
    mutationFn: (body: object) =>
      api<{ commission_simulation: Simulation }>("/admin/commission-simulations", {
        method: "POST",
        body,
      }),
  })

  const set = (place: number, changes: Partial<Line>) =>
    setLines((all) => all.map((line, at) => (at === place ? { ...line, ...changes } : line)))
  const vendorIds = [...new Set(lines.flatMap((line) => line.vendor_id ?? []))]
  const purseOf = (id: string): Purse => purses[id] ?? { shipping: "", turnover: "" }
  const setPurse = (id: string, changes: Partial<Purse>) =>
    setPurses((all) => ({ ...all, [id]: { ...purseOf(id), ...changes } }))
  const amounts = (name: keyof Purse) =>
    Object.fromEntries(
      vendorIds.flatMap((id) => {
        const millimes = parseMoney(purseOf(id)[name])
        return millimes === null ? [] : [[id, millimes]]
      }),
    )
  const isReady = lines.every(
    (line) =>
      line.vendor_id && parseMoney(line.price) !== null && /^[1-9]\d{0,2}$/.test(line.quantity),
  )

  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (!isReady) return
    simulation.mutate({
      lines: lines.map(({ price, quantity, discount, ...facts }) => ({
        ...facts,
        unit_price_millimes: parseMoney(price),
        quantity: Number(quantity),
        discount_millimes: parseMoney(discount) ?? 0,
      })),
      shipping: amounts("shipping"),
      turnovers: amounts("turnover"),
    })
  }

  return (
    <>
      <PageHeader
        title={t("simulation.title")}
        text={t("simulation.text")}
        back={{ to: "/commission-rules", label: t("rules.title") }}
      />
      <form onSubmit={submit} noValidate className="flex flex-col gap-y-3">
        {lines.map((line, place) => (
          <Section
            key={place}
            title={t("simulation.line", { number: place + 1 })}
            aside={
              lines.length > 1 && (
                <Button
                  type="button"
                  size="small"
                  variant="transparent"
                  onClick={() => setLines(lines.filter((_, at) => at !== place))}
                >
                  {t("rules.remove")}
                </Button>
              )
            }
          >
            <div className="grid gap-4 p-5 sm:grid-cols-2 lg:grid-cols-4">
              <SelectField
                id={`vendor-${place}`}
                label={t("rules.vendor")}
                placeholder={t("create.choose")}
                value={line.vendor_id}
                error={isTried && !line.vendor_id ? t("create.required") : null}
                options={namedOptions(scopes?.vendors)}
                onChange={(vendor_id) => set(place, { vendor_id })}
              />
              <SelectField
                id={`category-${place}`}
                label={t("rules.category")}
                none="—"
                value={line.category_id}
                options={categoryOptions(scopes)}
                onChange={(category_id) => set(place, { category_id })}
              />
              <SelectField
                id={`brand-${place}`}
                label={t("rules.brand")}
                none="—"
                value={line.brand_id}
                options={namedOptions(scopes?.brands)}
                onChange={(brand_id) => set(place, { brand_id })}
              />
              <SelectField
                id={`condition-${place}`}
                label={t("rules.condition")}
                none="—"
                value={line.condition}
                options={RULE_CONDITIONS.map((value) => ({
                  value,
                  label: t(`rules.conditions.${value}`),
                }))}
                onChange={(condition) => set(place, { condition })}
              />
              <InputField
                id={`price-${place}`}
                label={t("simulation.price")}
                figure
                required
                value={line.price}
                error={isTried && parseMoney(line.price) === null ? t("rules.amountInvalid") : null}
                onChange={(price) => set(place, { price })}
              />
              <InputField
                id={`quantity-${place}`}
                label={t("simulation.quantity")}
                figure
                required
                value={line.quantity}
                onChange={(quantity) => set(place, { quantity })}
              />
              <InputField
                id={`discount-${place}`}
                label={t("simulation.discount")}
                figure
                value={line.discount}
                onChange={(discount) => set(place, { discount })}
              />
            </div>
          </Section>
        ))}
        {vendorIds.map((id) => (
          <Section key={id} title={scopes?.vendors.find((vendor) => vendor.id === id)?.name ?? id}>
            <div className="grid gap-4 p-5 sm:grid-cols-2">
              <InputField
                id={`shipping-${id}`}
                label={t("simulation.shipping")}
                figure
                value={purseOf(id).shipping}
                onChange={(shipping) => setPurse(id, { shipping })}
              />
              <InputField
                id={`turnover-${id}`}
                label={t("simulation.turnover")}
                hint={t("simulation.turnoverHint")}
                figure
                value={purseOf(id).turnover}
                onChange={(turnover) => setPurse(id, { turnover })}
              />
            </div>
          </Section>
        ))}
        <div className="flex flex-wrap items-center justify-end gap-3">
          {simulation.error && (
            <Text role="alert" size="small" className="text-ui-fg-error me-auto">
              {simulation.error.message}
            </Text>
          )}
          <Button
            type="button"
            size="small"
            variant="secondary"
            onClick={() => setLines([...lines, { ...LINE, vendor_id: lines.at(-1)!.vendor_id }])}
          >
            {t("simulation.addLine")}
          </Button>
          <Button type="submit" size="small" isLoading={simulation.isPending}>
            {t("simulation.run")}
          </Button>
        </div>
      </form>
      <div aria-live="polite" className="flex flex-col gap-y-3">
        {simulation.data && <Outcome simulation={simulation.data.commission_simulation} />}
      </div>
    </>
  )
}

function Outcome({ simulation }: { simulation: Simulation }) {
  const { t } = useTranslation("marketplace")
  const { money, rate } = useFormat()
  const ruleName = useRuleName()
  return simulation.slices.map((slice) => (
    <Section
      key={slice.vendor.id}
      title={slice.vendor.name}
      aside={
        <Text size="small" className="text-ui-fg-subtle">
          {t("simulation.soldThisMonth", { amount: money(slice.month_turnover_millimes) })}
        </Text>
      }
    >
      <ul className="divide-ui-border-base divide-y">
        {slice.lines.map((line, place) => (
          <li key={place} className="flex flex-wrap justify-between gap-x-6 px-5 py-3 text-[13px]">
            <div>
              <Text size="small" weight="plus">
                {t("simulation.rule", { rule: ruleName(line) })}
              </Text>
              <Text size="xsmall" className="text-ui-fg-subtle">
                {t("simulation.base", {
                  rate: rate(line.rate_bps),
                  base: money(line.base_millimes),
                })}
              </Text>
            </div>
            <div className="text-end tabular-nums">
              <Text size="small">{money(line.amount_millimes)}</Text>
              <Text size="xsmall" className="text-ui-fg-subtle">
                {t("money.vat")} {money(line.vat_millimes)}
              </Text>
            </div>
          </li>
        ))}
      </ul>
      <div className="border-ui-border-base border-t px-5 py-4">
        <Amounts
          rows={[
            { label: t("simulation.total"), millimes: slice.total_millimes },
            { label: t("order.commission"), millimes: -slice.commission_millimes },
            { label: t("simulation.vat"), millimes: -slice.commission_vat_millimes },
            { label: t("simulation.earnings"), millimes: slice.earnings_millimes, strong: true },
          ]}
        />
      </div>
    </Section>
  ))
}

export const handle = { breadcrumb: () => i18n.t("simulation.title", { ns: "marketplace" }) }
