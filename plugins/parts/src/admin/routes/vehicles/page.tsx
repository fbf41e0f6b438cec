import type { z } from "@medusajs/framework/zod"
import { defineRouteConfig } from "@medusajs/admin-sdk"
import { Key } from "@medusajs/icons"
import { Button, Text } from "@medusajs/ui"
import { api, PageHeader, RecordList, SearchSelect, useFormat, type Json } from "@souk/kit/admin/ui"
import { useQuery } from "@tanstack/react-query"
import i18n from "i18next"
import { useTranslation } from "react-i18next"
import { Link, useSearchParams } from "react-router-dom"
import type { VehicleView } from "../../../api/fitment-schemas"
import type { makesResponse, modelsResponse } from "../../../api/schemas"
import { ImportDrawer } from "../../components/import-drawer"

type Vehicle = Json<VehicleView>

export default function Vehicles() {
  const { t } = useTranslation("parts")
  const { number } = useFormat()
  const [params] = useSearchParams()
  const power = ({ power_kw, power_ch }: Vehicle) =>
    power_kw !== null && power_ch !== null
      ? t("vehicles.powerOf", { kw: number(power_kw), ch: number(power_ch) })
      : "—"
  return (
    <>
      <PageHeader
        title={t("vehicles.title")}
        text={t("vehicles.text")}
        actions={
          <>
            <Button size="small" variant="transparent" asChild>
              <Link to="/vehicles/imports">{t("imports.link")}</Link>
            </Button>
            <ImportDrawer
              kinds={["vehicles"]}
              label={t("vehicles.import")}
              runs="/vehicles/imports"
            />
          </>
        }
      />
      <Browse />
      <RecordList<Vehicle>
        path="/admin/vehicles"
        rows="vehicles"
        filter={{ make_id: params.get("make_id"), model_id: params.get("model_id") }}
        searchLabel={t("vehicles.search")}
        idOf={(vehicle) => vehicle.id}
        columns={[
          { header: t("vehicles.vehicle"), cell: (vehicle) => <Name vehicle={vehicle} /> },
          {
            header: t("vehicles.engine"),
            cell: (vehicle) => (
              <>
                {t(`energy.${vehicle.energy}`)} <bdi>{vehicle.engine_code}</bdi>
              </>
            ),
          },
          { header: t("vehicles.kind"), cell: (vehicle) => t(`kind.${vehicle.kind}`) },
          { header: t("vehicles.source"), cell: (vehicle) => <Source source={vehicle.source} /> },
          { header: t("vehicles.power"), cell: power, numeric: true },
        ]}
        card={(vehicle) => (
          <div className="flex flex-col gap-y-1">
            <Name vehicle={vehicle} />
            <Text size="xsmall" className="text-ui-fg-subtle">
              {[t(`kind.${vehicle.kind}`), t(`energy.${vehicle.energy}`), power(vehicle)].join(
                " · ",
              )}
            </Text>
          </div>
        )}
        empty={{ title: t("vehicles.empty.title"), text: t("vehicles.empty.text") }}
      />
    </>
  )
}

function Name({ vehicle }: { vehicle: Vehicle }) {
  return (
    <Text size="small" weight="plus" className="text-ui-fg-base whitespace-normal">
      <bdi>{vehicle.full_name}</bdi>
    </Text>
  )
}

function Source({ source }: { source: string }) {
  const { t } = useTranslation("parts")
  return source === "demo" ? t("vehicles.demo") : t("vehicles.fromImport")
}

/** Make, then model: narrows the list below, in the address like the rest of its state. */
function Browse() {
  const { t } = useTranslation("parts")
  const [params, setParams] = useSearchParams()
  const makeId = params.get("make_id") ?? ""
  const makes = useQuery({
    queryKey: ["souk", "/admin/vehicle-makes"],
    queryFn: () => api<z.infer<typeof makesResponse>>("/admin/vehicle-makes"),
  })
  const models = useQuery({
    queryKey: ["souk", "/admin/vehicle-models", makeId],
    queryFn: () =>
      api<z.infer<typeof modelsResponse>>("/admin/vehicle-models", { query: { make_id: makeId } }),
    enabled: makeId !== "",
  })
  const choose = (name: "make_id" | "model_id") => (value: string) =>
    setParams((before) => {
      const after = new URLSearchParams(before)
      after.delete("offset")
      after.delete("model_id")
      if (value === "") after.delete(name)
      else after.set(name, value)
      return after
    })
  return (
    <div className="grid grid-cols-2 gap-3 md:max-w-[560px]">
      <Choice
        label={t("vehicles.make")}
        all={t("vehicles.allMakes")}
        value={makeId}
        items={makes.data?.vehicle_makes ?? []}
        onChange={choose("make_id")}
      />
      <Choice
        label={t("vehicles.model")}
        all={t("vehicles.allModels")}
        value={params.get("model_id") ?? ""}
        items={makeId ? (models.data?.vehicle_models ?? []) : []}
        onChange={choose("model_id")}
      />
    </div>
  )
}

type ChoiceProps = {
  label: string
  all: string
  value: string
  items: { id: string; name: string; kind?: string }[]
  onChange: (value: string) => void
}

function Choice({ label, all, value, items, onChange }: ChoiceProps) {
  const { t } = useTranslation("parts")
  const isShared = ({ name }: { name: string }) =>
    items.filter((item) => item.name === name).length > 1
  return (
    <SearchSelect
      label={label}
      none={all}
      value={value}
      options={items.map((item) => ({
        value: item.id,
        label: isShared(item) ? `${item.name} (${t(`kind.${item.kind}`)})` : item.name,
      }))}
      onChange={onChange}
    />
  )
}

export const config = defineRouteConfig({
  label: "vehicles.menu",
  translationNs: "parts",
  icon: Key,
  rank: 40,
})

export const handle = { breadcrumb: () => i18n.t("vehicles.menu", { ns: "parts" }) }
