const startedAt = performance.now()

/** Runs one named step and prints how long it took; what it returns may say more in `note`. */
export async function step(name, work) {
  const from = performance.now()
  try {
    const result = await work()
    const note = typeof result === "string" ? ` (${result})` : ""
    console.log(`✓ ${name}${note} ${seconds(performance.now() - from)}`)
    return result
  } catch (error) {
    console.log(`✗ ${name} ${seconds(performance.now() - from)}`)
    throw error
  }
}

export function sinceStart() {
  return seconds(performance.now() - startedAt)
}

export function seconds(milliseconds) {
  return `${(milliseconds / 1000).toFixed(1)} s`
}
