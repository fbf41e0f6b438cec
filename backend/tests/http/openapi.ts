import { found } from "./client"

export type Schema = {
  type?: string | string[]
  enum?: unknown[]
  pattern?: string
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
  properties?: Record<string, Schema>
  required?: string[]
  additionalProperties?: boolean | Schema
  anyOf?: Schema[]
  items?: Schema
  $ref?: string
}
export type Parameter = {
  name: string
  in: "path" | "query" | "header"
  required: boolean
  schema: Schema
}
export type Operation = {
  summary: string
  "x-who": "public" | "buyer" | "vendor" | "operator"
  security: Record<string, string[]>[]
  parameters: Parameter[]
  requestBody?: { required: boolean; content: Record<string, { schema: Schema }> }
  responses: Record<string, { description: string; content?: Record<string, { schema: Schema }> }>
}
export type Description = {
  openapi: string
  info: { title: string; version: string }
  paths: Record<string, Record<string, Operation>>
  components: { securitySchemes: Record<string, object>; schemas: Record<string, Schema> }
}

export const describedApi = () => found<Description>("/openapi.json")

/** Every operation with its key as the router writes it: `POST /store/carts/:id/checkouts`. */
export function operationsOf({ paths }: Description) {
  return Object.entries(paths).flatMap(([address, methods]) =>
    Object.entries(methods).map(([verb, operation]) => {
      const method = verb.toUpperCase()
      const path = address.replace(/\{(\w+)\}/g, ":$1")
      return { key: `${method} ${path}`, method, path, operation }
    }),
  )
}
