import type { ITaxModuleService, MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"

/** Shops opened before the marketplace had a tax provider of its own are given it. */
export default async function taxByCategory({ container }: { container: MedusaContainer }) {
  const taxes: ITaxModuleService = container.resolve(Modules.TAX)
  const zones = await taxes.listTaxRegions({ country_code: "tn" })
  for (const { id, provider_id } of zones) {
    if (provider_id === "tp_system") {
      await taxes.updateTaxRegions({ id, provider_id: "tp_souk_tn" })
    }
  }
}
