import { z } from "@medusajs/framework/zod"
import { listQuery, type RouteRule } from "@souk/kit/routes"
import { listOf } from "./route-words"
import {
  commissionLineSchema,
  ruleBody,
  ruleSchema,
  scopesSchema,
  simulationBody,
  simulationSchema,
} from "./views/money"

export type RuleBody = z.infer<typeof ruleBody>

export type SimulationBody = z.infer<typeof simulationBody>

/** Commission: its rules, what they would give, what they gave. */
export const commissionRules: RouteRule[] = [
  {
    method: "GET",
    path: "/admin/commission-rules",
    who: "operator",
    summary: "Commission rules, the strongest first",
    query: listQuery,
    response: listOf("commission_rules", ruleSchema),
  },
  {
    method: "POST",
    path: "/admin/commission-rules",
    who: "operator",
    summary: "A new commission rule, for the orders to come",
    body: ruleBody,
    response: z.object({ commission_rule: ruleSchema }),
  },
  {
    method: "GET",
    path: "/admin/commission-rules/:id",
    who: "operator",
    summary: "A commission rule",
    response: z.object({ commission_rule: ruleSchema }),
  },
  {
    method: "POST",
    path: "/admin/commission-rules/:id",
    who: "operator",
    summary: "Replaces a commission rule, for the orders to come",
    body: ruleBody,
    response: z.object({ commission_rule: ruleSchema }),
    status: 200,
  },
  {
    method: "DELETE",
    path: "/admin/commission-rules/:id",
    who: "operator",
    summary: "Takes a commission rule away, for the orders to come",
    response: z.object({ id: z.string(), deleted: z.boolean() }),
  },
  {
    method: "GET",
    path: "/admin/commission-scopes",
    who: "operator",
    summary: "What a commission rule can be limited to, and the general rates",
    response: z.object({ commission_scopes: scopesSchema }),
  },
  {
    method: "POST",
    path: "/admin/commission-simulations",
    who: "operator",
    summary:
      "What a cart would give: rule, commission and TVA of each line, earnings of each vendor",
    body: simulationBody,
    response: z.object({ commission_simulation: simulationSchema }),
    status: 200,
  },
  {
    method: "GET",
    path: "/vendor/commissions",
    who: "vendor",
    summary: "Commission of each line sold, with the rule that gave it, newest first",
    query: listQuery,
    response: listOf("commissions", commissionLineSchema),
  },
]
