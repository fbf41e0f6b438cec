/**
 * Where a form asks to be sent back to. Only a path of this site is ever followed: `//evil.example`,
 * `/\evil.example`, `/..//evil.example`, `https:…` and control characters give the fallback.
 */
export function localTarget(value: unknown, fallback: string): string {
  if (typeof value !== "string" || !/^\/[^\\\u0000-\u0020]*$/.test(value)) {
    return fallback
  }
  const url = new URL(value, "http://here.invalid")
  const here = url.host === "here.invalid" && !url.pathname.startsWith("//")
  return here ? url.pathname + url.search + url.hash : fallback
}
