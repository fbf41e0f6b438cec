import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { z } from "@medusajs/framework/zod"
import { LOCALES, type Locale } from "../locale"
import {
  declaredRoutes,
  defineRoutes,
  enforce,
  identifier,
  InvalidInputError,
  line,
  listQuery,
  searchText,
  several,
  type RouteRule,
} from "../routes"

const rule: RouteRule = {
  method: "POST",
  path: "/spec/parts/:id",
  who: "public",
  summary: "A route of this test",
  query: listQuery.extend({ q: searchText.optional() }),
  body: z.object({
    title: line(10, 2),
    quantity: z.number().int().min(1).max(9),
    address: z.strictObject({ street: line(20, 1) }).optional(),
    id: identifier.optional(),
  }),
}

type Request = {
  query?: unknown
  body?: unknown
  locale?: Locale
  rule?: RouteRule
  headers?: Record<string, string>
}

/** Passes a request through what Medusa would run before the route. */
function receive({ query = {}, body = {}, locale = "fr", rule: of = rule, headers }: Request) {
  const [route] = enforce([of])
  const validate = route!.middlewares!.at(-1)!
  // Only what the validator reads.
  const all = { "x-medusa-locale": locale, ...headers }
  const req = { query, body, headers: all } as unknown as MedusaRequest
  let passed = false
  void validate(req, {} as MedusaResponse, () => (passed = true))
  return { req, passed }
}

function refusal(request: Request): InvalidInputError {
  try {
    receive(request)
  } catch (error) {
    if (error instanceof InvalidInputError) return error
    throw error
  }
  throw new Error("the request was accepted")
}

const good = { title: "Disque", quantity: 2 }

describe("a request that fits", () => {
  it("reaches the route with typed values and defaults", () => {
    const { req, passed } = receive({ query: { limit: "20" }, body: { ...good, title: " Plaq " } })
    expect(passed).toBe(true)
    expect(req.validatedQuery).toEqual({ limit: 20, offset: 0 })
    expect(req.validatedBody).toEqual({ title: "Plaq", quantity: 2 })
  })

  it("lets a GET through without reading a body", () => {
    const { req } = receive({ rule: { ...rule, method: "GET" }, body: { anything: 1 } })
    expect(req.validatedQuery).toEqual({ limit: 50, offset: 0 })
    expect(req.validatedBody).toBeUndefined()
  })
})

describe("a body", () => {
  it.each([
    [{}, true],
    [{ "content-length": "0", "content-type": "text/plain" }, true],
    [{ "content-length": "9", "content-type": "application/json" }, true],
    [{ "content-length": "9", "content-type": "Application/JSON; charset=utf-8" }, true],
    [{ "content-length": "9", "content-type": "text/plain" }, false],
    [{ "content-length": "9", "content-type": "application/jsonx" }, false],
    [{ "content-length": "9" }, false],
    [{ "transfer-encoding": "chunked", "content-type": "application/xml" }, false],
  ])("with the headers %p is read: %p", (headers: Record<string, string>, isRead) => {
    const attempt = () => receive({ body: good, headers })
    if (isRead) expect(attempt().passed).toBe(true)
    else expect(attempt).toThrow(expect.objectContaining({ code: "not_json" }))
  })
})

