import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

export type Read = {
  entity: string
  fields: string[]
  filters?: Record<string, unknown>
  pagination?: { skip?: number; take?: number; order?: Record<string, "ASC" | "DESC"> }
  /** Rows that were soft-deleted too. */
  withDeleted?: boolean
}

/**
 * Reads through Medusa's Query. Query cannot type what other modules hold, so the caller names the
 * shape of a row (`Row`), which is exactly the fields it asks for.
 */
export async function read<Row>(container: MedusaContainer, what: Read): Promise<Row[]> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph(what as Parameters<typeof query.graph>[0])
  return data as Row[]
}

/** As `read`, for one row or none. */
export async function readOne<Row>(
  container: MedusaContainer,
  what: Read,
): Promise<Row | undefined> {
  const [row] = await read<Row>(container, what)
  return row
}

/** As `read`, with the total number of rows for a list's envelope. */
export async function readPage<Row>(
  container: MedusaContainer,
  what: Read & { pagination: NonNullable<Read["pagination"]> },
): Promise<{ rows: Row[]; count: number }> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data, metadata } = await query.graph(what as Parameters<typeof query.graph>[0])
  return { rows: data as Row[], count: metadata?.count ?? data.length }
}
