/**
 * Whether a request that changes something comes from one of our own pages. Astro compares `Origin`
 * with its idea of the site's address; this one also trusts what the browser says of the sender.
 */
export function comesFromHere(headers: Headers, url: URL): boolean {
  const site = headers.get("sec-fetch-site")
  if (site !== null && site !== "same-origin" && site !== "none") {
    return false
  }
  const origin = headers.get("origin")
  if (origin === null) {
    return site === "same-origin"
  }
  return origin === url.origin
}
