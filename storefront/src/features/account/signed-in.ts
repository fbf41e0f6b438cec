import type { AstroGlobal } from "astro"
import type { Customer } from "../../lib/api-types"
import type { Key } from "../../i18n/translate"
import { showProblem } from "../../lib/problem"
import { signOut } from "./account.server"

type Page = Pick<AstroGlobal, "locals" | "rewrite" | "redirect" | "url">

/**
 * Who is signed in, or the answer to give instead: the sign-in page, which leads back here. A page that
 * a mail leads to says `why` it asks for that.
 */
export async function signedInBuyer(
  page: Page,
  why?: Key,
): Promise<{ customer: Customer } | { response: Response }> {
  const { api, session, href, path, search } = page.locals
  const login = href(`/connexion?${new URLSearchParams({ retour: href(path + search) })}`)
  if (!session.data.customerToken) {
    if (why) {
      session.set({ flash: { tone: "warn", key: why } })
    }
    return { response: page.redirect(login, 303) }
  }
  const me = await api.me()
  if (me.ok) {
    return { customer: me.value }
  }
  if (me.error.status !== 401) {
    return { response: await showProblem(page, me.error) }
  }
  signOut(page.locals)
  session.set({ flash: { tone: "bad", key: "account.expired" } })
  return { response: page.redirect(login, 303) }
}
