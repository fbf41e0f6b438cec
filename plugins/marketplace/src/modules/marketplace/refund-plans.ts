import { commonErrors, things } from "@souk/kit/errors"
import { errors } from "../../domain/errors"
import {
  planRefund,
  RefundRefusedError,
  wholeOf,
  type RefundKind,
  type RefundPlan,
  type RefundRequest,
} from "../../domain/refunds"
import type { FoundReturnable, VatRates } from "./returnable"

/** A refund or cancellation that somebody decided. */
export type RefundDecision = {
  /** The page's: asked twice under it, done once. */
  key: string
  /** The request as it came: another one under the same key is refused. */
  asked: string
  kind: RefundKind
  order_id: string
  /** What of each vendor order; `whole` is all that is left of it. */
  parts: { vendor_order_id: string; request: RefundRequest | "whole" }[]
  /** What the page showed: a decision that would pay another amount is refused. */
  expected_millimes?: number
  reason: string
  actor_id: string
  /** The captured payment of a gateway that refunds, else null. */
  payment: { id: string; provider_id: string } | null
  vat: VatRates
}

type Planned = { order: FoundReturnable; plan: RefundPlan }

/**
 * The plan of each vendor order that a decision is about. Of a whole order, those that have nothing
 * to give back are left out.
 */
export function planAll(
  { kind, parts }: Pick<RefundDecision, "kind" | "parts">,
  found: FoundReturnable[],
): Planned[] {
  const planned = parts.flatMap((part): Planned[] => {
    const order = found.find((one) => one.id === part.vendor_order_id)
    if (!order) throw commonErrors.not_found({ what: things.order, id: part.vendor_order_id })
    const request = part.request === "whole" ? wholeOf(order) : part.request
    try {
      return [{ order, plan: planRefund(order, request, kind) }]
    } catch (error) {
      if (!(error instanceof RefundRefusedError)) throw error
      const { problem } = error
      const isNothing = problem.code === "nothing_to_refund" || problem.code === "nothing_paid"
      // Une commande dont il ne reste rien à rendre s'annule quand même.
      const isFine = kind === "cancellation" || parts.length > 1
      if (part.request === "whole" && isFine && isNothing) return []
      throw refusalOf(problem, order)
    }
  })
  if (planned.length === 0 && kind === "refund") throw errors.refund_nothing_left()
  return planned
}

function refusalOf(problem: RefundRefusedError["problem"], { number }: FoundReturnable) {
  switch (problem.code) {
    case "line_unknown":
      return errors.refund_line_unknown({ number, line: problem.line_id })
    case "quantity_above_left":
      return errors.refund_quantity_above_left({ number, left: problem.left })
    case "shipping_above_left":
      return errors.refund_shipping_above_left({ number, left: dinarsOf(problem.left_millimes) })
    case "stamp_alone":
      return errors.refund_stamp_alone({ number })
    case "nothing_to_refund":
      return errors.refund_nothing_left()
    case "nothing_paid":
      return errors.refund_nothing_paid({ number })
    case "above_paid":
      return errors.refund_above_paid({ number, left: dinarsOf(problem.left_millimes) })
  }
}

/** As people read it: 12.500. */
const dinarsOf = (millimes: number) => (millimes / 1000).toFixed(3)

export function leavesNothing(order: FoundReturnable, request: RefundRequest): boolean {
  // Une consigne et un timbre ne sont rien à livrer.
  const goods = order.lines.filter((line) => line.kind === "goods")
  return goods.every((line) => {
    const asked = request.lines
      .filter((one) => one.line_id === line.id)
      .reduce((acc, one) => acc + one.quantity, 0)
    return line.quantity - line.returned_quantity <= asked
  })
}
