/**
 * Whether a request that changes something comes from one of our own pages: what the browser says of
 * its sender, then `Origin` against our address. A request that says neither is refused.
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
