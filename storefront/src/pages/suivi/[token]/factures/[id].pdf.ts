import type { APIRoute } from "astro"
import { showProblem } from "../../../../lib/problem"

/** An invoice of the order that the link opens, handed on from the API: no key reaches the page. */
export const GET: APIRoute = async (context) => {
  const { token = "", id = "" } = context.params
  const found = await context.locals.api.invoicePdf(token, id)
  if (!found.ok) {
    return showProblem(context, found.error)
  }
  return new Response(found.value.body, {
    headers: {
      "content-type": "application/pdf",
      "content-disposition": found.value.disposition,
      "cache-control": "private, no-store",
      "x-robots-tag": "noindex",
    },
  })
}
