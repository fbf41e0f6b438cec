import type { ComponentType } from "react"

/** A page of the vendor's panel. Its label is a key of its plugin's translations. */
export type VendorPage = {
  to: string
  label: string
  ns: string
  icon: ComponentType<{ className?: string }>
  /** Lower comes first. */
  rank: number
}

const pages = new Map<string, VendorPage>()

/** Called by a page's module, so that each plugin brings its own entries to the vendor's menu. */
export function addVendorPage(page: VendorPage): void {
  pages.set(page.to, page)
}

export function vendorPages(): VendorPage[] {
  return [...pages.values()].sort((a, b) => a.rank - b.rank)
}
