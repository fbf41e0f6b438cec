import { join } from "node:path"
import { defineConfig, loadEnv, Modules } from "@medusajs/framework/utils"
import { z } from "@medusajs/framework/zod"

loadEnv(process.env.NODE_ENV ?? "development", process.cwd())

// Once nobody reads its lines, core logs the write that failed, which fails too: for ever, at full speed.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => process.exit(1))

const origins = (fallback: string) =>
  z
    .string()
    .default(fallback)
    .refine((list) => list.split(",").every(isOrigin), {
      error:
        "must be origins separated by commas, such as https://souk.example,https://www.souk.example (no path, no *)",
    })

const httpUrl = z.url({
  protocol: /^https?$/,
  error: "must be an address such as https://api.souk.example",
})
const secret = z
  .string({ error: "is missing: give it 32 random characters or more (openssl rand -hex 32)" })
  .min(32, { error: "is too short: give it 32 random characters or more (openssl rand -hex 32)" })

/** `fit=0.8,cancellation=1`: the parts plugin knows the names and the ranges. */
const weights = z.string().transform((list, context) => {
  const pairs = list.split(",").map((pair) => pair.split("=").map((text) => text.trim()))
  const isWeight = ([name, value, ...rest]: string[]) =>
    Boolean(name && value) && rest.length === 0 && Number.isFinite(Number(value))
  if (!pairs.every(isWeight)) {
    const message = "must be weights separated by commas, such as delay_per_day=0.01,fit=0.8"
    context.addIssue({ code: "custom", message })
    return z.NEVER
  }
  return Object.fromEntries(pairs.map(([name, value]) => [name!, Number(value)]))
})

/** A gateway is switched on by all of its variables, and by nothing less. */
const gatewayVariables = [
  ["CLICTOPAY_USER", "CLICTOPAY_PASSWORD"],
  ["KONNECT_API_KEY", "KONNECT_WALLET_ID"],
  ["FLOUCI_PUBLIC_KEY", "FLOUCI_PRIVATE_KEY"],
  ["STRIPE_API_KEY", "STRIPE_WEBHOOK_SECRET"],
  ["PAYPAL_CLIENT_ID", "PAYPAL_CLIENT_SECRET", "PAYPAL_TND_PER_EUR"],
] as const

