import {
  authenticate,
  type MedusaNextFunction,
  type MedusaRequest,
  type MedusaResponse,
  type MiddlewareRoute,
} from "@medusajs/framework/http"
import { z } from "@medusajs/framework/zod"
import { commonErrors } from "./errors"
import { localeOf, type Locale } from "./locale"
import { shareAnswers } from "./shared-answers"
import { receiveFiles, type UploadRule } from "./uploads"
import { CONTROL_CHARACTER, OUT_OF_TIME, sentenceOf } from "./validation-messages"

/**
 * Who may call a route.
 * - `public`: anyone (under /store: anyone with the shop's publishable key)
 * - `buyer`: a signed-in customer
 * - `vendor`: a member of a vendor, for that vendor's own data only; writing needs an approved vendor
 * - `operator`: the marketplace's staff
 */
export type Who = "public" | "buyer" | "vendor" | "operator"

/** One door: its address, who may enter, what it takes and what it gives. */
export type RouteRule = {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE"
  path: string
  who: Who
  summary: string
  /** True when a vendor that may not sell (pending, suspended…) may still call it. Reads always may. */
  any_vendor_status?: boolean
  query?: z.ZodObject
  body?: z.ZodObject
  /** Files instead of a body: a form, streamed onto the disk once the caller has been let in. */
  upload?: UploadRule
  response?: z.ZodType
  status?: number
  /** True when the answer depends on the address and the language alone: see `shareAnswers`. */
  shared?: boolean
}

const ruleBook = new Map<string, RouteRule>()
/** The rule book in order, until something is declared again. */
let ordered: readonly RouteRule[] | null = null

/** Declares the routes of a plugin. The declaration is the guard, the validator and the documentation. */
export function defineRoutes(rules: RouteRule[]): RouteRule[] {
  for (const rule of rules) ruleBook.set(`${rule.method} ${rule.path}`, rule)
  ordered = null
  return rules
}

/** Every rule declared by the loaded plugins, in order of address: the same list until it changes. */
export function declaredRoutes(): readonly RouteRule[] {
  ordered ??= [...ruleBook.values()].sort((a, b) => a.path.localeCompare(b.path))
  return ordered
}

/** `limit` and `offset` of a list: 50 rows by default, 100 at most. */
export const listQuery = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(50),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
})

/** Free text typed by a person: trimmed, bounded, without control characters. */
export const searchText = z
  .string()
  .trim()
  .max(200)
  .refine((text) => !hasControlCharacter(text), { error: CONTROL_CHARACTER })

/** An id of ours or of Medusa's: short, printable, without spaces. */
export const identifier = z.string().regex(/^[A-Za-z0-9_.-]{1,64}$/)

/**
 * A moment, with its offset from UTC. Far from our time PostgreSQL and JavaScript no longer write
 * dates alike, and the database fails on them.
 */
export const moment = z.iso.datetime({ offset: true }).refine(
  (text) => {
    const year = new Date(text).getUTCFullYear()
    return year >= 2000 && year <= 2999
  },
  { error: OUT_OF_TIME },
)

/** A line of text that a person writes: trimmed, bounded, no control characters. */
export const line = (max: number, min = 0) =>
  z
    .string()
    .trim()
    .min(min)
    .max(max)
    .refine((text) => !hasControlCharacter(text), { error: CONTROL_CHARACTER })

function hasControlCharacter(text: string): boolean {
  for (const char of text) if (char < " " || char === "\u007f") return true
  return false
}

export type Issue = { path: string; message: string }

/** Bad input, told field by field in the reader's language. Answered with 400. */
export class InvalidInputError extends Error {
  readonly type = "invalid_data"
  constructor(readonly issues: Issue[]) {
    super(
      issues
        .map((issue) => (issue.path ? `${issue.path} : ${issue.message}` : issue.message))
        .join("\n"),
    )
    this.name = "InvalidInputError"
  }
}

/** Each schema's closed form, made once: it is costlier to make than to read by. */
const closed = new WeakMap<z.ZodObject, z.ZodObject>()

function closedForm(schema: z.ZodObject): z.ZodObject {
  const known = closed.get(schema) ?? schema.strict()
  closed.set(schema, known)
  return known
}

/** Reads input by a schema that knows all its fields, or tells what is wrong with it. */
export function validate(
  schema: z.ZodObject,
  input: unknown,
  locale: Locale,
): Record<string, unknown> {
  const result = closedForm(schema).safeParse(input ?? {}, {
    reportInput: true,
    error: z.locales[locale]().localeError,
  })
  if (result.success) return result.data
  const fields = Object.keys(schema.shape)
  throw new InvalidInputError(
    result.error.issues.map((issue) => ({
      path: issue.path.join("."),
      message: sentenceOf(issue, locale, issue.path.length === 0 ? fields : []),
    })),
  )
}

const ONE_VALUE: Record<Locale, string> = {
  fr: "Donnez une seule valeur.",
  ar: "أدخل قيمة واحدة فقط.",
  en: "Give one value only.",
}

const repeatable = new WeakSet<z.ZodType>()

/** A query field that may be given several times (`brand=A&brand=B`): it is read as a list. */
export function several<Value extends z.ZodType>(value: Value) {
  const field = z.preprocess(
    (given) => (given === undefined ? undefined : [given].flat()),
    z.array(value).min(1).max(20).optional(),
  )
  repeatable.add(field)
  return field
}

/** `limit[]=5` is a list of one, which a number would be read from. */
function oneValueEach(schema: z.ZodObject, query: Record<string, unknown>, locale: Locale) {
  const lists = Object.keys(query).filter((name) => {
    const given = query[name]
    const field: unknown = schema.shape[name]
    const mayRepeat = field instanceof z.ZodType && repeatable.has(field)
    const isText = (one: unknown) => typeof one === "string"
    return !isText(given) && !(mayRepeat && Array.isArray(given) && given.every(isText))
  })
  if (lists.length > 0) {
    throw new InvalidInputError(lists.map((path) => ({ path, message: ONE_VALUE[locale] })))
  }
}

/** Core skips a body of another type, which would then read as an empty one. */
function isJsonOrEmpty({ headers }: MedusaRequest): boolean {
  const isEmpty = !headers["transfer-encoding"] && !Number(headers["content-length"] ?? 0)
  return isEmpty || /^application\/json\b/i.test(headers["content-type"] ?? "")
}

function validator(rule: RouteRule) {
  const query = rule.query ?? z.object({})
  const body = rule.body ?? z.object({})
  return (req: MedusaRequest, _res: MedusaResponse, next: MedusaNextFunction) => {
    const locale = localeOf(req.headers)
    oneValueEach(query, req.query, locale)
    req.validatedQuery = validate(query, req.query, locale)
    if (rule.method !== "GET" && !rule.upload) {
      if (!isJsonOrEmpty(req)) throw commonErrors.not_json()
      req.validatedBody = validate(body, req.body, locale)
    }
    next()
  }
}

/**
 * Turns declarations into Medusa middlewares. `/vendor/*` and `/admin/*` are guarded as a whole by
 * the marketplace; a rule under them adds only what is its own.
 */
export function enforce(rules: RouteRule[]): MiddlewareRoute[] {
  return rules.map((rule) => ({
    matcher: rule.path,
    methods: [rule.method],
    middlewares: [
      ...(rule.who === "buyer" ? [authenticate("customer", ["session", "bearer"])] : []),
      ...(rule.shared ? [shareAnswers()] : []),
      validator(rule),
      ...(rule.upload ? [receiveFiles(rule.upload)] : []),
    ],
  }))
}
