import { readdirSync, readFileSync } from "node:fs"
import { dirname, join, sep } from "node:path"
import { describedApi, operationsOf, type Description, type Schema } from "./openapi"
import { mountedRoutes, RULES } from "./route-rules"

const root = join(__dirname, "../../..")

/** The routes that a folder of route files makes, as `METHOD /path`. */
function routesIn(apiDir: string, file: string, exported: RegExp): string[] {
  return readdirSync(apiDir, { recursive: true, encoding: "utf8" })
    .filter((name) => name === file || name.endsWith(`${sep}${file}`))
    .flatMap((name) => {
      const segments = dirname(name).split(sep)
      const path = `/${segments.join("/").replace(/\[(\w+)\]/g, ":$1")}`
      const source = readFileSync(join(apiDir, name), "utf8")
      return [...source.matchAll(exported)].map(([, method]) => `${method} ${path}`)
    })
}

function ourRoutes(): string[] {
  const exported = /export (?:(?:async )?(?:function|const)|\{) (GET|POST|PUT|PATCH|DELETE)\b/g
  const rooms = ["backend", ...readdirSync(join(root, "plugins")).map((name) => `plugins/${name}`)]
  return rooms.flatMap((room) => {
    try {
      return routesIn(join(root, room, "src", "api"), "route.ts", exported)
    } catch {
      // A plugin without routes.
      return []
    }
  })
}

function coreRoutes(): Set<string> {
  const core = dirname(require.resolve("@medusajs/medusa/package.json"))
  const exported = /exports\.(GET|POST|PUT|PATCH|DELETE) =/g
  return new Set(routesIn(join(core, "dist", "api"), "route.js", exported))
}

describe("/openapi.json", () => {
  let api: Description
  let described: ReturnType<typeof operationsOf>

  beforeAll(async () => {
    api = await describedApi()
    described = operationsOf(api)
  })

  it("describes every route of ours, but those that stand in for core's", () => {
    const core = coreRoutes()
    const own = ourRoutes().filter((key) => !core.has(key))
    expect(own.length).toBeGreaterThan(20)
    expect(described.map(({ key }) => key).sort()).toEqual([...new Set(own)].sort())
  })

  it("describes nothing that is not mounted, and the same right to enter as it has", () => {
    const mounted = new Map(mountedRoutes().map(({ key, rule }) => [key, rule]))
    for (const { key, operation } of described) {
      expect([key, mounted.get(key)]).toEqual([key, operation["x-who"]])
    }
    expect(Object.keys(RULES).length).toBeGreaterThan(0)
  })

  it("is OpenAPI 3.1", () => {
    expect(api.openapi).toMatch(/^3\.1\.\d+$/)
    expect(api.info).toMatchObject({ title: "Souk", version: expect.stringMatching(/^\d+\.\d+/) })
    const schemes = Object.keys(api.components.securitySchemes)

    for (const { key, method, operation, path } of described) {
      const told = (what: unknown) => [key, what]
      expect(told(path)).toEqual([key, expect.stringMatching(/^\/[a-z:]/)])
      expect(told(operation.summary)).toEqual([key, expect.stringMatching(/\S/)])

      const places = operation.parameters.map((one) => `${one.in} ${one.name}`)
      expect(told(new Set(places).size)).toEqual([key, places.length])
      const inPath = [...path.matchAll(/:(\w+)/g)].map(([, name]) => `path ${name}`)
      expect(places.filter((place) => place.startsWith("path "))).toEqual(inPath)
      for (const parameter of operation.parameters) {
        if (parameter.in === "path") expect(parameter.required).toBe(true)
        expectSchema(api, parameter.schema, `${key} ${parameter.name}`)
      }

      expect(told(Boolean(operation.requestBody) && method === "GET")).toEqual([key, false])
      for (const content of Object.values(operation.requestBody?.content ?? {})) {
        expectSchema(api, content.schema, key)
        // Unknown fields are refused, and the description says so.
        expect(told(content.schema.additionalProperties)).toEqual([key, false])
      }
      const statuses = Object.keys(operation.responses)
      expect(told(statuses.some((status) => /^2\d\d$/.test(status)))).toEqual([key, true])
      for (const [status, response] of Object.entries(operation.responses)) {
        expect(status).toMatch(/^[1-5]\d\d$/)
        expect(response.description).toBeTruthy()
        for (const content of Object.values(response.content ?? {})) {
          expectSchema(api, content.schema, `${key} ${status}`)
        }
      }
      for (const wanted of operation.security) {
        for (const scheme of Object.keys(wanted)) expect(schemes).toContain(scheme)
      }
      const closed = operation["x-who"] !== "public"
      expect(told(statuses.includes("401"))).toEqual([key, closed])
    }
  })
})

const TYPES = ["object", "array", "string", "number", "integer", "boolean", "null"]

/** A schema that a generator of clients can read: known types, references that lead somewhere. */
function expectSchema(api: Description, schema: Schema, where: string): void {
  if (schema.$ref) {
    const name = /^#\/components\/schemas\/(\w+)$/.exec(schema.$ref)?.[1]
    expect([where, Object.keys(api.components.schemas)]).toEqual([
      where,
      expect.arrayContaining([name]),
    ])
    return
  }
  for (const type of [schema.type ?? []].flat()) {
    expect([where, TYPES]).toEqual([where, expect.arrayContaining([type])])
  }
  if (schema.pattern) expect(() => new RegExp(schema.pattern!)).not.toThrow()
  for (const name of schema.required ?? []) {
    expect([where, Object.keys(schema.properties ?? {})]).toEqual([
      where,
      expect.arrayContaining([name]),
    ])
  }
  const inner = [
    ...Object.values(schema.properties ?? {}),
    ...(schema.anyOf ?? []),
    ...(schema.items ? [schema.items] : []),
    ...(typeof schema.additionalProperties === "object" ? [schema.additionalProperties] : []),
  ]
  for (const one of inner) expectSchema(api, one, where)
}
