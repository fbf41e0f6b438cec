import type { APIContext, MiddlewareNext } from "astro"
import { defineMiddleware } from "astro:middleware"
import { keepCustomerSignedIn } from "./features/account/account.server"
import { vehicleOfPage } from "./features/vehicle/vehicle.server"
import { withVehicle } from "./features/vehicle/target"
import { openSession, saveSession } from "./features/session/session.server"
import { formatPrice } from "./i18n/format"
import { localPath, splitLocale } from "./i18n/locales"
import { translator } from "./i18n/translate"
import { createApi } from "./lib/api"
import { comesFromHere } from "./lib/same-origin"
import { securityHeaders } from "./lib/security-headers"
import { isNarrowed, isShared, SHARED_CACHE, surrogateKeys, withEtag } from "./lib/shared-pages"

/** A page that rewrites to a help page passes here again: everything is ready then. */
const prepared = (context: APIContext): boolean => context.locals.session !== undefined

export const onRequest = defineMiddleware(async (context, next) => {
  if (prepared(context)) {
    return next()
  }
  if (context.url.pathname === "/photos") {
    return withSecurity(context.url, await next())
  }
  const { locale, path } = splitLocale(context.url.pathname)
  const session = openSession(context.cookies)
  const reads = context.request.method === "GET" || context.request.method === "HEAD"
  // A message to show makes the page its reader's own, this once.
  const shared = reads && isShared(path) && session.data.flash === undefined
  const clientAddress = addressOf(context)
  const shown = new Set<string>()
  Object.assign(context.locals, {
    locale,
    path,
    search: context.url.search,
    shared,
    session,
    clientAddress,
    flash: session.data.flash,
    t: translator(locale),
    href: (target: string) => localPath(locale, target),
    price: (millimes: number) => formatPrice(millimes, locale),
    api: createApi(locale, shared ? undefined : session.data.customerToken, clientAddress, (keys) =>
      keys.forEach((key) => shown.add(key)),
    ),
  } satisfies Partial<App.Locals>)

  const response = await render(context, next)

  forgetShownFlash(context, response)
  // What a CDN may keep must carry nobody's cookie.
  if (!shared && !response.headers.get("cache-control")?.startsWith("public")) {
    saveSession(session, context.cookies, context.url)
  }
  withSecurity(context.url, response)
  if (shared && response.status === 200 && context.locals.flash === undefined) {
    response.headers.set("cache-control", SHARED_CACHE)
    const page = await withEtag(context.request, response)
    // Everything has been read once the page is whole.
    surrogateKeys(page.headers, shown)
    return page
  }
  if (!response.headers.has("cache-control")) {
    response.headers.set("cache-control", "private, no-cache")
  }
  return response
})

function withSecurity(url: URL, response: Response): Response {
  for (const [name, value] of securityHeaders(url)) {
    response.headers.set(name, value)
  }
  return response
}

/** Whom the API counts the request for; unknown when the adapter has no address to give. */
function addressOf(context: APIContext): string | undefined {
  try {
    return context.clientAddress
  } catch {
    return undefined
  }
}

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
  if (!locals.shared) {
    await keepCustomerSignedIn(locals)
  }
  const { vehicle } = locals.session.data
  if (!changes && vehicle && isNarrowed(locals.path) && !url.searchParams.has("vehicle")) {
    // Le véhicule actif filtre toutes les listes : il passe dans l'adresse, qui dit alors tout.
    return context.redirect(withVehicle(url.pathname + url.search, vehicle.id), 302)
  }
  locals.vehicle = await vehicleOfPage(context)
  // Pages are written once, under their French address; the language is in `locals`.
  return locals.locale === "fr" ? next() : next(new URL(locals.path + url.search, url))
}
