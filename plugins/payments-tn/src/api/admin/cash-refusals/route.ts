import type {
  AuthenticatedMedusaRequest,
  MedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"
import { ONLINE_PAYMENTS_MODULE } from "../../../modules/online-payments"
import type OnlinePaymentsModuleService from "../../../modules/online-payments/service"
import { refuseCashWorkflow } from "../../../workflows/cash-rules"
import type { CashRefusalBody } from "../../routes"
import { cashRefusalView } from "../../views/cash"

export async function GET(req: MedusaRequest, res: MedusaResponse) {
  const { limit, offset } = req.validatedQuery as { limit: number; offset: number }
  const service: OnlinePaymentsModuleService = req.scope.resolve(ONLINE_PAYMENTS_MODULE)
  const [rows, count] = await service.listAndCountCashRefusals(
    {},
    { take: limit, skip: offset, order: { id: "DESC" } },
  )
  res.json({ cash_refusals: rows.map(cashRefusalView), count, limit, offset })
}

export async function POST(req: AuthenticatedMedusaRequest<CashRefusalBody>, res: MedusaResponse) {
  const { result } = await refuseCashWorkflow(req.scope).run({
    input: { ...req.validatedBody, created_by: req.auth_context.actor_id },
  })
  res
    .status(201)
    .location(`/admin/cash-refusals/${result.id}`)
    .json({ cash_refusal: cashRefusalView(result) })
}
