const server = process.env.SOUK_TEST_API_URL
const key = process.env.SOUK_TEST_PUBLISHABLE_KEY ?? ""

export type Vehicle = { id: string; make: { name: string }; model: { name: string } }

async function ask<Answer>(path: string): Promise<Answer> {
  const answer = await fetch(server + path, { headers: { "x-publishable-api-key": key } })
  if (!answer.ok) throw new Error(`${path} → ${answer.status} ${await answer.text()}`)
  return (await answer.json()) as Answer
}

/** The vehicles that a vendor has parts in stock for. */
async function vehiclesOf(handle: string): Promise<Set<string>> {
  type Parts = { parts: { id: string }[] }
  type Fitments = { fitments: { variant_id: string }[] }
  const { parts } = await ask<Parts>(`/store/parts?in_stock=true&limit=60&vendor=${handle}`)
  const lists = await Promise.all(
    parts.map(({ id }) => ask<Fitments>(`/store/parts/${id}/fitments?limit=100`)),
  )
  return new Set(lists.flatMap(({ fitments }) => fitments.map(({ variant_id }) => variant_id)))
}

/** A vehicle that each of these vendors has a part in stock for. */
export async function vehicleServedBy(handles: string[]): Promise<Vehicle> {
  const served = await Promise.all(handles.map(vehiclesOf))
  const id = [...served[0]!].find((one) => served.every((vehicles) => vehicles.has(one)))
  if (!id) throw new Error(`no vehicle is served by ${handles.join(" and ")}`)
  return (await ask<{ vehicle_variant: Vehicle }>(`/store/vehicle-variants/${id}`)).vehicle_variant
}
