import type { Logger, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import {
  createStep,
  createWorkflow,
  StepResponse,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { reasonOf } from "@souk/kit/errors"
import { MARKETPLACE_MODULE } from "../modules/marketplace"
import type MarketplaceModuleService from "../modules/marketplace/service"
import { freeCancelledStock } from "./free-stock"
import { recordCaptures } from "./record-captures"
import { sendRefund } from "./send-refund"

export type RefundRepair = { sent: string[]; freed: string[]; captured: string[]; failed: string[] }

const LOOK_BACK_DAYS = 7

/**
 * What a killed process leaves of a refund: booked and not sent, cancelled with its stock still
 * held, captured by a gateway and not told to the ledger. Each is finished; nothing changes when run
 * again.
 */
const repairStep = createStep(
  "repair-refunds",
  async (input: { older_than_seconds: number }, { container }) => {
    const marketplace: MarketplaceModuleService = container.resolve(MARKETPLACE_MODULE)
    const logger: Logger = container.resolve(ContainerRegistrationKeys.LOGGER)
    const before = new Date(Date.now() - input.older_than_seconds * 1000)
    const report: RefundRepair = { sent: [], freed: [], captured: [], failed: [] }
    const each = async (ids: string[], done: string[], mend: (id: string) => Promise<unknown>) => {
      for (const id of ids) {
        try {
          await mend(id)
          done.push(id)
        } catch (error) {
          logger.error(`${id} could not be repaired: ${reasonOf(error)}`)
          report.failed.push(id)
        }
      }
    }
    const left = await marketplace.refundsLeft(before)
    await each(
      left.map(({ id }) => id),
      report.sent,
      (id) => sendRefund(container, id),
    )
    await each(await heldOrders(container, before), report.freed, (id) =>
      freeCancelledStock(container, id),
    )
    await each(await untoldCaptures(container), report.captured, (id) =>
      recordCaptures(container, { payment_id: id }),
    )
    return new StepResponse(report)
    // No undo: each repair is complete by itself and safe to run again.
  },
)

export const repairRefundsWorkflow = createWorkflow(
  "repair-refunds",
  (input: { older_than_seconds: number }) => new WorkflowResponse(repairStep(input)),
)

/** Orders with a cancelled piece that is still reserved, or a cancelled slice still prepared. */
async function heldOrders(container: MedusaContainer, before: Date): Promise<string[]> {
  const knex: Knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const { rows } = await knex.raw<{ rows: { order_id: string }[] }>(
    `select distinct o.order_id
       from vendor_order o
       join vendor_order_line l on l.vendor_order_id = o.id and l.cancelled_quantity > 0
       left join reservation_item r on r.line_item_id = l.line_item_id and r.deleted_at is null
       left join product_variant_inventory_item k
         on k.variant_id = l.variant_id and k.inventory_item_id = r.inventory_item_id
            and k.deleted_at is null
       left join fulfillment f on f.id = o.fulfillment_id and o.status = 'cancelled'
            and f.canceled_at is null and f.shipped_at is null
      where exists (select 1 from order_refund_share s where s.vendor_order_id = o.id
                     and s.created_at > now() - make_interval(days => ?) and s.created_at < ?)
        and (r.quantity > coalesce(k.required_quantity, 1) * (l.quantity - l.cancelled_quantity)
             or f.id is not null)
      limit 200`,
    [LOOK_BACK_DAYS, before],
  )
  return rows.map((row) => row.order_id)
}

/** Payments with a capture that no movement names. Cash is booked by its delivery. */
async function untoldCaptures(container: MedusaContainer): Promise<string[]> {
  const knex: Knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const { rows } = await knex.raw<{ rows: { id: string }[] }>(
    `select distinct p.id
       from capture c
       join payment p on p.id = c.payment_id and p.provider_id not like 'pp_cod%'
      where c.deleted_at is null
        and c.created_at > now() - make_interval(days => ?)
        and exists (select 1 from payment_allocation a
                     where a.payment_collection_id = p.payment_collection_id)
        and not exists (select 1 from payment_allocation a
                          join ledger_transaction t
                            on t.source in (c.id || '/' || a.vendor_order_id, c.id || '/excess')
                               and t.kind = 'payment_captured'
                         where a.payment_collection_id = p.payment_collection_id)
      limit 200`,
    [LOOK_BACK_DAYS],
  )
  return rows.map((row) => row.id)
}
