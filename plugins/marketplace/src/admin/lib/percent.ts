/** `12,5` percent in basis points; undefined when it is no percentage up to a hundred. */
export function readPercent(text: string): number | undefined {
  const match = /^(\d{1,3})(?:[.,](\d{1,2}))?$/.exec(text.trim())
  if (!match) return undefined
  const bps = Number(match[1]) * 100 + Number((match[2] ?? "").padEnd(2, "0"))
  return bps <= 10_000 ? bps : undefined
}

/** Basis points as somebody would type them. */
export function percentOf(bps: number): string {
  return String(bps / 100).replace(".", ",")
}