describe("a request that does not", () => {
  it.each([
    ["an unknown field", { body: { ...good, price: 1 } }, ""],
    ["an unknown field inside", { body: { ...good, address: { street: "a", zip: 1 } } }, "address"],
    ["a text for a number", { body: { ...good, quantity: "2" } }, "quantity"],
    ["a fraction", { body: { ...good, quantity: 1.5 } }, "quantity"],
    ["infinity", { body: { ...good, quantity: 1e400 } }, "quantity"],
    ["an array for a text", { body: { ...good, title: ["Disque"] } }, "title"],
    ["a text too short once trimmed", { body: { ...good, title: " a " } }, "title"],
    ["a text too long", { body: { ...good, title: "x".repeat(11) } }, "title"],
    ["a control character", { body: { ...good, title: "Dis\u0000que" } }, "title"],
    ["a missing field", { body: { quantity: 1 } }, "title"],
    ["null for the body's field", { body: { ...good, title: null } }, "title"],
    ["an id with a slash", { body: { ...good, id: "a/b" } }, "id"],
    ["an array for the body", { body: [] }, ""],
    ["a limit too high", { query: { limit: "101" }, body: good }, "limit"],
    ["a limit of none", { query: { limit: "0" }, body: good }, "limit"],
    ["a list of one limit", { query: { limit: ["5"] }, body: good }, "limit"],
    ["a limit asked twice", { query: { limit: ["1", "2"] }, body: good }, "limit"],
    ["a negative offset", { query: { offset: "-1" }, body: good }, "offset"],
    ["an unknown filter", { query: { fields: "*" }, body: good }, ""],
    ["a search that is an object", { query: { q: { $ne: "" } }, body: good }, "q"],
  ])("%s is refused, naming the field", (_, request, path) => {
    const { issues, message, type } = refusal(request)
    expect(type).toBe("invalid_data")
    expect(issues.map((issue) => issue.path)).toContain(path)
    expect(message).toBeTruthy()
  })

  it.each(["__proto__", "constructor", "prototype", "toString"])(
    "a field named %s is an unknown field like any other, and pollutes nothing",
    (name) => {
      const body = JSON.parse(`{"title":"Disque","quantity":1,"${name}":{"admin":true}}`)
      // JSON's own `__proto__` is a plain field that zod never copies.
      if (name === "__proto__") {
        expect(() => receive({ body })).not.toThrow(TypeError)
      } else {
        expect(refusal({ body }).message).toContain(name)
      }
      expect({}).not.toHaveProperty("admin")
    },
  )

  it("is told in the reader's language, with what was allowed", () => {
    const told = LOCALES.map((locale) => refusal({ locale, body: { ...good, price: 1 } }).message)
    const [fr, ar, en] = told
    expect(fr).toContain("Champs permis : title, quantity, address, id")
    expect(en).toContain("Allowed fields: title, quantity, address, id")
    expect(ar).toMatch(/[\u0600-\u06ff]/)
    for (const message of told) expect(message).toContain("price")
    expect(new Set(told).size).toBe(3)
  })

  it("tells every wrong field at once, each in the reader's language", () => {
    const messages = LOCALES.map((locale) => refusal({ locale, body: { title: 1, quantity: 0 } }))
    for (const error of messages) {
      expect(error.issues.map((issue) => issue.path).sort()).toEqual(["quantity", "title"])
      expect(error.message.split("\n")).toHaveLength(2)
    }
    expect(new Set(messages.map((error) => error.message)).size).toBe(3)
  })

  it("says that a route without query takes none", () => {
    const bare: RouteRule = { method: "GET", path: "/spec/x", who: "public", summary: "x" }
    expect(refusal({ rule: bare, query: { a: "1" } }).message).toContain("champ inconnu : a")
  })
})

describe("declaring", () => {
  it("keeps one rule per method and address", () => {
    const before = declaredRoutes().length
    defineRoutes([rule])
    defineRoutes([{ ...rule, summary: "Reloaded" }])
    expect(declaredRoutes()).toHaveLength(before + 1)
    expect(declaredRoutes().find((one) => one.path === rule.path)?.summary).toBe("Reloaded")
  })

  it("asks a buyer's route for a signed-in customer before reading anything", () => {
    const [open] = enforce([rule])
    const [closed] = enforce([{ ...rule, who: "buyer" }])
    expect(open!.middlewares).toHaveLength(1)
    expect(closed!.middlewares).toHaveLength(2)
  })
})

describe("a filter that takes several values", () => {
  const filtered: RouteRule = {
    ...rule,
    method: "GET",
    query: listQuery.extend({ brand: several(line(10, 1)) }),
  }
  const brandsOf = (query: object) =>
    (receive({ rule: filtered, query }).req.validatedQuery as { brand?: string[] }).brand

  it("reads one, several or none", () => {
    expect(brandsOf({ brand: "Bosch" })).toEqual(["Bosch"])
    expect(brandsOf({ brand: ["Bosch", "Valeo"] })).toEqual(["Bosch", "Valeo"])
    expect(brandsOf({})).toBeUndefined()
  })

  it("refuses a wrong one among them, too many, and an object", () => {
    const many = Array.from({ length: 21 }, () => "Bosch")
    for (const brand of [["Bosch", ""], many, { 0: "Bosch" }, [["Bosch"]]]) {
      expect(() => brandsOf({ brand })).toThrow(InvalidInputError)
    }
  })

  it("leaves the other fields at one value", () => {
    expect(() => brandsOf({ brand: "Bosch", limit: ["5"] })).toThrow(InvalidInputError)
  })
})
