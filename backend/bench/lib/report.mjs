import { execFileSync } from "node:child_process"
import { mkdirSync, writeFileSync } from "node:fs"
import { cpus, totalmem } from "node:os"
import { join } from "node:path"
import { root } from "../../../scripts/lib/paths.mjs"

/** One figure of ours beside the one measured on plain Medusa in the same run. */
export function row(name, unit, value, baseline) {
  const round = (number) => (number === undefined ? null : Number(number.toPrecision(4)))
  return {
    case: name,
    value: round(value),
    unit,
    baseline: round(baseline),
    ratio: baseline ? round(value / baseline) : null,
    target: null,
    met: null,
  }
}

/** A figure that the issue sets a bound to. */
export const bounded = (name, unit, value, atMost) => ({
  ...row(name, unit, value),
  target: `≤ ${atMost}`,
  met: value <= atMost,
})

/** A row with a bound that the value must reach. */
export const reached = (name, unit, value, atLeast) => ({
  ...row(name, unit, value),
  target: `≥ ${atLeast}`,
  met: value >= atLeast,
})

/** Prints the table and writes `backend/bench/results/<name>.json`. */
export function report(name, results, baseline = "Medusa") {
  const machine = `${cpus().length} × ${cpus()[0].model}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.versions.node}`
  const header = { case: "case", value: "Souk", unit: "", baseline, ratio: "ratio" }
  const columns = Object.keys(header)
  const cells = [header, ...results].map((line) =>
    columns.map((column) => String(line[column] ?? "–")),
  )
  const widths = columns.map((_, index) => Math.max(...cells.map((line) => line[index].length)))
  console.log(`\n${name} on ${machine}\n`)
  for (const line of cells) {
    console.log(
      line
        .map((cell, i) => (i === 0 || i === 2 ? cell.padEnd(widths[i]) : cell.padStart(widths[i])))
        .join("  "),
    )
  }
  const dir = join(root, "backend", "bench", "results")
  mkdirSync(dir, { recursive: true })
  const file = join(dir, `${name}.json`)
  const content = {
    bench: name,
    date: new Date().toISOString(),
    machine,
    commit: commit(),
    results,
  }
  writeFileSync(file, `${JSON.stringify(content, null, 2)}\n`)
  console.log(`\nWritten to ${file}.`)
}

function commit() {
  try {
    return execFileSync("git", ["rev-parse", "HEAD"], { cwd: root, encoding: "utf8" }).trim()
  } catch {
    return null
  }
}

/** The value below which a share of the measurements lie. */
export function percentile(values, share) {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)]
}
