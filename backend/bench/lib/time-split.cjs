// Loaded into Souk's server before anything else: says of each split of an order how long it took and
// how many statements it sent, one line of JSON each in the file that BENCH_SPLITS names. A checkout at a
// time only: statements are counted whoever sent them.
const { appendFileSync } = require("node:fs")
const Module = require("node:module")

let statements = 0
const load = Module._load
Module._load = function (request, parent, ...rest) {
  const loaded = load.call(this, request, parent, ...rest)
  if (request === "pg" && !loaded.Client.counted) {
    loaded.Client.counted = true
    const { query } = loaded.Client.prototype
    loaded.Client.prototype.query = function (...args) {
      statements++
      return query.apply(this, args)
    }
  }
  if (request.endsWith("/split-order") && parent?.filename.endsWith("complete-cart.js")) {
    return { ...loaded, splitOrder: (...args) => timed(() => loaded.splitOrder(...args)) }
  }
  return loaded
}

async function timed(split) {
  const from = performance.now()
  const before = statements
  await split()
  const line = { ms: performance.now() - from, statements: statements - before }
  appendFileSync(process.env.BENCH_SPLITS, `${JSON.stringify(line)}\n`)
}
