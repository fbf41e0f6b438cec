import { useTranslation } from "react-i18next"

const NAMES: Record<string, string> = {
  navex: "Navex",
  "first-delivery": "First Delivery",
  aramex: "Aramex",
  "rapid-poste": "Rapid-Poste",
  intigo: "Intigo",
  "best-delivery": "Best Delivery",
}

/** Brands are written the same in every language; the vendor's own delivery is not. */
export function useCarrierName() {
  const { t } = useTranslation("marketplace")
  return (carrier: string) => (carrier === "own" ? t("carrier.own") : (NAMES[carrier] ?? carrier))
}
