// One rule for the floors of the house: imports go down only, through each package's exports.
const { join, relative, resolve, sep, dirname } = require("node:path")

const root = join(__dirname, "..", "..")

const floors = {
  kit: 0,
  marketplace: 1,
  parts: 1,
  audit: 1,
  messages: 1,
  content: 1,
  connectors: 2,
  returns: 2,
  support: 2,
  reviews: 2,
  "payments-tn": 2,
  "carriers-tn": 2,
  backend: 3,
  migrations: 3,
  storefront: 4,
}

/** What `domain/` decides from must not need a database, a container or a request. */
const outsideDomain = [
  "modules",
  "workflows",
  "links",
  "subscribers",
  "jobs",
  "api",
  "admin",
  "search",
]

const messages = {
  up: "{{own}} (floor {{ownFloor}}) may not import @souk/{{target}} (floor {{targetFloor}}): imports go down only. Meet through an event of @souk/kit/events or an option given in medusa-config.ts.",
  unknown: "@souk/{{target}} has no floor: give it one in scripts/lint/floors.cjs.",
  outside: "{{own}} may not reach into another package's folder: import what that package exports.",
  storefront:
    'The storefront speaks to the plugins over HTTP; it may take types only, with `import type` from "@souk/<plugin>/types".',
  domainMedusa:
    "domain/ takes types only from {{source}}: pass in what it needs, so that a rule can be tested without Medusa.",
  domainInside: "domain/ may not import {{folder}}/: decisions need no database. Pass the data in.",
}

module.exports = {
  meta: {
    type: "problem",
    docs: { description: "Imports go down the floors only" },
    messages,
    schema: [],
  },
  create(context) {
    const place = placeOf(context.filename)
    if (!place) return {}
    const check = (node, source, isType) => {
      const problem = judge(place, context.filename, source, isType)
      if (problem) context.report({ node, ...problem })
    }
    return {
      ImportDeclaration: (node) => check(node, node.source.value, isTypeImport(node)),
      ExportNamedDeclaration: (node) =>
        node.source && check(node, node.source.value, node.exportKind === "type"),
      ExportAllDeclaration: (node) => check(node, node.source.value, node.exportKind === "type"),
      ImportExpression: (node) => isText(node.source) && check(node, node.source.value, false),
      TSImportType: (node) => {
        const source = node.source ?? node.argument?.literal ?? node.argument
        if (isText(source)) check(node, source.value, true)
      },
      'CallExpression[callee.name="require"]': (node) =>
        isText(node.arguments[0]) && check(node, node.arguments[0].value, false),
    }
  },
}

/** `{ own, dir, inDomain }` of a file inside a package with a floor, else undefined. */
function placeOf(filename) {
  const parts = relative(root, filename).split(sep)
  const own = parts[0] === "plugins" ? parts[1] : parts[0]
  if (floors[own] === undefined) return undefined
  const depth = parts[0] === "plugins" ? 2 : 1
  return {
    own,
    dir: join(root, ...parts.slice(0, depth)),
    inDomain:
      parts[depth] === "src" && parts[depth + 1] === "domain" && !parts.includes("__tests__"),
  }
}

function judge(place, filename, source, isType) {
  if (source.startsWith("."))
    return judgeRelative(place, resolve(dirname(filename), source), isType)
  if (place.inDomain && source.startsWith("@medusajs/") && !isType) {
    return { messageId: "domainMedusa", data: { source } }
  }
  const [, target, path] = source.match(/^@souk\/([^/]+)\/?(.*)$/) ?? []
  if (!target || target === place.own) return undefined
  if (place.own === "storefront") {
    return isType && path === "types" ? undefined : { messageId: "storefront" }
  }
  if (floors[target] === undefined) return { messageId: "unknown", data: { target } }
  if (floors[target] < floors[place.own]) return undefined
  const data = { own: place.own, ownFloor: floors[place.own], target, targetFloor: floors[target] }
  return { messageId: "up", data }
}

function judgeRelative(place, path, isType) {
  const inside = relative(place.dir, path).split(sep)
  const reached = placeOf(path)
  if (inside[0] === ".." && reached && reached.own !== place.own) {
    return { messageId: "outside", data: { own: place.own } }
  }
  if (!place.inDomain || isType || inside[0] !== "src") return undefined
  return outsideDomain.includes(inside[1])
    ? { messageId: "domainInside", data: { folder: inside[1] } }
    : undefined
}

function isTypeImport(node) {
  if (node.importKind === "type") return true
  return (
    node.specifiers.length > 0 &&
    node.specifiers.every((specifier) => specifier.importKind === "type")
  )
}

function isText(node) {
  return node?.type === "Literal" && typeof node.value === "string"
}
