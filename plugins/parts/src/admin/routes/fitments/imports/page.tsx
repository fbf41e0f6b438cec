import i18n from "i18next"
import { useTranslation } from "react-i18next"
import { ImportDrawer } from "../../../components/import-drawer"
import { ImportRuns } from "../../../components/import-runs"

export default function FitmentImports() {
  const { t } = useTranslation("parts")
  return (
    <ImportRuns
      about="fitments"
      back={{ to: "/fitments", label: t("fitments.menu") }}
      actions={
        <ImportDrawer
          kinds={["fitments", "aces"]}
          label={t("fitments.import")}
          runs="/fitments/imports"
        />
      }
    />
  )
}

export const handle = { breadcrumb: () => i18n.t("imports.title", { ns: "parts" }) }
