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
  const transport = HTTP_ERRORS[error?.type]?.() ?? (error instanceof URIError ? commonErrors.malformed_path() : null)
  const told = tell(transport ?? error, locale)
  if (told) {
    res.status(told.status).json({ type: told.type, code: told.code, message: told.message })
    return
  }
  return coreErrorHandler()(error, req, res, next)
}
