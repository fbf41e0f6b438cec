import { mayAskCancellation, mayDecideCancellation } from "../cancellation-request"
import { judgeFailure, type DeliveryFailure, type FailureVerdict } from "../delivery-failure"
import { VENDOR_ORDER_STATUSES } from "../vendor-order-status"

const failure = (attempt: number, next: DeliveryFailure["next"] = "retry"): DeliveryFailure => ({
  attempt,
  reason: "absent",
  next,
})

describe("an attempt to deliver that failed", () => {
  it.each<[string, DeliveryFailure[], DeliveryFailure, FailureVerdict]>([
    ["the first", [], failure(1), "new"],
    ["the second", [failure(1)], failure(2), "new"],
    ["the same again", [failure(1)], failure(1), "known"],
    ["told otherwise", [failure(1)], { ...failure(1), reason: "refused" }, "another_attempt"],
    ["with another end", [failure(1)], failure(1, "return"), "another_attempt"],
    ["one that skips a number", [failure(1)], failure(3), "another_attempt"],
    ["after it went back", [failure(1, "return")], failure(2), "on_its_way_back"],
    ["the last again, after it went back", [failure(1, "return")], failure(1, "return"), "known"],
  ])("%s", (_name, known, told, verdict) => {
    expect(judgeFailure(known, told)).toBe(verdict)
  })
})

describe("a request to cancel", () => {
  it("is made before the parcel leaves", () => {
    expect(VENDOR_ORDER_STATUSES.filter(mayAskCancellation)).toEqual(["new", "confirmed"])
  })

  it.each([
    ["buyer", "vendor", true],
    ["buyer", "operator", true],
    ["vendor", "operator", true],
    ["vendor", "vendor", false],
  ] as const)("of the %s may be decided by the %s: %s", (asker, decider, may) => {
    expect(mayDecideCancellation(asker, decider)).toBe(may)
  })
})
