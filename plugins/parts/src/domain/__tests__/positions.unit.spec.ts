import { POSITIONS, positionOf } from "../positions"

describe("positions", () => {
  it.each([
    ["", "any"],
    ["N/A", "any"],
    ["Tous", "any"],
    ["Front", "front"],
    ["Avant", "front"],
    ["AR", "rear"],
    ["arrière", "rear"],
    ["خلفي", "rear"],
    ["Front Left", "front-left"],
    ["avant gauche", "front-left"],
    ["AV-D", "front-right"],
    ["Gauche / Arrière", "rear-left"],
    ["côté droit", "right"],
    ["rear-right", "rear-right"],
    ["passager", "right"],
  ])("read %j as %s", (words, position) => {
    expect(positionOf(words)).toBe(position)
  })

  it.each(["Upper", "front rear", "left right", "avant inférieur", "xyz"])(
    "do not guess %j",
    (words) => {
      expect(positionOf(words)).toBeNull()
    },
  )

  it("read their own names", () => {
    for (const position of POSITIONS) expect(positionOf(position)).toBe(position)
  })
})
