import { z } from "@medusajs/framework/zod"
import type { RouteRule } from "./routes"

type Json = Record<string, unknown>

const SECURITY: Record<RouteRule["who"], Json[]> = {
  public: [],
  buyer: [{ bearer: [] }],
  vendor: [{ bearer: [] }, { session: [] }],
  operator: [{ bearer: [] }, { session: [] }],
}

const ERROR_SCHEMA: Json = {
  type: "object",
  required: ["type", "message"],
  properties: {
    type: { type: "string" },
    code: { type: "string" },
    message: {
      type: "string",
      description: "In the language asked by x-medusa-locale or Accept-Language",
    },
    issues: {
      type: "array",
      items: {
        type: "object",
        properties: { path: { type: "string" }, message: { type: "string" } },
      },
    },
  },
}

/** The OpenAPI 3.1 description of our routes, made from the validators that guard them. */
export function openApiOf(rules: readonly RouteRule[], version: string): Json {
  const paths: Record<string, Json> = {}
  for (const rule of rules) {
    const address = rule.path.replace(/:(\w+)/g, "{$1}")
    paths[address] = { ...paths[address], [rule.method.toLowerCase()]: operationOf(rule) }
  }
  return {
    openapi: "3.1.0",
    info: { title: "Souk", version, description: "Routes added by Souk to Medusa's own API." },
    paths,
    components: {
      securitySchemes: {
        bearer: { type: "http", scheme: "bearer", bearerFormat: "JWT" },
        session: { type: "apiKey", in: "cookie", name: "connect.sid" },
        publishable_key: { type: "apiKey", in: "header", name: "x-publishable-api-key" },
      },
      schemas: { Error: ERROR_SCHEMA },
    },
  }
}

function operationOf(rule: RouteRule): Json {
  const answer = (description: string, schema?: Json): Json => ({
    description,
    ...(schema && { content: { "application/json": { schema } } }),
  })
  const told = (description: string) => answer(description, { $ref: "#/components/schemas/Error" })
  const pathParameters = [...rule.path.matchAll(/:(\w+)/g)].map(([, name]) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "string" },
  }))
  const security = rule.path.startsWith("/store/")
    ? (SECURITY[rule.who].length ? SECURITY[rule.who] : [{}]).map((one) => ({
        ...one,
        publishable_key: [],
      }))
    : SECURITY[rule.who]

  return {
    summary: rule.summary,
    "x-who": rule.who,
    security,
    parameters: [...pathParameters, ...queryParameters(rule)],
    ...(rule.upload && {
      requestBody: {
        required: true,
        content: { "multipart/form-data": { schema: formOf(rule.upload.files) } },
      },
    }),
    ...(rule.body && {
      requestBody: {
        required: true,
        content: { "application/json": { schema: schemaOf(rule.body.strict(), "input") } },
      },
    }),
    responses: {
      [rule.status ?? (rule.method === "POST" ? 201 : 200)]: answer(
        "Done",
        rule.response && schemaOf(rule.response, "output"),
      ),
      400: told("Invalid input"),
      ...(rule.who !== "public" && { 401: told("Not signed in"), 403: told("Not allowed") }),
      404: told("Not found"),
    },
  }
}

function formOf(files: readonly string[]): Json {
  const file = { type: "string", contentMediaType: "application/octet-stream" }
  return {
    type: "object",
    properties: Object.fromEntries(files.map((name) => [name, file])),
    required: [files[0]],
    additionalProperties: false,
  }
}

function queryParameters(rule: RouteRule): Json[] {
  if (!rule.query) return []
  const schema = schemaOf(rule.query, "input") as {
    properties?: Record<string, Json>
    required?: string[]
  }
  return Object.entries(schema.properties ?? {}).map(([name, property]) => ({
    name,
    in: "query",
    required: schema.required?.includes(name) ?? false,
    schema: property,
  }))
}

function schemaOf(schema: z.ZodType, io: "input" | "output"): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: "any" }) as Json
  return rest
}
