import { findOptions, splitPath } from "../options"

const option = (label: string) => ({ value: label, label })
const tree = [
  "Freinage",
  "Freinage › Disques",
  "Freinage › Plaquettes",
  "Filtration › Filtres à huile",
  "Éclairage › Feux arrière",
  "Moto › Freinage moto › Disques",
  "الفرامل › أقراص",
].map(option)
const found = (typed: string) => findOptions(tree, typed).map(({ label }) => label)

describe("a long list narrowed by what is typed", () => {
  it.each([
    ["", tree.map(({ label }) => label)],
    ["  ", tree.map(({ label }) => label)],
    ["eclairage", ["Éclairage › Feux arrière"]],
    ["FILTRE A HUILE", ["Filtration › Filtres à huile"]],
    ["huile filtre", ["Filtration › Filtres à huile"]],
    ["moto disq", ["Moto › Freinage moto › Disques"]],
    ["اقراص", ["الفرامل › أقراص"]],
    ["embrayage", []],
  ])("« %s »", (typed, expected) => expect(found(typed)).toEqual(expected))

  it("names before paths: the category itself, then what lies below it", () => {
    expect(found("freinage")).toEqual([
      "Freinage",
      "Freinage › Disques",
      "Freinage › Plaquettes",
      "Moto › Freinage moto › Disques",
    ])
    expect(found("disque")).toEqual(["Freinage › Disques", "Moto › Freinage moto › Disques"])
  })

  it("takes a label apart into the way and the name", () => {
    expect(splitPath("Moto › Freinage moto › Disques")).toEqual({
      way: "Moto › Freinage moto › ",
      name: "Disques",
    })
    expect(splitPath("Freinage")).toEqual({ way: "", name: "Freinage" })
  })
})
