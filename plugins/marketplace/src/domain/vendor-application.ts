const LONGEST_HANDLE = 50

/** `Garage Ben Alí & fils` → `garage-ben-ali-fils`; a name without Latin letters takes the fallback. */
export function handleOf(name: string, fallback: string): string {
  const handle = name
    .normalize("NFD")
    .replace(/\p{Diacritic}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, LONGEST_HANDLE)
    .replace(/^-+|-+$/g, "")
  return handle || fallback
}

/** The first of `handle`, `handle-2`, `handle-3`… that nobody bears. */
export function freeHandle(handle: string, taken: ReadonlySet<string>): string {
  let free = handle
  for (let n = 2; taken.has(free); n += 1) free = `${handle}-${n}`
  return free
}
