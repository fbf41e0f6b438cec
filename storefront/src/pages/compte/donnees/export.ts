import type { APIRoute } from "astro"
import { signedInBuyer } from "../../../features/account/signed-in"
import type { Order } from "../../../lib/api-types"
import { showProblem } from "../../../lib/problem"

const ORDERS_AT_A_TIME = 100
const MAX_ORDERS = 5_000

/** Everything the shop holds on the signed-in buyer, as one file (loi 2004-63, droit d'accès). */
export const GET: APIRoute = async (context) => {
  const { api } = context.locals
  const buyer = await signedInBuyer(context)
  if ("response" in buyer) {
    return buyer.response
  }
  const [addresses, garage, company] = await Promise.all([
    api.addresses(),
    api.garage(),
    api.taxIdentity(),
  ])
  if (!addresses.ok) {
    return showProblem(context, addresses.error)
  }
  const orders: Order[] = []
  for (let more = true; more && orders.length < MAX_ORDERS;) {
    const page = await api.myOrders(ORDERS_AT_A_TIME, orders.length)
    if (!page.ok) {
      return showProblem(context, page.error)
    }
    orders.push(...page.value.orders)
    more = page.value.orders.length > 0 && orders.length < page.value.count
  }
  const file = {
    exported_at: new Date().toISOString(),
    customer: buyer.customer,
    addresses: addresses.value,
    garage: garage.ok ? garage.value : [],
    company: company.ok ? company.value : null,
    orders,
  }
  return new Response(JSON.stringify(file, null, 2), {
    headers: {
      "content-type": "application/json; charset=utf-8",
      "content-disposition": 'attachment; filename="souk-mes-donnees.json"',
      "cache-control": "private, no-store",
    },
  })
}
