import type { AstroGlobal } from "astro"
import type { ApiError } from "./api"

type Page = Pick<AstroGlobal, "locals" | "rewrite" | "url">

/** Ends a page that cannot be shown: not found, or a help page that says what to do. */
export function showProblem(page: Page, error: ApiError): Promise<Response> {
  page.locals.problem = error
  // A fresh GET: the body of a refused form has been read already.
  return page.rewrite(new Request(new URL("/probleme", page.url)))
}

export const notFound = (page: Page): Promise<Response> =>
  showProblem(page, { kind: "refused", status: 404, message: "", issues: [] })
