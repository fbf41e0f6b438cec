/** Keeps what rarely changes (categories, governorates, makes) for a while; a failure is not kept. */
export function remember<T, K extends string = string>(
  seconds: number,
  load: (key: K) => Promise<T>,
  keep: (value: T) => boolean,
) {
  const kept = new Map<K, { until: number; value: Promise<T> }>()

  return (key: K): Promise<T> => {
    const now = Date.now()
    const found = kept.get(key)
    if (found && found.until > now) {
      return found.value
    }
    const value = load(key)
    kept.set(key, { until: now + seconds * 1000, value })
    const forget = () => {
      if (kept.get(key)?.value === value) {
        kept.delete(key)
      }
    }
    value.then((loaded) => keep(loaded) || forget(), forget)
    return value
  }
}
