/** Browsers write the machine itself in one of these ways. */
const LOOPBACK = ["localhost", "127.0.0.1", "[::1]"]

/**
 * Where the panel shows a kept file. The local file store writes the address that the server had that
 * day, and serves its files beside the panel: after a start on another port they are read there.
 */
export function fileAddress(url: string): string {
  if (!URL.canParse(url)) return url
  const { hostname, pathname } = new URL(url)
  return LOOPBACK.includes(hostname) && pathname.startsWith("/static/") ? pathname : url
}
