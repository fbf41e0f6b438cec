import type { BigNumberInput, MedusaContainer } from "@medusajs/framework/types"
import { roundToMillimes } from "@souk/kit/money"
import { read } from "@souk/kit/query"
import { MARKETPLACE_MODULE } from "../modules/marketplace"
import { isCash } from "../modules/marketplace/returnable"
import type MarketplaceModuleService from "../modules/marketplace/service"
import { confirmVendorOrderWorkflow } from "./confirm-vendor-order"
import { sendRefund } from "./send-refund"

type CapturedPayment = {
  id: string
  provider_id: string
  payment_collection_id: string
  /** A provider writes `fee_millimes` here once the gateway confirmed what it keeps. */
  data: Record<string, unknown> | null
  captures: { id: string; amount: BigNumberInput }[]
}

/**
 * Books what gateways captured to the vendor orders it pays, each its share, and confirms those that
 * are paid whole. Safe to run again: a capture is booked once.
 */
export async function recordCaptures(
  container: MedusaContainer,
  which: { payment_id: string } | { payment_collection_id: string },
): Promise<void> {
  const marketplace: MarketplaceModuleService = container.resolve(MARKETPLACE_MODULE)
  const payments = await read<CapturedPayment>(container, {
    entity: "payment",
    fields: [
      "id",
      "provider_id",
      "payment_collection_id",
      "data",
      "captures.id",
      "captures.amount",
    ],
    filters:
      "payment_id" in which
        ? { id: which.payment_id }
        : { payment_collection_id: which.payment_collection_id },
  })
  for (const payment of payments) {
    if (isCash(payment.provider_id)) continue
    const fee = Number(payment.data?.fee_millimes ?? 0)
    for (const [index, capture] of payment.captures.entries()) {
      await marketplace.recordCapture({
        id: capture.id,
        payment_id: payment.id,
        payment_collection_id: payment.payment_collection_id,
        provider_id: payment.provider_id,
        amount_millimes: roundToMillimes(capture.amount),
        fee_millimes: index === 0 && Number.isSafeInteger(fee) && fee > 0 ? fee : 0,
      })
    }
    // Ce qui a été payé en trop repart aussitôt ; si ce processus meurt, la réparation s'en charge.
    const excess = await marketplace.listOrderRefunds({
      key: payment.captures.map((capture) => `excess:${capture.id}`),
      status: "sending",
    })
    for (const refund of excess) await sendRefund(container, refund.id)
    if (payment.captures.length > 0) await confirmPaid(container, payment.payment_collection_id)
  }
}

/** Payée en ligne, une commande est confirmée par son paiement. */
async function confirmPaid(container: MedusaContainer, collectionId: string): Promise<void> {
  const marketplace: MarketplaceModuleService = container.resolve(MARKETPLACE_MODULE)
  const shares = await marketplace.listPaymentAllocations(
    { payment_collection_id: collectionId },
    { relations: ["vendor_order"], take: 100 },
  )
  for (const share of shares) {
    const isPaid = Number(share.captured_millimes) >= Number(share.due_millimes)
    if (!isPaid || share.vendor_order.status !== "new") continue
    await confirmVendorOrderWorkflow(container).run({
      input: { id: share.vendor_order.id, mover: "payment", actor: "payment" },
    })
  }
}
