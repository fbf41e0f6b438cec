type Personal = { cart: number; cartName: string; vehicle: { id: string; label: string } | null }

/**
 * Lists and parts are the same page for everybody: what is the reader's own comes here. Without it
 * the cart's number is missing, and nothing else.
 */
export async function showPersonal(): Promise<void> {
  const header = document.querySelector<HTMLElement>("[data-personal]")
  if (!header?.dataset.personal) {
    return
  }
  const answer = await fetch(header.dataset.personal).catch(() => null)
  if (!answer?.ok) {
    return
  }
  // Our own endpoint, see pages/moi.ts.
  const { cart, cartName, vehicle } = (await answer.json()) as Personal
  const count = header.querySelector<HTMLElement>("[data-cart-count]")
  const name = header.querySelector<HTMLElement>("[data-cart-name]")
  if (count && name) {
    count.textContent = String(cart)
    count.hidden = cart === 0
    name.textContent = cartName
  }

  const bar = header.querySelector<HTMLElement>("[data-vehicle-bar]")
  if (!bar || !vehicle) {
    return
  }
  const url = new URL(window.location.href)
  // A copy kept by a CDN was made for nobody's vehicle: ask for the reader's.
  if (bar.dataset.vehicleBar === "reload" && !url.searchParams.has("vehicle")) {
    url.searchParams.set("vehicle", vehicle.id)
    window.location.replace(url)
    return
  }
  const label = bar.querySelector("[data-vehicle-name]")
  if (label) {
    label.textContent = vehicle.label
  }
}
