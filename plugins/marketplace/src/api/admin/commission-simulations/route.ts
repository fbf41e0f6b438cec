import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { SimulationBody } from "../../commission-routes"
import { simulateCommission } from "../../views/commission-simulation"

export async function POST(req: MedusaRequest<SimulationBody>, res: MedusaResponse) {
  res.json({ commission_simulation: await simulateCommission(req.scope, req.validatedBody) })
}
