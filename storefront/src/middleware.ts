import type { APIContext, MiddlewareNext } from "astro"
import { defineMiddleware } from "astro:middleware"
import { keepCustomerSignedIn } from "./features/account/account.server"
import { adoptVehicle } from "./features/vehicle/vehicle.server"
import { openSession, saveSession } from "./features/session/session.server"
import { formatPrice } from "./i18n/format"
import { localPath, splitLocale } from "./i18n/locales"
import { translator } from "./i18n/translate"
import { createApi } from "./lib/api"
import { comesFromHere } from "./lib/same-origin"
import { securityHeaders } from "./lib/security-headers"

/** A page that rewrites to a help page passes here again: everything is ready then. */
const prepared = (context: APIContext): boolean => context.locals.session !== undefined

export const onRequest = defineMiddleware(async (context, next) => {
  if (prepared(context)) {
    return next()
  }
  const { locale, path } = splitLocale(context.url.pathname)
  const session = openSession(context.cookies)
  Object.assign(context.locals, {
    locale,
    path,
    search: context.url.search,
    session,
    flash: session.data.flash,
    t: translator(locale),
    href: (target: string) => localPath(locale, target),
    price: (millimes: number) => formatPrice(millimes, locale),
    api: createApi(locale, session.data.customerToken),
  } satisfies Partial<App.Locals>)

  const response = await render(context, next)

  forgetShownFlash(context, response)
  saveSession(session, context.cookies, context.url)
  for (const [name, value] of securityHeaders(context.url)) {
    response.headers.set(name, value)
  }
  if (!response.headers.has("cache-control")) {
    response.headers.set("cache-control", "private, no-cache")
  }
  return response
})

/** A message is shown once: a page has shown it, a redirection or a list of choices has not. */
function forgetShownFlash({ locals }: APIContext, response: Response): void {
  const { flash } = locals.session.data
  const shown = response.headers.get("content-type")?.startsWith("text/html")
  if (flash && flash === locals.flash && shown) {
    locals.session.set({ flash: undefined })
  }
}

async function render(context: APIContext, next: MiddlewareNext): Promise<Response> {
  const { locals, request, url } = context
  const changes = request.method !== "GET" && request.method !== "HEAD"
  if (changes && !comesFromHere(request.headers, url)) {
    locals.problem = { kind: "refused", status: 403, message: "", issues: [] }
    return context.rewrite(new Request(new URL("/probleme", url)))
  }
  await keepCustomerSignedIn(locals)
  await adoptVehicle(context)
  // Pages are written once, under their French address; the language is in `locals`.
  return locals.locale === "fr" ? next() : next(new URL(locals.path + url.search, url))
}
