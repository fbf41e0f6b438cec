import { errorHandler as coreErrorHandler } from "@medusajs/framework/http"
import type { MedusaErrorHandlerFunction } from "@medusajs/framework/http"
import { commonErrors, tell, type SoukError } from "./errors"
import { localeOf } from "./locale"
import { InvalidInputError } from "./routes"

/** Core's errors that a buyer meets, by core's own code, told as ours. */
const HTTP_ERRORS: Record<string, () => SoukError> = {
  "entity.parse.failed": commonErrors.malformed_body,
  "encoding.unsupported": commonErrors.malformed_body,
  "charset.unsupported": commonErrors.malformed_body,
  "request.size.invalid": commonErrors.malformed_body,
  "entity.too.large": commonErrors.body_too_large,
  "parameters.too.many": commonErrors.body_too_large,
}

/** Core tells these in English only, and a buyer meets them: by the words core 2.21 uses. */
const CORE_SENTENCES: [RegExp, (found: Record<string, string>) => SoukError][] = [
  [/required inventory|not enough stock/i, commonErrors.out_of_stock],
  [/belong to a product that is not published/i, commonErrors.no_longer_sold],
  [/cannot complete a cart with no items/i, commonErrors.cart_empty],
  [/^cart \S+ is already completed/i, commonErrors.cart_completed],
  [
    /payment sessions are required|payment collection has not been|no shipping method selected|shipping profiles that are not satisfied/i,
    commonErrors.checkout_unfinished,
  ],
  [/^the promotion code (?<code>[^]*) is invalid$/i, commonErrors.promo_code_unknown],
  // A unique key of the database: of two who write the same thing at once, one reads this.
  [/^.+ with .+: .+, already exists\.$/i, commonErrors.already_there],
  [
    /already being completed|is already locked|failed to acquire lock|timed-out acquiring lock/i,
    commonErrors.conflict,
  ],
]

function ofCore(error: { message?: unknown } | undefined): SoukError | null {
  const message = typeof error?.message === "string" ? error.message : ""
  for (const [words, factory] of CORE_SENTENCES) {
    const found = words.exec(message)
    if (found) return factory(found.groups ?? {})
  }
  return null
}

/**
 * The one error handler of the application: our errors in the reader's language, body-parser's and
 * router's failures as 4xx, core's errors as core tells them. Nothing internal ever leaves.
 */
export const errorHandler: MedusaErrorHandlerFunction = (error, req, res, next) => {
  const locale = localeOf(req.headers)

  if (error instanceof InvalidInputError) {
    res.status(400).json({ type: error.type, message: error.message, issues: error.issues })
    return
  }
  const transport =
    HTTP_ERRORS[error?.type]?.() ??
    // A compressed body that is not what it says.
    (String(error?.code).startsWith("Z_") ? commonErrors.malformed_body() : null) ??
    (error instanceof URIError ? commonErrors.malformed_path() : null)
  const told = tell(transport ?? ofCore(error) ?? error, locale)
  if (told) {
    res.status(told.status).json({ type: told.type, code: told.code, message: told.message })
    return
  }
  return coreErrorHandler()(error, req, res, next)
}
