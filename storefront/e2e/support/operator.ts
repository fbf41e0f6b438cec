import { request, type APIRequestContext } from "@playwright/test"

const server = process.env.SOUK_TEST_API_URL

/** The marketplace's staff at work, while a buyer is on the storefront. */
export async function asOperator(): Promise<APIRequestContext> {
  const visitor = await request.newContext({ baseURL: server })
  const answer = await visitor.post("/auth/user/emailpass", {
    data: { email: "operateur@souk.example", password: "SoukDemo2026" },
  })
  const { token } = (await answer.json()) as { token: string }
  await visitor.dispose()
  return request.newContext({
    baseURL: server,
    extraHTTPHeaders: { authorization: `Bearer ${token}` },
  })
}

type Variant = {
  product_id: string
  inventory_items: { inventory_item_id: string }[]
}

async function variantOf(operator: APIRequestContext, id: string): Promise<Variant> {
  const answer = await operator.get("/admin/product-variants", {
    params: { id, fields: "product_id,inventory_items.inventory_item_id" },
  })
  const { variants } = (await answer.json()) as { variants: Variant[] }
  return variants[0]!
}

/** Sets the price of an offer, in dinars. */
export async function setPrice(variantId: string, dinars: number): Promise<void> {
  const operator = await asOperator()
  const { product_id } = await variantOf(operator, variantId)
  const answer = await operator.post(`/admin/products/${product_id}/variants/${variantId}`, {
    data: { prices: [{ currency_code: "tnd", amount: dinars }] },
  })
  if (!answer.ok()) throw new Error(await answer.text())
  await operator.dispose()
}

/** Sets how many the vendor has left. */
export async function setStock(variantId: string, stocked: number): Promise<void> {
  const operator = await asOperator()
  const { inventory_items } = await variantOf(operator, variantId)
  const item = inventory_items[0]!.inventory_item_id
  const levels = await operator.get(`/admin/inventory-items/${item}/location-levels`)
  const { inventory_levels } = (await levels.json()) as {
    inventory_levels: { location_id: string }[]
  }
  for (const { location_id } of inventory_levels) {
    const answer = await operator.post(
      `/admin/inventory-items/${item}/location-levels/${location_id}`,
      { data: { stocked_quantity: stocked } },
    )
    if (!answer.ok()) throw new Error(await answer.text())
  }
  await operator.dispose()
}

/** Makes a coupon that home announces, and gives its code. */
export async function announceCoupon(
  prefix: string,
  terms: { percent_bps: number; minimum_millimes?: number },
): Promise<string> {
  const operator = await asOperator()
  const code = `${prefix}-${String(Date.now()).slice(-8)}`
  const answer = await operator.post("/admin/coupons", {
    data: {
      code,
      name: "Remise d'accueil",
      max_uses_per_buyer: 1,
      ends_at: new Date(Date.now() + 2 * 86_400_000).toISOString(),
      is_public: true,
      ...terms,
    },
  })
  if (!answer.ok()) throw new Error(await answer.text())
  await operator.dispose()
  return code
}