/** Every variable the server reads. `.env.template` says what each is for. */
const environment = z
  .object({
    NODE_ENV: z.enum(["development", "production", "test"]).default("development"),
    DATABASE_URL: z.url({
      protocol: /^postgres(ql)?$/,
      error: "must be a PostgreSQL address such as postgres://user:password@host:5432/souk",
    }),
    DATABASE_POOL_MAX: z.coerce.number().int().min(4).max(500).default(30),
    REDIS_URL: z
      .url({ protocol: /^rediss?$/, error: "must be a Redis address such as redis://host:6379" })
      .optional(),
    MEDUSA_WORKER_MODE: z.enum(["shared", "server", "worker"]).default("shared"),
    JWT_SECRET: secret,
    COOKIE_SECRET: secret,
    SOUK_API_URL: httpUrl.default("http://localhost:9000"),
    SOUK_STOREFRONT_URL: httpUrl.default("http://localhost:4321"),
    STORE_CORS: origins(process.env.SOUK_STOREFRONT_URL ?? "http://localhost:4321"),
    ADMIN_CORS: origins(process.env.SOUK_API_URL ?? "http://localhost:9000"),
    AUTH_CORS: z.string().optional(),
    S3_BUCKET: z.string().min(1).optional(),
    S3_REGION: z.string().min(1).default("us-east-1"),
    S3_ENDPOINT: httpUrl.optional(),
    S3_FILE_URL: httpUrl.optional(),
    S3_ACCESS_KEY_ID: z.string().min(1).optional(),
    S3_SECRET_ACCESS_KEY: z.string().min(1).optional(),
    S3_PREFIX: z.string().default(""),
    SOUK_RANKING_WEIGHTS: weights.default({}),
    MEILISEARCH_HOST: httpUrl.optional(),
    MEILISEARCH_API_KEY: z.string().min(1).optional(),
    SMTP_URL: z
      .url({
        protocol: /^smtps?$/,
        error: "must be a mail server such as smtps://user:password@mail.example:465",
      })
      .optional(),
    SMTP_FROM: z.string().min(3).optional(),
    SOUK_OPERATOR_EMAIL: z
      .email({ error: "must be an address, such as contact@souk.tn" })
      .optional(),
    SOUK_PURGE_URL: httpUrl.optional(),
    SOUK_PURGE_METHOD: z
      .string()
      .regex(/^[A-Z]{3,10}$/, { error: "must be an HTTP method such as PURGE or POST" })
      .default("PURGE"),
    SOUK_PURGE_AUTHORIZATION: z
      .string()
      .regex(/^[A-Za-z0-9-]+: *\S.*$/, {
        error: "must be a header with its value, such as Fastly-Key: abc",
      })
      .optional(),
    SOUK_PURGE_FIELD: z.string().min(1).optional(),
    SOUK_PAYOUT_WEEKDAY: z
      .enum(["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "off"])
      .default("monday"),
    SOUK_PAYOUT_MINIMUM_MILLIMES: z.coerce.number().int().min(1).max(1_000_000_000).default(20_000),
    SOUK_PAYER_NAME: z.string().min(1).max(70).optional(),
    SOUK_PAYER_RIB: z
      .string()
      .regex(/^\d{20}$/, { error: "must be the 20 digits of a bank account (RIB)" })
      .optional(),
    CLICTOPAY_URL: httpUrl.default("https://ipay.clictopay.com/payment/rest"),
    CLICTOPAY_USER: z.string().min(1).optional(),
    CLICTOPAY_PASSWORD: z.string().min(1).optional(),
    KONNECT_URL: httpUrl.default("https://api.konnect.network/api/v2"),
    KONNECT_API_KEY: z.string().min(1).optional(),
    KONNECT_WALLET_ID: z.string().min(1).optional(),
    FLOUCI_URL: httpUrl.default("https://developers.flouci.com/api/v2"),
    FLOUCI_PUBLIC_KEY: z.string().min(1).optional(),
    FLOUCI_PRIVATE_KEY: z.string().min(1).optional(),
    PAYMEE_URL: httpUrl.default("https://app.paymee.tn/api/v2"),
    PAYMEE_API_KEY: z.string().min(1).optional(),
    STRIPE_URL: httpUrl.default("https://api.stripe.com"),
    STRIPE_API_KEY: z.string().min(1).optional(),
    STRIPE_WEBHOOK_SECRET: z.string().min(1).optional(),
    PAYPAL_URL: httpUrl.default("https://api-m.paypal.com"),
    PAYPAL_CLIENT_ID: z.string().min(1).optional(),
    PAYPAL_CLIENT_SECRET: z.string().min(1).optional(),
    PAYPAL_TND_PER_EUR: z
      .string()
      .regex(/^(?!0+(\.0+)?$)\d{1,3}(\.\d{1,4})?$/, {
        error: "must be the dinars of one euro with four decimals at most, such as 3.3871",
      })
      .transform(Number)
      .optional(),
    SOUK_GATEWAY_TIMEOUT_SECONDS: z.coerce.number().min(0.1).max(60).default(6),
    SOUK_REPAIR_AFTER_SECONDS: z.coerce.number().int().min(5).max(86_400).default(120),
  })
  .superRefine((env, context) => {
    if (env.MEDUSA_WORKER_MODE === "worker" && !env.REDIS_URL) {
      const message = "is worker, beside other processes: shared locks and events need REDIS_URL"
      context.addIssue({ code: "custom", path: ["MEDUSA_WORKER_MODE"], message })
    }
    if (env.SMTP_URL && !/^[^\r\n]*[^\s@<]+@[^\s@>]+\.[^\s@>]+>?$/.test(env.SMTP_FROM ?? "")) {
      const message = "must be the sender's address, such as Souk <bonjour@souk.example>"
      context.addIssue({ code: "custom", path: ["SMTP_FROM"], message })
    }
    if (Boolean(env.SOUK_PAYER_NAME) !== Boolean(env.SOUK_PAYER_RIB)) {
      const message = "and SOUK_PAYER_RIB are set together or not at all"
      context.addIssue({ code: "custom", path: ["SOUK_PAYER_NAME"], message })
    }
    for (const names of gatewayVariables) {
      const [given] = names.filter((name) => env[name])
      for (const name of names.filter((one) => given && !env[one])) {
        const message = `is needed when ${given} is set`
        context.addIssue({ code: "custom", path: [name], message })
      }
    }
    if (!env.S3_BUCKET) return
    for (const name of ["S3_FILE_URL", "S3_ACCESS_KEY_ID", "S3_SECRET_ACCESS_KEY"] as const) {
      if (!env[name]) {
        context.addIssue({
          code: "custom",
          path: [name],
          message: "is needed when S3_BUCKET is set",
        })
      }
    }
  })

const env = readEnvironment()
const gateways = gatewayOptions()
const isHttps = env.SOUK_API_URL.startsWith("https:")

export default defineConfig({
  projectConfig: {
    databaseUrl: env.DATABASE_URL,
    databaseDriverOptions: { pool: { min: 2, max: env.DATABASE_POOL_MAX } },
    redisUrl: env.REDIS_URL,
    workerMode: env.MEDUSA_WORKER_MODE,
    // A `secure` cookie never comes back over plain http, and the admin's login would fail silently.
    cookieOptions: { secure: isHttps, sameSite: "lax" },
    http: {
      storeCors: env.STORE_CORS,
      adminCors: env.ADMIN_CORS,
      authCors: env.AUTH_CORS ?? `${env.ADMIN_CORS},${env.STORE_CORS}`,
      jwtSecret: env.JWT_SECRET,
      cookieSecret: env.COOKIE_SECRET,
    },
  },
  admin: {
    path: "/app",
    backendUrl: "/",
    storefrontUrl: env.SOUK_STOREFRONT_URL,
    disable: env.MEDUSA_WORKER_MODE === "worker",
    // The admin bundles the plugins' shared code from source: no CommonJS in the browser.
    vite: () => ({
      resolve: {
        alias: [
          {
            find: /^@souk\/([a-z-]+)\/(.+)$/,
            replacement: join(__dirname, "plugins", "$1", "src", "$2"),
          },
        ],
      },
    }),
  },
  featureFlags: { translation: true, caching: true },
  plugins: [
    {
      resolve: "@souk/marketplace",
      options: {
        repair_after_seconds: env.SOUK_REPAIR_AFTER_SECONDS,
        payout_weekday: env.SOUK_PAYOUT_WEEKDAY,
        payout_minimum_millimes: env.SOUK_PAYOUT_MINIMUM_MILLIMES,
        ...payer(),
      },
    },
    { resolve: "@souk/parts", options: { ranking: env.SOUK_RANKING_WEIGHTS } },
    { resolve: "@souk/content", options: {} },
    {
      resolve: "@souk/messages",
      options: {
        secret: env.COOKIE_SECRET,
        shop_url: withoutSlash(env.SOUK_STOREFRONT_URL),
        admin_url: `${withoutSlash(env.SOUK_API_URL)}/app`,
        operator_email: env.SOUK_OPERATOR_EMAIL,
        has_server: env.SMTP_URL !== undefined,
      },
    },
    {
      resolve: "@souk/payments-tn",
      options: {
        gateways,
        api_url: withoutSlash(env.SOUK_API_URL),
        storefront_url: withoutSlash(env.SOUK_STOREFRONT_URL),
      },
    },
    { resolve: "@souk/migrations", options: {} },
    { resolve: "@souk/backend", options: { purge: purgeOptions() } },
  ],
  modules: [
    { resolve: "@medusajs/medusa/translation" },
    { key: Modules.CACHING, resolve: "@souk/kit/recent-reads/index" },
    {
      resolve: "@medusajs/medusa/payment",
      options: {
        // Core holds a notification back this long, for the buyer's own return to come first.
        webhook_delay: 1_000,
        providers: [
          { resolve: "@souk/payments-tn/providers/cod", id: "cod" },
          ...Object.keys(gateways).map((name) => ({
            resolve: `@souk/payments-tn/providers/${name}`,
            id: name,
            options: gateways,
          })),
        ],
      },
    },
    {
      resolve: "@medusajs/medusa/tax",
      options: { providers: [{ resolve: "@souk/marketplace/providers/tax", id: "tn" }] },
    },
    {
      resolve: "@medusajs/medusa/fulfillment",
      options: { providers: [{ resolve: "@medusajs/medusa/fulfillment-manual", id: "manual" }] },
    },
    { resolve: "@medusajs/medusa/notification", options: { providers: notificationProviders() } },
    { resolve: "@medusajs/medusa/file", options: { providers: [fileProvider()] } },
    {
      resolve: "@medusajs/medusa/search",
      options: searchOptions(),
    },
    ...redisModules(),
  ],
})

/** The gateways whose variables are set. */
function gatewayOptions() {
  const timeout_ms = env.SOUK_GATEWAY_TIMEOUT_SECONDS * 1000
  const reach = (base_url: string) => ({ base_url, timeout_ms })
  return {
    ...(env.CLICTOPAY_USER && {
      clictopay: {
        ...reach(env.CLICTOPAY_URL),
        user: env.CLICTOPAY_USER,
        password: env.CLICTOPAY_PASSWORD,
      },
    }),
    ...(env.KONNECT_API_KEY && {
      konnect: {
        ...reach(env.KONNECT_URL),
        api_key: env.KONNECT_API_KEY,
        wallet_id: env.KONNECT_WALLET_ID,
      },
    }),
    ...(env.FLOUCI_PUBLIC_KEY && {
      flouci: {
        ...reach(env.FLOUCI_URL),
        public_key: env.FLOUCI_PUBLIC_KEY,
        private_key: env.FLOUCI_PRIVATE_KEY,
      },
    }),
    ...(env.PAYMEE_API_KEY && {
      paymee: { ...reach(env.PAYMEE_URL), api_key: env.PAYMEE_API_KEY },
    }),
    ...(env.STRIPE_API_KEY && {
      stripe: {
        ...reach(env.STRIPE_URL),
        api_key: env.STRIPE_API_KEY,
        webhook_secret: env.STRIPE_WEBHOOK_SECRET,
      },
    }),
    ...(env.PAYPAL_CLIENT_ID && {
      paypal: {
        ...reach(env.PAYPAL_URL),
        client_id: env.PAYPAL_CLIENT_ID,
        client_secret: env.PAYPAL_CLIENT_SECRET,
        tnd_per_eur: env.PAYPAL_TND_PER_EUR,
      },
    }),
  }
}

/**
 * Both engines stay registered when Meilisearch takes over: the index that PostgreSQL holds goes on
 * answering until the new one is filled, and is dropped after.
 */
function searchOptions() {
  const grouped = { resolve: "@souk/parts/providers/grouped-search", id: "grouped" }
  const reindex = { batch_size: 1_000 }
  const { MEILISEARCH_HOST: host, MEILISEARCH_API_KEY: apiKey } = env
  if (!host) return { providers: [grouped], default_provider: "grouped-postgres", reindex }
  const meilisearch = {
    resolve: "@rokmohar/medusa-plugin-meilisearch/providers/meilisearch",
    id: "meilisearch",
    options: { config: { host, apiKey } },
  }
  return { providers: [grouped, meilisearch], default_provider: "meilisearch", reindex }
}

/** Core's own notices in the admin, and mails where a mail server is set. */
function notificationProviders() {
  const feed = {
    resolve: "@medusajs/medusa/notification-local",
    id: "local",
    options: { name: "Local Notification Provider", channels: ["feed"] },
  }
  if (!env.SMTP_URL) return [feed]
  const { SMTP_URL: url, SMTP_FROM: from } = env
  const smtp = {
    resolve: "@souk/messages/providers/smtp",
    id: "smtp",
    options: { channels: ["email"], url, from },
  }
  return [feed, smtp]
}

/** How the CDN before the storefront is told what changed; nothing without one. */
function purgeOptions() {
  if (!env.SOUK_PURGE_URL) return undefined
  return {
    url: env.SOUK_PURGE_URL,
    method: env.SOUK_PURGE_METHOD,
    authorization: env.SOUK_PURGE_AUTHORIZATION,
    field: env.SOUK_PURGE_FIELD,
  }
}

/** Whose account the bank's payout file draws on: both or none. */
function payer() {
  const { SOUK_PAYER_NAME: name, SOUK_PAYER_RIB: rib } = env
  return name && rib ? { payer: { name, rib } } : {}
}

function fileProvider() {
  if (!env.S3_BUCKET) {
    return {
      resolve: "@medusajs/medusa/file-local",
      id: "local",
      options: { backend_url: `${env.SOUK_API_URL}/static` },
    }
  }
  return {
    resolve: "@medusajs/medusa/file-s3",
    id: "s3",
    options: {
      bucket: env.S3_BUCKET,
      region: env.S3_REGION,
      endpoint: env.S3_ENDPOINT,
      file_url: env.S3_FILE_URL,
      access_key_id: env.S3_ACCESS_KEY_ID,
      secret_access_key: env.S3_SECRET_ACCESS_KEY,
      prefix: env.S3_PREFIX,
      additional_client_config: {
        forcePathStyle: Boolean(env.S3_ENDPOINT),
        // Otherwise streamed bodies reach S3-compatible stores with chunk framing inside.
        requestChecksumCalculation: "WHEN_REQUIRED",
        responseChecksumValidation: "WHEN_REQUIRED",
      },
    },
  }
}

/**
 * With Redis: events, workflows, cache and locks are shared by every server and worker, and a lock
 * left by a killed process expires. Without it there is one process, whose locks live and die with
 * the workflows they protect. (`@medusajs/locking-postgres` would do neither: it never hands an
 * expired lock to another owner, and each waiting job holds a database connection.)
 */
function redisModules() {
  if (!env.REDIS_URL) return []
  const redisUrl = env.REDIS_URL
  return [
    { resolve: "@medusajs/medusa/event-bus-redis", options: { redisUrl } },
    { resolve: "@medusajs/medusa/workflow-engine-redis", options: { redis: { redisUrl } } },
    { resolve: "@medusajs/medusa/cache-redis", options: { redisUrl } },
    {
      key: Modules.LOCKING,
      resolve: "@medusajs/medusa/locking",
      options: {
        providers: [
          {
            resolve: "@medusajs/medusa/locking-redis",
            id: "locking-redis",
            is_default: true,
            options: { redisUrl },
          },
        ],
      },
    },
  ]
}

function readEnvironment() {
  // An empty value in .env means "not set".
  const given = Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== ""))
  const parsed = environment.safeParse(given)
  if (parsed.success) return parsed.data
  const lines = parsed.error.issues.map((issue) => `  ${issue.path.join(".")} ${issue.message}`)
  throw new Error(`The environment is not usable:\n${lines.join("\n")}\nSee .env.template.`)
}

function withoutSlash(address: string) {
  return address.replace(/\/+$/, "")
}

function isOrigin(value: string) {
  try {
    return new URL(value).origin === value
  } catch {
    return false
  }
}
