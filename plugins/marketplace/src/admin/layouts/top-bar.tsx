import { defineLayoutConfig } from "@medusajs/admin-sdk"
import { clx } from "@medusajs/ui"
import type { ReactElement, ReactNode } from "react"
import { Gate } from "../shell/gate"

type LayoutProps = { sections: Record<string, ReactNode>; className?: string }

/**
 * Core's top bar, with the gate in it. A layout and not a widget of the top bar: a widget can be
 * hidden by whoever customises the bar, and the whole admin with it.
 */
export default function TopBar({ sections, className }: LayoutProps): ReactElement {
  return (
    <div className={clx("flex flex-row items-center gap-x-3", className)}>
      <Gate />
      {sections["main"]}
    </div>
  )
}

export const config = defineLayoutConfig({
  id: "core:single-row",
  sections: [{ id: "main", ordering: "horizontal-list" }],
})
