import type { APIRoute } from "astro"
import { withVehicle } from "../../features/vehicle/target"
import { localTarget } from "../../lib/local-target"

/** Goes on without a vehicle: the garage keeps it. */
export const POST: APIRoute = async ({ locals, request, redirect }) => {
  const form = await request.formData()
  locals.session.set({ vehicle: undefined, flash: { tone: "good", key: "vehicle.unused" } })
  return redirect(
    withVehicle(localTarget(form.get("retour"), locals.href("/pieces")), undefined),
    303,
  )
}
