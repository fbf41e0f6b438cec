export type TokenState = "fresh" | "ageing" | "expired"

/** Reads the dates of a token we received from the API; its signature is the API's business. */
export function tokenState(token: string, now: Date): TokenState {
  const payload = readPayload(token)
  if (!payload) {
    return "expired"
  }
  const nowSeconds = now.getTime() / 1000
  if (payload.exp <= nowSeconds) {
    return "expired"
  }
  return nowSeconds - payload.iat > (payload.exp - payload.iat) / 2 ? "ageing" : "fresh"
}

function readPayload(token: string): { iat: number; exp: number } | null {
  try {
    const payload: unknown = JSON.parse(
      Buffer.from(token.split(".")[1] ?? "", "base64url").toString("utf8"),
    )
    const { iat, exp } = payload as { iat?: unknown; exp?: unknown }
    return typeof iat === "number" && typeof exp === "number" ? { iat, exp } : null
  } catch {
    return null
  }
}
