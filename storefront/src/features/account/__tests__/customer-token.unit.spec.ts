import { tokenState } from "../customer-token"

const token = (payload: unknown): string =>
  ["e30", Buffer.from(JSON.stringify(payload)).toString("base64url"), "signature"].join(".")
const at = (seconds: number): Date => new Date(seconds * 1000)

it("is fresh in the first half of its life, ageing in the second, then expired", () => {
  const day = token({ iat: 0, exp: 86_400 })
  expect(tokenState(day, at(10))).toBe("fresh")
  expect(tokenState(day, at(50_000))).toBe("ageing")
  expect(tokenState(day, at(86_400))).toBe("expired")
})

it.each(["", "a.b.c", token(null), token({ exp: "soon" }), token({ exp: 99 })])(
  "treats %p as expired",
  (text) => {
    expect(tokenState(text, at(0))).toBe("expired")
  },
)
