import { timelineOf } from "../status"

it("shows what happened, then what is to come", () => {
  const steps = timelineOf({
    status: "confirmed",
    failed_deliveries: [],
    timeline: [
      { status: "confirmed", at: "2026-01-02T10:00:00Z" },
      { status: "new", at: "2026-01-01T10:00:00Z" },
    ],
  })
  expect(steps.map(({ status, at }) => [status, at !== null])).toEqual([
    ["new", true],
    ["confirmed", true],
    ["shipped", false],
    ["delivered", false],
  ])
})

it("announces nothing after a cancellation", () => {
  const steps = timelineOf({
    status: "cancelled",
    failed_deliveries: [],
    timeline: [
      { status: "new", at: "2026-01-01T10:00:00Z" },
      { status: "cancelled", at: "2026-01-01T11:00:00Z" },
    ],
  })
  expect(steps.map(({ status }) => status)).toEqual(["new", "cancelled"])
})

it.each([
  ["retry", ["shipped", "undelivered", "delivered"]],
  ["return", ["shipped", "undelivered"]],
] as const)("tells why a parcel was not handed over; next: %s", (next, statuses) => {
  const failure = { attempt: 1, reason: "absent", next, at: "2026-01-03T10:00:00Z" } as const
  const steps = timelineOf({
    status: "undelivered",
    failed_deliveries: [failure],
    timeline: [
      { status: "undelivered", at: failure.at },
      { status: "shipped", at: "2026-01-02T10:00:00Z" },
    ],
  })
  expect(steps.map(({ status }) => status)).toEqual(statuses)
  expect(steps[1]!.failure).toEqual(failure)
})
