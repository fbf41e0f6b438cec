import { setTimeout as sleep } from "node:timers/promises"
import { killServer, startServer } from "../../../scripts/lib/test-server"
import { heldNow, holdAt, HOLD_NAMES, releaseAll } from "./pause"
import {
  complete,
  fillTheShelves,
  leaveDatabase,
  prepareCart,
  type Completion,
  type PreparedCart,
} from "./shop"
import {
  leaveCancellationsBegun,
  problemsOf,
  problemsOfShop,
  STAGES,
  stageOf,
  type Stage,
} from "./state"

/** `npm run test:crash -- 30` sets it; `npm test` makes do with a few. */
const KILLS = Number(process.env.SOUK_TEST_KILLS ?? 5)
const CARTS_PER_KILL = 3
const MORE_KILLS = 10

/**
 * The repair run comes every 15 s and takes up checkouts older than 10 s; each minute, orders of half a
 * minute that nobody was told of are told of.
 */
const REPAIRED_WITHIN_SECONDS = 180

/** Far more than a completion takes, even on a busy machine. */
const HELD_WITHIN_SECONDS = 60

jest.setTimeout(((KILLS + MORE_KILLS) * 60 + 300) * 1000)

async function prepareCarts(count: number): Promise<PreparedCart[]> {
  const carts: PreparedCart[] = []
  // No offer in two of them: core locks what it reserves, and a held cart would hold the others up.
  for (let index = 0; index < count; index++) carts.push(await prepareCart(carts))
  return carts
}

function completeAll(carts: PreparedCart[]): Promise<(Completion | null)[]> {
  return Promise.all(carts.map((cart) => complete(cart.id)))
}

/** Everything wrong with the carts and the shop, once the repair run had its time. */
async function problemsAfterRepair(carts: PreparedCart[]): Promise<string[]> {
  const until = Date.now() + REPAIRED_WITHIN_SECONDS * 1000
  for (;;) {
    const problems = (await Promise.all(carts.map(problemsOf))).flat()
    problems.push(...(await problemsOfShop()))
    if (problems.length === 0 || Date.now() > until) return problems
    await sleep(1000)
  }
}

/** The buyer tries again after the restart, until the shop takes the order. */
async function orderAgain(carts: PreparedCart[]): Promise<(string | null)[]> {
  const answers = await completeAll(carts)
  for (const answer of answers) {
    if (answer?.status !== 200 || !answer.order_id) {
      throw new Error(`The retry was not answered with an order: ${answer?.status} ${answer?.said}`)
    }
  }
  return answers.map((answer) => answer!.order_id)
}

describe("a server killed while carts complete", () => {
  beforeAll(fillTheShelves)
  afterAll(async () => {
    await releaseAll()
    await leaveDatabase()
  })

  it("starts from a shop without faults", async () => {
    expect(await problemsOfShop()).toEqual([])
  })

  it(`leaves one whole order per cart after ${KILLS} kills at random moments`, async () => {
    // Measured as it will be cut: on a server that has just started.
    await killServer()
    await startServer()
    const measured = await prepareCarts(CARTS_PER_KILL)
    const from = performance.now()
    const answers = await completeAll(measured)
    let windowMs = performance.now() - from
    expect(answers.map((answer) => answer?.status)).toEqual(measured.map(() => 200))

    const hits = new Map<Stage, number>(STAGES.map((stage) => [stage, 0]))
    const all = [...measured]
    const inside = () => STAGES.slice(1, -1).reduce((sum, stage) => sum + hits.get(stage)!, 0)
    let kill = 0
    // A few kills may all miss the moments between the first writing and the answer: then some more.
    for (; kill < KILLS || (inside() === 0 && kill < KILLS + MORE_KILLS); kill++) {
      const carts = await prepareCarts(CARTS_PER_KILL)
      all.push(...carts)
      const completions = completeAll(carts)
      await sleep(Math.random() * windowMs)
      await killServer()
      const answered = await completions
      const found: Stage[] = []
      for (const [index, cart] of carts.entries()) {
        found.push(await stageOf(cart, answered[index]?.status === 200))
      }
      for (const stage of found) hits.set(stage, hits.get(stage)! + 1)
      // A warm server is quicker than the measured one: the window follows what the kills find.
      if (found.every((stage) => stage === STAGES.at(-1))) windowMs *= 0.6
      if (found.every((stage) => stage === STAGES[0])) windowMs *= 1.5
      await startServer()
      await orderAgain(carts)
    }

    const table = STAGES.map((stage) => `  ${String(hits.get(stage)).padStart(4)}  ${stage}`)
    process.stdout.write(
      `\n${kill} kills over ${Math.round(windowMs)} ms, ${CARTS_PER_KILL} carts each, found them at:\n${table.join("\n")}\n`,
    )
    expect(inside()).toBeGreaterThan(0)
    expect(await problemsAfterRepair(all)).toEqual([])
  })

  it("leaves one whole order per cart when killed at each single writing", async () => {
    const carts = await prepareCarts(HOLD_NAMES.length)
    for (const [index, hold] of HOLD_NAMES.entries()) await holdAt(carts[index]!.id, hold)
    const completions = completeAll(carts)
    const until = Date.now() + HELD_WITHIN_SECONDS * 1000
    let held = await heldNow()
    while (held.length < HOLD_NAMES.length && Date.now() < until) {
      await sleep(100)
      held = await heldNow()
    }
    expect(held).toEqual(HOLD_NAMES)
    await killServer()
    expect(await completions).toEqual(carts.map(() => null))
    await releaseAll()
    const stages = await Promise.all(carts.map((cart) => stageOf(cart, false)))
    process.stdout.write(
      `\nKilled at the first row of:\n${HOLD_NAMES.map((hold, index) => `  ${hold}: ${stages[index]}`).join("\n")}\n`,
    )
    expect(stages).not.toContain("nothing written")
    expect(await leaveCancellationsBegun(carts)).toBeGreaterThan(0)
    await startServer()

    const retried = await orderAgain(carts)
    expect(await problemsAfterRepair(carts)).toEqual([])

    // Nothing holds a cart any more, and asking again changes nothing.
    expect(await orderAgain(carts)).toEqual(retried)
    expect(await problemsAfterRepair(carts)).toEqual([])
  })
})
