import { isSessionOver } from "../session-end"

const second = (text: string) => Date.parse(text) / 1000

it.each([
  ["opened before the change", "2026-11-23T10:00:00Z", ["2026-11-23T10:00:01.200Z"], true],
  ["opened in its second", "2026-11-23T10:00:01Z", ["2026-11-23T10:00:01.900Z"], false],
  ["opened after", "2026-11-23T10:00:02Z", ["2026-11-23T10:00:01.900Z"], false],
  ["one identity of two changed", "2026-11-23T10:00:02Z", ["2026-11-01", "2026-11-24"], true],
  ["nothing known of changes", "2026-11-23T10:00:02Z", [], false],
])("%s", (_case, openedAt, changes, over) => {
  expect(isSessionOver(second(openedAt), changes)).toBe(over)
  expect(
    isSessionOver(
      second(openedAt),
      changes.map((change) => new Date(change)),
    ),
  ).toBe(over)
})
