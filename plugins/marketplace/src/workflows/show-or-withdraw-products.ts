import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import {
  createStep,
  createWorkflow,
  StepResponse,
  transform,
} from "@medusajs/framework/workflows-sdk"
import { emitEventStep } from "@medusajs/medusa/core-flows"
import { SoukEvents } from "@souk/kit/events"
import { maySell, VENDOR_STATUSES } from "../domain/vendor-status"

const SELLING = VENDOR_STATUSES.filter(maySell)
const PRODUCTS_PER_BATCH = 5_000

// Écrit le statut des produits de Medusa en une requête par lot : par son service, quarante mille
// produits prenaient plus d'une minute. The vendor's row is held for a batch, so that a batch never
// works for a status that has just changed; product and memory of it move in the same transaction.
const WITHDRAW = `
  WITH seller AS (
         SELECT id FROM vendor WHERE id = ? AND status <> ALL(?) AND deleted_at IS NULL FOR SHARE),
       batch AS (
         SELECT owned.id, owned.product_id
           FROM seller
           JOIN vendor_product owned ON owned.vendor_id = seller.id
            AND NOT owned.withdrawn AND owned.deleted_at IS NULL
           JOIN product ON product.id = owned.product_id
            AND product.status = 'published' AND product.deleted_at IS NULL
          LIMIT ?),
       hidden AS (
         UPDATE product SET status = 'draft', updated_at = now()
           FROM batch WHERE product.id = batch.product_id)
  UPDATE vendor_product SET withdrawn = true, updated_at = now()
    FROM batch WHERE vendor_product.id = batch.id`

const SHOW = `
  WITH seller AS (
         SELECT id FROM vendor WHERE id = ? AND status = ANY(?) AND deleted_at IS NULL FOR SHARE),
       batch AS (
         SELECT owned.id, owned.product_id
           FROM seller
           JOIN vendor_product owned ON owned.vendor_id = seller.id
            AND owned.withdrawn AND owned.deleted_at IS NULL
          LIMIT ?),
       shown AS (
         UPDATE product SET status = 'published', updated_at = now()
           FROM batch WHERE product.id = batch.product_id AND product.deleted_at IS NULL)
  UPDATE vendor_product SET withdrawn = false, updated_at = now()
    FROM batch WHERE vendor_product.id = batch.id`

const UNFINISHED = `
  SELECT owned.vendor_id
    FROM vendor_product owned JOIN vendor ON vendor.id = owned.vendor_id
   WHERE owned.withdrawn AND owned.deleted_at IS NULL
     AND vendor.status = ANY(?) AND vendor.deleted_at IS NULL
  UNION
  SELECT vendor.id FROM vendor
   WHERE vendor.status <> ALL(?) AND vendor.deleted_at IS NULL
     AND EXISTS (SELECT FROM vendor_product owned JOIN product ON product.id = owned.product_id
                  WHERE owned.vendor_id = vendor.id AND NOT owned.withdrawn
                    AND owned.deleted_at IS NULL
                    AND product.status = 'published' AND product.deleted_at IS NULL)`

/**
 * Un vendeur qui ne peut pas vendre n'a aucun produit publié : core lui-même ne liste et ne prix
 * plus rien de lui. Ce qui fut retiré est retenu : l'approbation remet cela, et rien d'autre.
 * Nothing to undo: products say what the vendor's status says, and a run that was cut goes on.
 */
const showOrWithdrawProductsStep = createStep(
  "show-or-withdraw-vendor-products",
  async ({ id }: { id: string }, { container }) => {
    const database = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
    for (const statement of [WITHDRAW, SHOW]) {
      for (let moved = PRODUCTS_PER_BATCH; moved === PRODUCTS_PER_BATCH;) {
        const { rowCount } = await database.raw<{ rowCount: number }>(statement, [
          id,
          SELLING,
          PRODUCTS_PER_BATCH,
        ])
        moved = rowCount
      }
    }
    return new StepResponse(null)
  },
)

/** Makes a vendor's products follow its status, and tells who shows them. Safe to run again. */
export const showOrWithdrawProductsWorkflow = createWorkflow(
  "show-or-withdraw-products",
  (input: { id: string }) => {
    showOrWithdrawProductsStep(input)
    emitEventStep({
      eventName: SoukEvents.VENDOR_UPDATED,
      data: transform(input, ({ id }) => ({ id })),
    })
  },
)

/** Vendors some of whose products do not follow their status: a run was cut, or its event was lost. */
export async function vendorsToFollow(container: MedusaContainer): Promise<string[]> {
  const database = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const { rows } = await database.raw<{ rows: { vendor_id: string }[] }>(UNFINISHED, [
    SELLING,
    SELLING,
  ])
  return rows.map((row) => row.vendor_id)
}
