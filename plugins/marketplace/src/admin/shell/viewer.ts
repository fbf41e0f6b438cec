import { api, ApiError } from "@souk/kit/admin/ui"
import { useQuery } from "@tanstack/react-query"
import type { Member, OwnVendor } from "../lib/types"

/** Who looks at the admin: a vendor's staff, or the marketplace's. */
export type Viewer = { kind: "vendor"; member: Member; vendor: OwnVendor } | { kind: "operator" }

/** The membership decides, and the server alone knows it. */
export function useViewer() {
  return useQuery({ queryKey: ["souk", "viewer"], queryFn: readViewer })
}

async function readViewer(): Promise<Viewer> {
  try {
    const { member, vendor } = await api<{ member: Member; vendor: OwnVendor }>("/vendor/me")
    return { kind: "vendor", member, vendor }
  } catch (error) {
    if (error instanceof ApiError && error.status === 403) return { kind: "operator" }
    throw error
  }
}
