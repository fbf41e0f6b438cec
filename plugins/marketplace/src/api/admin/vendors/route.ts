import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { createVendorWorkflow } from "../../../workflows/create-vendor"
import type { CreateVendorBody } from "../../vendor-routes"
import { adminVendorViews } from "../../views/admin-vendors"

type Query = { limit: number; offset: number; status?: string; q?: string }

export async function GET(req: MedusaRequest<unknown, Query>, res: MedusaResponse) {
  const { limit, offset, status, q } = req.validatedQuery
  const { vendors, count } = await adminVendorViews(
    req.scope,
    { ...(status && { status }), ...(q && { q }) },
    { limit, offset },
  )
  res.json({ vendors, count, limit, offset })
}

export async function POST(req: MedusaRequest<CreateVendorBody>, res: MedusaResponse) {
  const { result } = await createVendorWorkflow(req.scope).run({ input: req.validatedBody })
  const { vendors } = await adminVendorViews(req.scope, { id: result.id }, { limit: 1, offset: 0 })
  res.status(201).location(`/admin/vendors/${result.id}`).json({ vendor: vendors[0] })
}
