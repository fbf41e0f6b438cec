import type { APIRoute } from "astro"
import { loadChoices } from "../../features/vehicle/vehicle.server"

/** The lists of the vehicle picker, for the script that fills them in place. */
export const GET: APIRoute = async ({ locals, url }) => {
  const choices = await loadChoices(locals.api, locals.t, {
    make: url.searchParams.get("make") ?? undefined,
    model: url.searchParams.get("model") ?? undefined,
  })
  return choices.ok
    ? Response.json(
        { choices: choices.value },
        { headers: { "cache-control": "public, max-age=3600" } },
      )
    : Response.json({ message: choices.error.message }, { status: choices.error.status })
}
