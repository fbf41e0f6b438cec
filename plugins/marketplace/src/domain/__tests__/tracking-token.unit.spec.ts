import fc from "fast-check"
import { orderOfToken, trackingToken } from "../tracking-token"

const secret = "a secret of thirty-two characters"
const orderId = fc.stringMatching(/^order_[0-9A-HJKMNP-TV-Z]{26}$/)

describe("a tracking token", () => {
  it("opens its order", () => {
    fc.assert(
      fc.property(orderId, (id) => {
        const token = trackingToken(id, secret)
        expect(orderOfToken(token, secret)).toBe(id)
        expect(token).toBe(trackingToken(id, secret))
        expect(encodeURIComponent(token)).toBe(token)
      }),
    )
  })

  it("opens nothing once any character is changed, cut or added", () => {
    fc.assert(
      fc.property(orderId, fc.nat(), fc.constantFrom("x", ".", "é", "\u0000"), (id, at, char) => {
        const token = trackingToken(id, secret)
        const place = at % token.length
        const tampered = [
          token.slice(0, place) + token.slice(place + 1),
          token.slice(0, place) + char + token.slice(place),
          token.slice(0, place) + char + token.slice(place + 1),
        ]
        for (const other of tampered) {
          if (other !== token) expect(orderOfToken(other, secret)).toBeNull()
        }
      }),
    )
  })

  it("opens nothing with another order's signature, or another secret", () => {
    const [, signature] = trackingToken("order_A", secret).split(".")
    expect(orderOfToken(`order_B.${signature}`, secret)).toBeNull()
    expect(orderOfToken(trackingToken("order_A", secret), "another secret")).toBeNull()
  })

  it.each(["", ".", "order_A", "order_A.", ".abc", "order_A.é", "a.b.c", "order_A.AAAA"])(
    "opens nothing when it is %p",
    (token) => expect(orderOfToken(token, secret)).toBeNull(),
  )
})
