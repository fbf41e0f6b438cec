import type { APIRoute } from "astro"
import { isPlate } from "../../features/vehicle/garage"
import { withVehicle } from "../../features/vehicle/target"
import { changeGarage, type GarageAction } from "../../features/vehicle/vehicle.server"
import { failureFlash } from "../../lib/failure"
import { textOf } from "../../lib/form"
import { localTarget } from "../../lib/local-target"

const actions: GarageAction[] = ["use", "plate", "remove"]
const done = {
  use: "vehicle.used",
  plate: "vehicle.plateSaved",
  remove: "vehicle.removed",
} as const

/** Uses, names or removes one vehicle of the garage. */
export const POST: APIRoute = async ({ locals, request, redirect }) => {
  const { session, href } = locals
  const form = await request.formData()
  const here = href("/vehicule")
  const id = textOf(form, "vehicle")
  const plate = textOf(form, "plate")
  const action = actions.find((name) => name === form.get("action"))
  if (!action) {
    return redirect(here, 303)
  }
  if (!isPlate(plate)) {
    session.set({ flash: { tone: "bad", key: "vehicle.badPlate" } })
    return redirect(here, 303)
  }
  const changed = await changeGarage(locals, action, id, plate)
  session.set({
    flash: changed.ok ? { tone: "good", key: done[action] } : failureFlash(changed.error),
  })
  const back = localTarget(form.get("retour"), "")
  return redirect(
    action === "use" && back ? withVehicle(back, session.data.vehicle?.id) : here,
    303,
  )
}
