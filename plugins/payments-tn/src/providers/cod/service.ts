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
import { randomUUID } from "node:crypto"
import { SilentProvider } from "../silent-provider"

/**
 * Cash on delivery. L'acheteur s'engage à la commande (autorisé) ; l'argent n'existe qu'à la
 * livraison, quand le transporteur encaisse (capturé). Nothing is asked of anybody here: the
 * amounts are the payment module's.
 */
export default class CashOnDeliveryProvider extends SilentProvider {
  static override identifier = "cod"

  constructor(container: Record<string, unknown>, config: Record<string, unknown> = {}) {
    super(container, config)
  }

  async initiatePayment(_input: InitiatePaymentInput): Promise<InitiatePaymentOutput> {
    return { id: randomUUID(), data: {} }
  }

  async authorizePayment(input: AuthorizePaymentInput): Promise<AuthorizePaymentOutput> {
    return { status: "authorized", data: input.data ?? {} }
  }

  async getPaymentStatus(_input: GetPaymentStatusInput): Promise<GetPaymentStatusOutput> {
    return { status: "authorized" }
  }

  // Le remboursement d'espèces se fait de la main à la main : ici il n'est que constaté.
  async refundPayment(input: RefundPaymentInput): Promise<RefundPaymentOutput> {
    return { data: input.data ?? {} }
  }
}
