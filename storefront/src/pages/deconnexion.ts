import type { APIRoute } from "astro"
import { signOut } from "../features/account/account.server"

export const POST: APIRoute = ({ locals, redirect }) => {
  signOut(locals)
  locals.session.set({ flash: { tone: "good", key: "account.signedOut" } })
  return redirect(locals.href("/"), 303)
}
