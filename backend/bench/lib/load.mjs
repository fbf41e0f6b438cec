import autocannon from "autocannon"
import { percentile } from "./report.mjs"

const MINIMUM = 20
/** Clients side by side are served that much faster than one alone, about: enough to last as long. */
const SIDE_BY_SIDE = 4

/**
 * Asks for the paths in turn, about so many seconds, after a round that warms them up and says how
 * many answers that will be. A number and not a time ends it: no answer is cut, the slow ones least.
 * Each client begins at another path.
 */
export async function load({ name, url, headers = {} }, paths, connections, seconds) {
  const warming = performance.now()
  for (const path of paths) await bodyOf(url + path, headers)
  const perSecond = (paths.length * 1000) / (performance.now() - warming)
  const durations = []
  const requests = paths.map((path) => ({ method: "GET", path }))
  const faster = connections > 1 ? SIDE_BY_SIDE : 1
  let clients = 0
  const from = performance.now()
  let last = from
  const instance = autocannon({
    url,
    connections,
    amount: Math.max(MINIMUM, connections * 2, Math.round(perSecond * seconds * faster)),
    timeout: 60,
    headers,
    requests,
    setupClient: (client) => {
      const from = Math.floor((clients++ * requests.length) / connections)
      client.setRequests([...requests.slice(from), ...requests.slice(0, from)])
    },
  })
  instance.on("response", (_client, status, _bytes, milliseconds) => {
    if (status === 200) durations.push(milliseconds)
    // The instance itself ends at its next tick, up to a second later.
    last = performance.now()
  })
  const result = await instance
  const failed = result.non2xx + result.errors + result.timeouts
  if (failed > 0) throw new Error(`${name} failed ${failed} times on ${paths[0]}.`)
  return {
    p50: percentile(durations, 0.5),
    p95: percentile(durations, 0.95),
    rate: durations.length / ((last - from) / 1000),
    answers: durations.length,
  }
}

/** The answer to one request; anything but 200 ends the bench. */
export async function bodyOf(url, headers = {}) {
  const response = await fetch(url, { headers, redirect: "manual" })
  const text = await response.text()
  if (response.status !== 200) throw new Error(`${url} answered ${response.status}: ${text}`)
  return text
}
