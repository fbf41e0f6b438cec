import i18n from "i18next"

/** A refusal of the server, with its sentence for the person who asked. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly code: string | null,
    readonly issues: { path: string; message: string }[],
  ) {
    super(message)
    this.name = "ApiError"
  }
}

export type Query = Record<string, string | number | null | undefined>

type Request = {
  method?: "GET" | "POST" | "DELETE"
  query?: Query
  /** Sent as JSON; a form as it is. */
  body?: unknown
  signal?: AbortSignal
}

/** What JSON makes of a server's value: dates arrive as ISO strings. */
export type Json<T> = T extends Date
  ? string
  : T extends (infer Item)[]
    ? Json<Item>[]
    : T extends object
      ? { [Key in keyof T]: Json<T[Key]> }
      : T

/**
 * Asks the server that served the page, as the signed-in user, in the page's language.
 * The caller names the answer's type: it is the response schema of the route it calls.
 */
export async function api<Answer>(
  path: string,
  { method = "GET", query, body, signal }: Request = {},
): Promise<Answer> {
  const isForm = body instanceof FormData
  const response = await fetch(withQuery(path, query), {
    method,
    signal,
    credentials: "include",
    headers: {
      accept: "application/json",
      "x-medusa-locale": i18n.language,
      // The browser names the type of a form itself, with its boundary.
      ...(body === undefined || isForm ? {} : { "content-type": "application/json" }),
    },
    body: body === undefined ? undefined : isForm ? body : JSON.stringify(body),
  })
  const answer: unknown = await response.json().catch(() => null)
  if (!response.ok) throw refusal(response, answer)
  return answer as Answer
}

export function withQuery(path: string, query: Query = {}): string {
  const given = Object.entries(query).filter(
    ([, value]) => value !== undefined && value !== null && value !== "",
  )
  const search = new URLSearchParams(given.map(([key, value]) => [key, String(value)]))
  return given.length > 0 ? `${path}?${search}` : path
}

function refusal(response: Response, answer: unknown): ApiError {
  const { message, code, issues } = (answer ?? {}) as {
    message?: unknown
    code?: unknown
    issues?: unknown
  }
  return new ApiError(
    response.status,
    typeof message === "string" ? message : response.statusText,
    typeof code === "string" ? code : null,
    Array.isArray(issues) ? (issues as ApiError["issues"]) : [],
  )
}
