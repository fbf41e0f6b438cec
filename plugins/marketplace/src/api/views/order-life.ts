import type { MedusaContainer } from "@medusajs/framework/types"
import { z } from "@medusajs/framework/zod"
import {
  CANCELLATION_ASKERS,
  CANCELLATION_REQUEST_STATUSES,
} from "../../domain/cancellation-request"
import { DELIVERY_FAILURE_NEXT, DELIVERY_FAILURE_REASONS } from "../../domain/delivery-failure"
import { MARKETPLACE_MODULE } from "../../modules/marketplace"
import type MarketplaceModuleService from "../../modules/marketplace/service"

/** A time that the carrier could not hand the parcel over. */
export const failedDeliverySchema = z.object({
  attempt: z.number().int(),
  reason: z.enum(DELIVERY_FAILURE_REASONS),
  /** The carrier comes again, or the parcel goes back to its vendor. */
  next: z.enum(DELIVERY_FAILURE_NEXT),
  note: z.string().nullable(),
  at: z.date(),
  by: z.string(),
})

export const cancellationRequestSchema = z.object({
  id: z.string(),
  asked_by: z.enum(CANCELLATION_ASKERS),
  reason: z.string(),
  status: z.enum(CANCELLATION_REQUEST_STATUSES),
  /** Why it was refused. */
  answer: z.string().nullable(),
  at: z.date(),
  decided_at: z.date().nullable(),
})

type Failed = z.infer<typeof failedDeliverySchema>
type Asked = z.infer<typeof cancellationRequestSchema>

/** What happened to vendor orders beside the straight way, by vendor order, oldest first. */
export async function livesOf(
  container: MedusaContainer,
  vendorOrderIds: string[],
): Promise<{ failures: Map<string, Failed[]>; requests: Map<string, Asked[]> }> {
  const marketplace: MarketplaceModuleService = container.resolve(MARKETPLACE_MODULE)
  const which = { vendor_order_id: vendorOrderIds }
  const [failed, asked] = await Promise.all([
    marketplace.listDeliveryFailures(which, { take: 5000, order: { attempt: "ASC" } }),
    marketplace.listCancellationRequests(which, { take: 5000, order: { id: "ASC" } }),
  ])
  const failures = new Map<string, Failed[]>()
  for (const { vendor_order_id, attempt, reason, next, note, created_at, actor } of failed) {
    const before = failures.get(vendor_order_id) ?? []
    const failure = { attempt, reason, next, note, at: created_at, by: actor }
    failures.set(vendor_order_id, [...before, failure])
  }
  const requests = new Map<string, Asked[]>()
  for (const { vendor_order_id, id, asked_by, reason, status, answer, ...when } of asked) {
    const before = requests.get(vendor_order_id) ?? []
    const at = { at: when.created_at, decided_at: when.decided_at }
    requests.set(vendor_order_id, [...before, { id, asked_by, reason, status, answer, ...at }])
  }
  return { failures, requests }
}
