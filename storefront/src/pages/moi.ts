import type { APIRoute } from "astro"

/** What a shared page does not say of its reader, see scripts/personal.ts. */
export const GET: APIRoute = ({ locals }) => {
  const { cartCount = 0, vehicle } = locals.session.data
  return Response.json(
    {
      cart: cartCount,
      cartName: locals.t("nav.cartCount", { count: cartCount }),
      vehicle: vehicle ?? null,
    },
    { headers: { "cache-control": "private, no-store" } },
  )
}
