import { commonErrors, things } from "@souk/kit/errors"
import type { SellingVendor } from "../../domain/checkout"
import { errors } from "../../domain/errors"
import type { VendorStatus } from "../../domain/vendor-status"
import type { Shared, Tables, VendorRow } from "./tables"

/** Writes a vendor's new status with the move that gave it, in one transaction. */
export async function recordStatusChange(
  tables: Tables,
  move: { id: string; from: VendorStatus; to: VendorStatus; reason: string; actor_id: string },
  context: Shared,
) {
  await tables.updateVendors({ id: move.id, status: move.to }, context)
  return await tables.createVendorStatusChanges(
    {
      vendor_id: move.id,
      from: move.from,
      to: move.to,
      reason: move.reason,
      actor_id: move.actor_id,
    },
    context,
  )
}

/** A vendor by its id, or the refusal that a person reads. */
export async function findVendor(tables: Tables, id: string): Promise<VendorRow> {
  const [vendor] = await tables.listVendors({ id }, { take: 1 })
  if (!vendor) throw commonErrors.not_found({ what: things.vendor, id })
  return vendor as unknown as VendorRow
}

/** @throws when the delegation is not one of the governorate's. */
export async function assertDelegation(
  tables: Tables,
  governorateCode: string,
  delegationCode: string,
): Promise<void> {
  const [found] = await tables.listDelegations(
    { code: delegationCode, governorate_code: governorateCode },
    { take: 1 },
  )
  if (!found) {
    throw errors.delegation_unknown({ governorate: governorateCode, delegation: delegationCode })
  }
}

/** Whose each product is, for thousands of them. */
export async function ownersOf(
  productIds: string[],
  context: Shared,
): Promise<{ product_id: string; vendor_id: string }[]> {
  return await context
    .manager!.getKnex()("vendor_product")
    .whereIn("product_id", productIds)
    .whereNull("deleted_at")
    .select("product_id", "vendor_id")
}

/** Vendor of each product, with what decides whether it may sell. */
export async function vendorsOfProducts(
  tables: Tables,
  productIds: string[],
): Promise<Map<string, SellingVendor>> {
  if (productIds.length === 0) return new Map()
  const rows = await tables.listVendorProducts(
    { product_id: productIds },
    { relations: ["vendor"] },
  )
  return new Map(
    rows.map((row) => [
      row.product_id,
      {
        id: row.vendor.id,
        handle: row.vendor.handle,
        name: row.vendor.name,
        status: row.vendor.status as VendorStatus,
        shipping_option_id: row.vendor.shipping_option_id,
      },
    ]),
  )
}

export async function listGovernoratesWithDelegations(tables: Tables) {
  const governorates = await tables.listGovernorates({}, { order: { code: "ASC" }, take: 100 })
  const delegations = await tables.listDelegations({}, { order: { name_fr: "ASC" }, take: 1000 })
  return governorates.map(({ code, name_fr, name_ar, name_en }) => ({
    code,
    name_fr,
    name_ar,
    name_en,
    delegations: delegations
      .filter((delegation) => delegation.governorate_code === code)
      .map((delegation) => ({
        code: delegation.code,
        name_fr: delegation.name_fr,
        name_ar: delegation.name_ar,
      })),
  }))
}
