import { percentOfType, taxTypeId } from "../tax-type"

it.each([0, 7, 13, 19])("a product's type carries a rate of %d %%", (percent) => {
  expect(percentOfType(taxTypeId(percent))).toBe(percent)
})

it.each([null, "ptyp_01HX", "ptyp_tva_x"])("a type of its own (%p) says nothing of it", (type) => {
  expect(percentOfType(type)).toBe(19)
})
