import type { Call } from "../domain/protocol"

/** No answer that can be read, after every attempt: whether the gateway did what was asked is unknown. */
export class GatewayUnreachableError extends Error {
  constructor(
    readonly gateway: string,
    readonly attempts: number,
    readonly cause_: "timeout" | "network" | `http ${number}`,
  ) {
    super(`${gateway} gave no usable answer (${cause_}, ${attempts} attempts)`)
    this.name = "GatewayUnreachableError"
  }
}

export type ExchangeOptions = {
  gateway: string
  base_url: string
  timeout_ms: number
  /** Attempts of a call that may be repeated; any other is sent once. */
  attempts: number
  wait?: (ms: number) => Promise<unknown>
}

const FIRST_WAIT_MS = 250
const LONGEST_ANSWER = 200_000

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/**
 * Sends a call and gives back the JSON of its answer. Errors name the gateway and what happened,
 * never the address, the headers or the body: these hold secrets.
 */
export async function exchange(call: Call, options: ExchangeOptions): Promise<unknown> {
  const attempts = call.repeatable ? options.attempts : 1
  let cause: GatewayUnreachableError["cause_"] = "network"
  for (let attempt = 1; attempt <= attempts; attempt++) {
    // Each wait twice the last, spread so that servers do not come back all at once.
    if (attempt > 1) {
      const longest = FIRST_WAIT_MS * 2 ** (attempt - 2)
      await (options.wait ?? pause)(longest * (0.5 + Math.random() / 2))
    }
    try {
      const response = await send(call, options)
      const answer = await readJson(response)
      // A refusal (4xx) with a body is an answer; an overloaded or broken gateway is none.
      if (answer !== undefined && response.status < 500 && response.status !== 429) return answer
      cause = `http ${response.status}`
    } catch (error) {
      cause = error instanceof Error && error.name === "TimeoutError" ? "timeout" : "network"
    }
  }
  throw new GatewayUnreachableError(options.gateway, attempts, cause)
}

function send({ method, path, headers, body }: Call, options: ExchangeOptions): Promise<Response> {
  const json = body && "json" in body
  return fetch(options.base_url.replace(/\/+$/, "") + path, {
    method,
    headers: {
      accept: "application/json",
      ...(json && { "content-type": "application/json" }),
      ...headers,
    },
    body: body && ("json" in body ? JSON.stringify(body.json) : new URLSearchParams(body.form)),
    // A gateway never redirects its own API; following one would carry the secrets elsewhere.
    redirect: "error",
    signal: AbortSignal.timeout(options.timeout_ms),
  })
}

async function readJson(response: Response): Promise<unknown> {
  const text = await response.text()
  if (text.length > LONGEST_ANSWER) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
