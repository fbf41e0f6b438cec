import { z } from "@medusajs/framework/zod"
import { Purger, type PurgeTarget } from "./purger"

/** `plugins: [{ resolve: "@souk/backend", options: { purge } }]`; null without a CDN to tell. */
const optionsSchema = z.object({
  purge: z
    .object({
      url: z.url({ protocol: /^https?$/ }),
      method: z.string().regex(/^[A-Z]{3,10}$/),
      authorization: z
        .string()
        .regex(/^[A-Za-z0-9-]+: *\S.*$/)
        .optional(),
      field: z.string().min(1).optional(),
    })
    .optional(),
})

/** Reads the plugin's options, checked with the environment already. */
export function targetOf(options: unknown): PurgeTarget | null {
  const { purge } = optionsSchema.parse(options ?? {})
  if (!purge) return null
  const { url, method, authorization, field } = purge
  const at = authorization?.indexOf(":") ?? -1
  return {
    url,
    method,
    authorization:
      authorization === undefined
        ? null
        : [authorization.slice(0, at), authorization.slice(at + 1).trim()],
    field: field ?? null,
  }
}

let purger: Purger | null | undefined

/** The one purger of this process. */
export function purgerFor(options: unknown, log: (message: string) => void): Purger | null {
  if (purger === undefined) {
    const target = targetOf(options)
    purger = target && new Purger({ target, log })
  }
  return purger
}
