/**
 * The only file that reads the environment. `npm start` loads it before the server, so that a wrong
 * value stops the start with one sentence instead of breaking the first page.
 */
export type Environment = {
  apiUrl: string
  publishableKey: string
  /** Where browsers read uploaded files, when that is not `apiUrl`. */
  fileUrls: string[]
  sessionSecret: string
  operator: Operator
}

/** Who runs the marketplace, as the law wants it written; what is not given is not shown. */
export type Operator = {
  name?: string
  address?: string
  taxNumber?: string
  email?: string
  phone?: string
}

type Source = Record<string, string | undefined>

export function parseEnvironment(source: Source): Environment | { problems: string[] } {
  const problems: string[] = []

  const apiUrl = (source.SOUK_API_URL ?? "http://localhost:9000").replace(/\/+$/, "")
  if (!/^https?:\/\//.test(apiUrl) || !URL.canParse(apiUrl)) {
    problems.push(
      `SOUK_API_URL is "${apiUrl}", not an http(s) address. Example: SOUK_API_URL=http://localhost:9000`,
    )
  }

  const fileUrls = (source.SOUK_FILE_URLS ?? "").split(",").flatMap((url) => url.trim() || [])
  for (const url of fileUrls) {
    if (!/^https?:\/\//.test(url) || !URL.canParse(url)) {
      problems.push(
        `SOUK_FILE_URLS holds "${url}", not an http(s) address. Example: SOUK_FILE_URLS=https://files.souk.example`,
      )
    }
  }

  const publishableKey = source.SOUK_PUBLISHABLE_KEY ?? ""
  if (!publishableKey.startsWith("pk_")) {
    problems.push(
      "SOUK_PUBLISHABLE_KEY must be the shop's publishable API key (it starts with pk_). It is in the admin, under Settings, Publishable API keys.",
    )
  }

  const sessionSecret = source.SOUK_SESSION_SECRET ?? ""
  if (sessionSecret.length < 32) {
    problems.push(
      "SOUK_SESSION_SECRET must hold at least 32 characters. Make one with: openssl rand -hex 32",
    )
  }

  const port = source.PORT
  if (
    port !== undefined &&
    !(Number.isInteger(Number(port)) && Number(port) > 0 && Number(port) < 65536)
  ) {
    problems.push(`PORT is "${port}", not a port number between 1 and 65535.`)
  }
  if (source.HOST === "") {
    problems.push("HOST is empty. Remove it, or give an address such as 0.0.0.0.")
  }

  const given = (name: string): string | undefined => source[name]?.trim() || undefined
  const operator: Operator = {
    name: given("SOUK_OPERATOR_NAME"),
    address: given("SOUK_OPERATOR_ADDRESS"),
    taxNumber: given("SOUK_OPERATOR_TAX_NUMBER"),
    email: given("SOUK_OPERATOR_EMAIL"),
    phone: given("SOUK_OPERATOR_PHONE"),
  }

  return problems.length > 0
    ? { problems }
    : { apiUrl, publishableKey, fileUrls, sessionSecret, operator }
}

function readEnvironment(): Environment {
  const parsed = parseEnvironment(process.env)
  if ("problems" in parsed) {
    process.stderr.write(
      `The storefront cannot start:\n${parsed.problems.map((problem) => `  - ${problem}`).join("\n")}\n`,
    )
    process.exit(1)
  }
  return parsed
}

let current: Environment | undefined

export const environment = (): Environment => (current ??= readEnvironment())

// Loaded by `node --import` (see package.json), before the server listens.
if (process.execArgv.some((argument) => argument.endsWith("lib/env.ts"))) {
  environment()
}
