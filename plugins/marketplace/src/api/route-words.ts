import { z } from "@medusajs/framework/zod"
import { line, moment } from "@souk/kit/routes"

export const listOf = <Name extends string, Row extends z.ZodType>(name: Name, row: Row) =>
  z.object({
    [name]: z.array(row),
    count: z.number().int(),
    limit: z.number().int(),
    offset: z.number().int(),
  })
export const handle = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .max(60)
export const code = z.string().regex(/^\d{2,6}$/)
export const phone = line(20, 8)
export const email = z.email().max(120)
export const password = z.string().min(10).max(200)

export const period = {
  from: moment.optional(),
  to: moment.optional(),
}
export const accountName = z.string().regex(/^[A-Za-z0-9_/-]{1,100}$/)
