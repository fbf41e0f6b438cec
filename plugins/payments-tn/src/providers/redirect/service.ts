import type {
  AuthorizePaymentInput,
  AuthorizePaymentOutput,
  GetPaymentStatusInput,
  GetPaymentStatusOutput,
  InitiatePaymentInput,
  InitiatePaymentOutput,
  RefundPaymentInput,
  RefundPaymentOutput,
} from "@medusajs/framework/types"
import { z } from "@medusajs/framework/zod"
import { toMillimes, type Millimes } from "@souk/kit/money"
import { judge } from "../../domain/online-payment"
import { RefusedByGatewayError, type GatewayName } from "../../domain/protocol"
import { gatewayOf, type Gateway, type GatewayOptions } from "../../gateways/gateway"
import { GatewayUnreachableError } from "../../gateways/exchange"
import { SilentProvider } from "../silent-provider"

/** What a payment session holds once its page is open. */
export const sessionData = z.object({
  reference: z.string(),
  gateway_ref: z.string(),
  amount_millimes: z.number().int(),
  expires_at: z.string(),
  /** Of the refunds asked through Medusa, what the gateway itself gave back. */
  refunded_millimes: z.number().int().optional(),
  fee_millimes: z.number().int().nullish(),
})
export type SessionData = z.infer<typeof sessionData>

/**
 * A gateway as Medusa sees one. It opens no page by itself: `begin-online-payment` does, once a line
 * of ours says so, and puts the gateway's reference into the session's data. Money is taken whole and
 * at once; every answer Medusa gets comes from asking the gateway again.
 *
 * Un lien remis à l'acheteur reste payable : aucune de ces passerelles ne sait le reprendre. Sa ligne
 * reste surveillée, et un paiement tardif est rendu. Ce qui fut payé est déjà encaissé quand Medusa
 * l'apprend : cela se rembourse et ne s'annule pas.
 */
export abstract class RedirectProvider extends SilentProvider<GatewayOptions> {
  protected readonly gateway: Gateway

  constructor(container: Record<string, unknown>, options: GatewayOptions) {
    super(container, options)
    const name = (this.constructor as typeof RedirectProvider).identifier as GatewayName
    const gateway = gatewayOf(name, options)
    if (!gateway) throw new Error(`The payment provider ${name} has no options`)
    this.gateway = gateway
  }

  async initiatePayment(input: InitiatePaymentInput): Promise<InitiatePaymentOutput> {
    return { id: String(input.data?.session_id ?? ""), data: {}, status: "requires_more" }
  }

  async authorizePayment(input: AuthorizePaymentInput): Promise<AuthorizePaymentOutput> {
    const data = sessionData.safeParse(input.data)
    if (!data.success) return { status: "requires_more", data: input.data ?? {} }
    const { status, fee_millimes } = await this.verify(data.data)
    return { status, data: { ...data.data, fee_millimes } }
  }

  async getPaymentStatus(input: GetPaymentStatusInput): Promise<GetPaymentStatusOutput> {
    const data = sessionData.safeParse(input.data)
    return { status: data.success ? (await this.verify(data.data)).status : "requires_more" }
  }

  private async verify(data: SessionData) {
    const told = await this.gateway.ask(data.gateway_ref)
    const verdict = judge(
      { ...data, status: "open", expires_at: new Date(data.expires_at) },
      told,
      new Date(),
    )
    const statuses = { paid: "captured", open: "requires_more" } as const
    const status =
      verdict.status === "paid" || verdict.status === "open" ? statuses[verdict.status] : "error"
    return { status, fee_millimes: told.fee_millimes } as const
  }

  /**
   * Gives money back by the gateway's API. What it cannot do, refuses, or may have done without saying
   * so fails with why: a person then looks and pays. A refund whose answer was lost is found when it is
   * asked again, where the gateway tells what it gave back.
   */
  async refundPayment(input: RefundPaymentInput): Promise<RefundPaymentOutput> {
    const data = sessionData.parse(input.data)
    const amount = toMillimes(input.amount)
    const { name, refunds } = this.gateway
    if (refunds === "none") {
      throw new RefusedByGatewayError(name, "its API gives no money back")
    }
    if (refunds === "whole" && amount !== data.amount_millimes) {
      throw new RefusedByGatewayError(name, "its API gives back whole payments only")
    }
    const before = data.refunded_millimes ?? 0
    const given = { data: { ...data, refunded_millimes: before + amount } }
    if (await this.hasGivenBack(data, before + amount)) return given
    try {
      await this.gateway.refund(data.gateway_ref, amount)
    } catch (error) {
      const isLost = error instanceof GatewayUnreachableError
      if (isLost && (await this.hasGivenBack(data, before + amount))) return given
      throw error
    }
    return given
  }

  private async hasGivenBack(data: SessionData, total: Millimes): Promise<boolean> {
    if (this.gateway.refunds !== "any") return false
    const { refunded_millimes: told } = await this.gateway.ask(data.gateway_ref)
    return told !== null && told >= total
  }
}
