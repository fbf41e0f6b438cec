// npm test [-- <suite>... --only <part of a file's path>]: everything, or the suites named.
// The last line is always `N passed, N failed`.
import { Failure } from "../lib/failure.mjs"
import { readOptions } from "../lib/options.mjs"
import { shutdown, stopOnSignals } from "../lib/shutdown.mjs"
import { seconds } from "../lib/steps.mjs"
import { suites, unclaimedSpecs } from "../lib/suites.mjs"

export async function main(args) {
  const { values, positionals } = readOptions(
    args,
    { only: { type: "string" } },
    { positionals: true },
  )
  const wanted = positionals.length > 0 ? positionals : Object.keys(suites)
  const unknown = wanted.filter((name) => !suites[name])
  if (unknown.length > 0) {
    throw new Failure(
      `There is no suite named ${unknown.join(", ")}.`,
      `Choose among: ${Object.keys(suites).join(", ")}.`,
    )
  }
  stopOnSignals({ exitCode: 130 })

  const totals = { passed: 0, failed: 0 }
  const problems = []
  for (const name of wanted) {
    const from = performance.now()
    console.log(`\n── ${name}`)
    const result = await runSuite(name, values)
    totals.passed += result.passed
    totals.failed += result.failed
    if (result.problem) problems.push(`${name}: ${result.problem}`)
    const mark = result.failed > 0 ? "✗" : "✓"
    console.log(
      `${mark} ${name}: ${result.passed} passed, ${result.failed} failed ${seconds(performance.now() - from)}`,
    )
  }
  if (positionals.length === 0) {
    for (const file of unclaimedSpecs()) {
      totals.failed += 1
      problems.push(
        `${file} is run by no suite: move it, or name it as scripts/lib/suites.mjs expects.`,
      )
    }
  }
  await shutdown()
  for (const problem of problems) console.log(`\n✗ ${problem}`)
  process.exitCode = totals.failed > 0 ? 1 : 0
  console.log(`\n${totals.passed} passed, ${totals.failed} failed`)
}

/** What keeps a suite from running, or leaves it without a single test, is a failure of its own. */
async function runSuite(name, { only }) {
  try {
    const result = await suites[name]({ only })
    if (result.ran > 0 || result.failed > 0) return result
    return { passed: 0, failed: 1, problem: "the suite ran no test." }
  } catch (error) {
    const problem = error instanceof Failure ? error.message : (error.stack ?? String(error))
    return { passed: 0, failed: 1, problem }
  }
}
