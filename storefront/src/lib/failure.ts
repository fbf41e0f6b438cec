import type { Flash } from "../features/session/session"
import type { Key } from "../i18n/translate"
import type { ApiError } from "./api"

/** What to tell a person: the API's own reason when it refused, else what to do next. */
export function failureMessage(
  error: ApiError,
): { key: Key; text?: undefined } | { key?: undefined; text: string } {
  if (error.kind === "unreachable") {
    return { key: "problem.down" }
  }
  return error.kind === "refused" && error.message
    ? { text: error.message }
    : { key: "problem.generic" }
}

export const failureFlash = (error: ApiError): Flash => ({ tone: "bad", ...failureMessage(error) })
