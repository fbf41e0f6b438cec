/** The page to go back to, seen with another vehicle (or none). */
export function withVehicle(target: string, vehicle: string | undefined): string {
  const url = new URL(target, "http://here.invalid")
  url.searchParams.delete("vehicle")
  if (vehicle) {
    url.searchParams.set("vehicle", vehicle)
  }
  return url.pathname + url.search
}
