import type { MedusaContainer } from "@medusajs/framework/types"
import { commonErrors } from "../errors"
import { factsOfLines, problemsOfLines, registerLineWriter, type AskedLine } from "../lines"

// No writer here looks into it.
const container = {} as MedusaContainer
const line = (variant_id: string, asked = {}): AskedLine => ({ variant_id, asked, siblings: [] })

describe("what is written on a cart's lines", () => {
  beforeAll(() => {
    registerLineWriter({
      name: "second",
      rank: 20,
      write: (lines) => Promise.resolve(lines.map(() => ({ both: "second", second: true }))),
      review: (lines) => Promise.resolve(lines.map(() => commonErrors.conflict())),
    })
    registerLineWriter({
      name: "first",
      rank: 10,
      write: () => Promise.reject(new Error("replaced below")),
      review: () => Promise.reject(new Error("replaced below")),
    })
    registerLineWriter({
      name: "first",
      rank: 10,
      write: (lines) =>
        Promise.resolve(lines.map(({ variant_id }) => ({ both: "first", variant_id }))),
      review: (lines) =>
        Promise.resolve(lines.map(({ facts }) => (facts.bad ? commonErrors.out_of_stock() : null))),
    })
  })

  it("is what the writers say, in their order, and nothing of what the buyer said", async () => {
    const facts = await factsOfLines([line("a", { forged: true }), line("b")], container)
    expect(facts).toEqual([
      { both: "second", second: true, variant_id: "a" },
      { both: "second", second: true, variant_id: "b" },
    ])
    expect(await factsOfLines([], container)).toEqual([])
  })

  it("is reviewed line by line: the first problem is the one that is told", async () => {
    const problems = await problemsOfLines(
      [
        { variant_id: "a", facts: { bad: true } },
        { variant_id: "b", facts: {} },
      ],
      container,
    )
    expect(problems.map((problem) => problem?.code)).toEqual(["out_of_stock", "conflict"])
  })
})
