import type { MedusaResponse } from "@medusajs/framework/http"
import { errors } from "../../../domain/errors"
import {
  requestBankChangeWorkflow,
  withdrawBankChangeWorkflow,
} from "../../../workflows/change-bank-account"
import type { BankChangeBody } from "../../bank-routes"
import type { VendorRequest } from "../../guards"
import { ownBankChangeViews } from "../../views/bank-changes"

export async function GET(req: VendorRequest, res: MedusaResponse) {
  const { limit, offset } = req.validatedQuery as { limit: number; offset: number }
  const { changes, count } = await ownBankChangeViews(
    req.scope,
    { vendor_id: req.vendor.id },
    { limit, offset },
  )
  res.json({ bank_changes: changes, count, limit, offset })
}

/** L'argent d'une boutique va où son propriétaire le dit, pas son équipe. */
function assertOwner({ vendor }: VendorRequest) {
  if (vendor.role !== "owner") throw errors.bank_change_owner_only()
}

export async function POST(req: VendorRequest<BankChangeBody>, res: MedusaResponse) {
  assertOwner(req)
  const { result } = await requestBankChangeWorkflow(req.scope).run({
    input: { vendor_id: req.vendor.id, rib: req.validatedBody.rib, actor_id: req.vendor.user_id },
  })
  const { changes } = await ownBankChangeViews(
    req.scope,
    { id: result.id, vendor_id: req.vendor.id },
    { limit: 1, offset: 0 },
  )
  res.status(201).location("/vendor/bank-changes").json({ bank_change: changes[0] })
}

export async function DELETE(req: VendorRequest, res: MedusaResponse) {
  assertOwner(req)
  await withdrawBankChangeWorkflow(req.scope).run({
    input: { vendor_id: req.vendor.id, actor_id: req.vendor.user_id },
  })
  res.json({ deleted: true })
}
