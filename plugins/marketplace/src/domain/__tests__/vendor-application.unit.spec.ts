import { freeHandle, handleOf } from "../vendor-application"

it.each([
  ["Garage Ben Alí & fils", "garage-ben-ali-fils"],
  ["  SFAX -- Auto  ", "sfax-auto"],
  ["قطع تونس", "boutique"],
  ["a".repeat(80), "a".repeat(50)],
])("writes the address of « %s » as %s", (name, handle) => {
  expect(handleOf(name, "boutique")).toBe(handle)
})

it("finds an address nobody bears", () => {
  expect(freeHandle("sfax-auto", new Set())).toBe("sfax-auto")
  expect(freeHandle("sfax-auto", new Set(["sfax-auto", "sfax-auto-2"]))).toBe("sfax-auto-3")
})
