import { isStopping } from "./shutdown.mjs"

const startedAt = performance.now()

/** Runs one named step and prints how long it took, with a note drawn from its result. */
export async function step(name, work, note = () => undefined) {
  const from = performance.now()
  try {
    const result = await work()
    const said = note(result)
    console.log(`✓ ${name}${said ? ` (${said})` : ""} ${seconds(performance.now() - from)}`)
    return result
  } catch (error) {
    if (!isStopping()) console.log(`✗ ${name} ${seconds(performance.now() - from)}`)
    throw error
  }
}

export function sinceStart() {
  return seconds(performance.now() - startedAt)
}

export function seconds(milliseconds) {
  return `${(milliseconds / 1000).toFixed(1)} s`
}
