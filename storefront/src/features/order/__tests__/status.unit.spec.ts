import { timelineOf } from "../status"

it("shows what happened, then what is to come", () => {
  const steps = timelineOf({
    status: "confirmed",
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
    timeline: [
      { status: "new", at: "2026-01-01T10:00:00Z" },
      { status: "cancelled", at: "2026-01-01T11:00:00Z" },
    ],
  })
  expect(steps.map(({ status }) => status)).toEqual(["new", "cancelled"])
})
