import type { MedusaRequest } from "@medusajs/framework/http"
import { factsOfLines, type AskedLine } from "@souk/kit/lines"
import { matchesPattern } from "../domain/access"
import { CHECKOUT_MARK } from "../domain/checkout"

/** A line of the cart that an address names. */
export type CartLine = {
  id: string
  variant_id: string | null
  metadata: Record<string, unknown> | null
}

type Fields = Record<string, unknown>
const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value)

/**
 * La ligne garde ce que la boutique a dit de la pièce, jamais ce que l'acheteur écrit : ses
 * métadonnées sont remplacées avant que le cœur ne les lise. What core's validator will refuse is
 * left for it to refuse.
 */
export async function writeLineFacts(
  req: MedusaRequest,
  path: string,
  lines: CartLine[],
): Promise<void> {
  if (!isFields(req.body)) return
  const body = req.body
  const asked = (metadata: unknown) => (isFields(metadata) ? metadata : {})
  const targets: { fields: Fields; line: AskedLine }[] = []

  if (matchesPattern("/store/carts/:id/line-items/:line_id", path)) {
    // Sans métadonnées, seule la quantité change et ce qui a été dit reste. Avec, l'acheteur demande
    // que ce soit redit : c'est ainsi qu'il confirme une pièce dont l'annonce a changé.
    const line = lines.find((one) => one.id === path.split("/").pop())
    // Une consigne n'a pas de variante : ce qu'elle est, la boutique seule le dit.
    if (!line?.variant_id) delete body.metadata
    if (!line?.variant_id || body.metadata === undefined) return
    const kept = line.metadata ?? {}
    targets.push({
      fields: body,
      line: {
        variant_id: line.variant_id,
        asked: { ...kept, ...asked(body.metadata) },
        siblings: [],
      },
    })
  } else {
    const added = matchesPattern("/store/carts", path)
      ? body.items
      : matchesPattern("/store/carts/:id/line-items", path)
        ? [body]
        : null
    for (const fields of Array.isArray(added) ? added.filter(isFields) : []) {
      const { variant_id, metadata } = fields
      if (typeof variant_id !== "string") continue
      const siblings = lines.filter((one) => one.variant_id === variant_id)
      targets.push({
        fields,
        line: {
          variant_id,
          asked: asked(metadata),
          siblings: siblings.map((one) => one.metadata ?? {}),
        },
      })
    }
  }
  const facts = await factsOfLines(
    targets.map(({ line }) => line),
    req.scope,
  )
  targets.forEach(({ fields }, index) => (fields.metadata = facts[index]))
}

/**
 * Un acheteur n'écrit pas dans ce que la boutique retient de son panier : qu'il est passé par la
 * commande, et avec quelles consignes. Et un panier changé par la route du cœur (adresse, téléphone,
 * région) n'est plus celui dont on a contrôlé le gouvernorat et le droit de payer à la livraison : il
 * repasse par la commande.
 */
export function forgetCheckout(req: MedusaRequest, path: string): void {
  if (!isFields(req.body)) return
  if (matchesPattern("/store/carts", path)) delete req.body.metadata
  if (matchesPattern("/store/carts/:id", path)) req.body.metadata = { [CHECKOUT_MARK]: "" }
}
