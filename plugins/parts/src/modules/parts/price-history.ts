import type { EntityManager } from "@medusajs/framework/mikro-orm/knex"
import type { Millimes } from "@souk/kit/money"
import { struckPrice, type AskedPrice } from "../../domain/struck-price"
import { sql } from "./sql"

/** An offer whose price changed, or which went on or off sale. */
export type PriceMove = {
  offer_id: string
  before: Millimes | null
  after: Millimes | null
  /** Since when it asked `before`, as far as is known when nothing was written of it. */
  created_at: Date | string
}

/**
 * Writes what offers ask from now on, in the transaction that changes it. Of an offer that was on sale
 * before anything was written, the first price is written with the second.
 */
export async function recordPrices(
  manager: EntityManager,
  moves: PriceMove[],
  now: Date,
): Promise<void> {
  if (moves.length === 0) return
  await sql(
    manager,
    `WITH move AS MATERIALIZED (
       SELECT * FROM json_to_recordset(?::json)
           AS move(offer_id text, before integer, after integer, created_at timestamptz)),
     asked AS (
       SELECT offer_id, before AS price_millimes, created_at AS asked_from FROM move
        WHERE before IS NOT NULL
          AND NOT EXISTS (SELECT 1 FROM offer_price WHERE offer_price.offer_id = move.offer_id)
       UNION ALL
       SELECT offer_id, after, ?::timestamptz FROM move)
     INSERT INTO offer_price (id, offer_id, price_millimes, asked_from)
     -- Ids that follow time, as Medusa's do: those of one moment are beside each other in the index.
     SELECT 'oprice_' || lpad(to_hex((extract(epoch FROM clock_timestamp()) * 1000)::bigint), 12, '0')
                      || substr(replace(gen_random_uuid()::text, '-', ''), 13),
            offer_id, price_millimes, asked_from
       FROM asked`,
    [JSON.stringify(moves), now],
  )
  await refreshStruckPrices(
    manager,
    moves.map((move) => move.offer_id),
    now,
  )
}

/** Decides again which price each offer is shown against. Answers the ids of those where it changed. */
export async function refreshStruckPrices(
  manager: EntityManager,
  offerIds: string[],
  now: Date,
): Promise<string[]> {
  const rows = await sql<AskedPrice & { offer_id: string }>(
    manager,
    // Only of those that once asked less than just before: the others are shown against nothing.
    `WITH history AS MATERIALIZED (
       SELECT offer_id, price_millimes, asked_from, id,
              price_millimes < lag(price_millimes) OVER (PARTITION BY offer_id ORDER BY asked_from, id) AS reduced
         FROM offer_price WHERE offer_id = ANY(?) AND deleted_at IS NULL)
     SELECT offer_id, price_millimes, asked_from FROM history
      WHERE offer_id IN (SELECT offer_id FROM history WHERE reduced) ORDER BY asked_from, id`,
    [offerIds],
  )
  const histories = new Map<string, AskedPrice[]>(offerIds.map((id) => [id, []]))
  for (const { offer_id, ...asked } of rows) histories.get(offer_id)!.push(asked)
  const decided = [...histories].map(([id, history]) => {
    const struck = struckPrice(history, now)
    return {
      id,
      struck_price_millimes: struck?.price_millimes ?? null,
      struck_until: struck?.until ?? null,
    }
  })
  const changed = await sql<{ id: string }>(
    manager,
    `UPDATE offer SET struck_price_millimes = fresh.struck_price_millimes,
                      struck_until = fresh.struck_until, updated_at = now()
       FROM json_populate_recordset(NULL::offer, ?::json) AS fresh
      WHERE offer.id = fresh.id
        AND (offer.struck_price_millimes, offer.struck_until)
            IS DISTINCT FROM (fresh.struck_price_millimes, fresh.struck_until)
     RETURNING offer.id`,
    [JSON.stringify(decided)],
  )
  return changed.map(({ id }) => id)
}

/** Offers whose reduction has lasted its time: their price is the price from now on. */
export async function endReductions(manager: EntityManager, now: Date): Promise<string[]> {
  const ended = await sql<{ id: string }>(
    manager,
    `UPDATE offer SET struck_price_millimes = NULL, struck_until = NULL, updated_at = now()
      WHERE struck_until <= ? RETURNING id`,
    [now],
  )
  return ended.map(({ id }) => id)
}
