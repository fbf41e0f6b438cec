import { Spinner } from "@medusajs/icons"
import { Failure } from "@souk/kit/admin/ui"
import { useEffect, useLayoutEffect } from "react"
import { createPortal } from "react-dom"
import { Navigate, useLocation } from "react-router-dom"
import { VendorChrome } from "./chrome"
import "./shell.css"
import { useViewer } from "./viewer"

const VENDOR_HOME = "/vendor"
const OPERATOR_HOME = "/"

/**
 * Lets each viewer see their own half of the admin. Core's shell stays hidden (shell.css) until this
 * says whose page it is: whatever fails, nothing of the other half shows. The server's guards, not
 * this, protect the data.
 */
export function Gate() {
  const { data: viewer, error, refetch } = useViewer()
  const { pathname } = useLocation()
  const onVendorPage = /^\/vendor(\/|$)/i.test(pathname)
  const isAtHome = viewer !== undefined && (viewer.kind === "vendor") === onVendorPage
  const shownTo = isAtHome ? viewer.kind : null

  useLayoutEffect(() => {
    if (!shownTo) return
    document.documentElement.dataset.viewer = shownTo
    return () => {
      delete document.documentElement.dataset.viewer
    }
  }, [shownTo])
  useSilencedShortcuts(viewer?.kind !== "operator")

  if (viewer && !isAtHome)
    return <Navigate to={viewer.kind === "vendor" ? VENDOR_HOME : OPERATOR_HOME} replace />
  if (viewer?.kind === "operator") return null
  return createPortal(
    viewer ? (
      <VendorChrome vendor={viewer.vendor} member={viewer.member} />
    ) : (
      <div className="souk-wait">
        {error ? (
          <Failure error={error} retry={() => void refetch()} />
        ) : (
          <Spinner className="animate-spin" />
        )}
      </div>
    ),
    document.body,
  )
}

/**
 * Core's search palette and its "go to" keys listen on the document and the window: they lead to
 * pages a vendor has not. React's own handlers sit below and still hear every key.
 */
function useSilencedShortcuts(silenced: boolean) {
  useEffect(() => {
    if (!silenced) return
    const silence = (event: KeyboardEvent) => event.stopPropagation()
    document.documentElement.addEventListener("keydown", silence)
    return () => document.documentElement.removeEventListener("keydown", silence)
  }, [silenced])
}
