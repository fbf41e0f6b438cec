import type {
  AuthenticatedMedusaRequest,
  MedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"
import { ONLINE_PAYMENTS_MODULE } from "../../../modules/online-payments"
import type OnlinePaymentsModuleService from "../../../modules/online-payments/service"
import { changeCashRulesWorkflow } from "../../../workflows/cash-rules"
import type { CashRulesBody } from "../../routes"

export async function GET(req: MedusaRequest, res: MedusaResponse) {
  const service: OnlinePaymentsModuleService = req.scope.resolve(ONLINE_PAYMENTS_MODULE)
  res.json({ cash_rules: await service.cashRules() })
}

export async function POST(req: AuthenticatedMedusaRequest<CashRulesBody>, res: MedusaResponse) {
  const { result } = await changeCashRulesWorkflow(req.scope).run({
    input: { rules: req.validatedBody, actor: req.auth_context.actor_id },
  })
  res.json({ cash_rules: result })
}
