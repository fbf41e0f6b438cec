import { environment } from "./env"

/** Pages that a mail's secret link opens. `no-referrer` would blank the origin of their own forms. */
const SECRET_LINKS = /\/(nouveau-mot-de-passe|confirmer-email)$/

/** Nothing inline, nothing foreign: scripts, styles and fonts are files of this site. */
export function securityHeaders(url: URL): [string, string][] {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    // Photos come from the API's file store, or from the bucket and CDN an operator puts before it.
    `img-src 'self' data: https: ${new URL(environment().apiUrl).origin}`,
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ]
  const headers: [string, string][] = [
    ["x-content-type-options", "nosniff"],
    ["x-frame-options", "DENY"],
    [
      "referrer-policy",
      SECRET_LINKS.test(url.pathname) ? "same-origin" : "strict-origin-when-cross-origin",
    ],
    ["permissions-policy", "camera=(), geolocation=(), microphone=(), payment=()"],
    ["cross-origin-opener-policy", "same-origin"],
  ]
  // The development server injects its own inline scripts and styles.
  if (!import.meta.env.DEV) {
    headers.push(["content-security-policy", policy.join("; ")])
  }
  if (url.protocol === "https:") {
    headers.push(["strict-transport-security", "max-age=31536000; includeSubDomains"])
  }
  return headers
}
