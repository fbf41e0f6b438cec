import { matchesVehicle } from "../fitments.server"

const fitment = {
  make: "Citroën",
  model: "C3",
  generation: "II",
  label: "1.4 HDi 70",
  variant_id: "vvar_1",
  position: null,
  quantity: 1,
  note: null,
  exclusions: null,
  status: "declared" as const,
}

it.each(["citroen", "C3 hdi", "1.4 citroën", "ii c3"])("finds a vehicle by %p", (q) => {
  expect(matchesVehicle(fitment, q)).toBe(true)
})
it.each(["C4", "citroen tdi"])("does not find it by %p", (q) => {
  expect(matchesVehicle(fitment, q)).toBe(false)
})
