import i18n from "i18next"
import { useTranslation } from "react-i18next"
import { ImportDrawer } from "../../../components/import-drawer"
import { ImportRuns } from "../../../components/import-runs"

export default function VehicleImports() {
  const { t } = useTranslation("parts")
  return (
    <ImportRuns
      about="vehicles"
      back={{ to: "/vehicles", label: t("vehicles.menu") }}
      actions={
        <ImportDrawer kinds={["vehicles"]} label={t("vehicles.import")} runs="/vehicles/imports" />
      }
    />
  )
}

export const handle = { breadcrumb: () => i18n.t("imports.title", { ns: "parts" }) }
