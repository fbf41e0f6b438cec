import type { MedusaResponse } from "@medusajs/framework/http"
import { localeOf } from "@souk/kit/locale"
import { accounts } from "../../../domain/ledger"
import type { VendorRequest } from "../../guards"
import { asMovement, entriesFile, type Period } from "../../views/ledger"

export async function GET(req: VendorRequest, res: MedusaResponse) {
  const file = await entriesFile(
    req.scope,
    { ...(req.validatedQuery as Period), account: accounts.vendor(req.vendor.id) },
    localeOf(req.headers),
    asMovement,
  )
  res.type("text/csv").attachment(`${req.vendor.handle}.csv`).send(file)
}
