import {
  CORE_AUTH_ROUTES,
  CORE_STORE_ROUTES,
  matchesPattern,
  normalisePath,
  privateFieldOf,
  ruleFinder,
  SHELL_ROUTES_OF_MEMBERS,
} from "../access"

const publicRoutes = Object.entries(CORE_STORE_ROUTES)

describe("an address as the router understands it", () => {
  it.each([
    ["/store/carts", "/store/carts"],
    ["/store//carts///x/", "/store/carts/x"],
    ["/", "/"],
    ["//", "/"],
    ["", "/"],
  ])("%p is %p", (path, normal) => expect(normalisePath(path)).toBe(normal))

  it.each([
    ["/store/orders/:id", "/store/orders/order_1", true],
    ["/store/orders/:id", "/STORE/Orders/order_1", true],
    ["/store/orders/:id", "/store//orders//order_1/", true],
    ["/store/orders/:id", "/store/orders", false],
    ["/store/orders/:id", "/store/orders/a/b", false],
    ["/store/orders/:id", "/store/orders/", false],
    ["/store/returns", "/store/returns;x", false],
    ["/admin/users/me", "/admin/users/me;x", false],
    ["/admin/users/me", "/admin/users/%6de", false],
  ])("%s matches %s: %p", (pattern, path, expected) => {
    expect(matchesPattern(pattern, path)).toBe(expected)
  })
})

describe("the rule of a route", () => {
  it.each([
    ["GET", "/store/orders/order_1", "owner"],
    ["GET", "/Store/ORDERS/order_1/", "owner"],
    ["GET", "/store/orders", "buyer"],
    ["GET", "/store/customers/me", "buyer"],
    ["POST", "/store/carts", "public"],
  ])("%s %s is %s", (method, path, access) => {
    expect(ruleFinder(publicRoutes)(method, path)).toBe(access)
  })

  it.each([
    ["POST", "/store/returns"],
    ["POST", "/store//returns/"],
    ["POST", "/store/orders/order_1/transfer/request"],
    ["POST", "/store/search"],
    ["GET", "/store/gift-cards/x"],
    ["PUT", "/store/carts"],
    ["GET", "/store"],
    ["GET", "/store/%63arts/x"],
  ])("%s %s has none: it stays closed", (method, path) => {
    expect(ruleFinder(publicRoutes)(method, path)).toBeUndefined()
  })

  it("prefers a static segment to a parameter", () => {
    const rules: [string, string][] = [
      ["GET /store/vendors/:handle", "one"],
      ["GET /store/vendors/near", "near"],
    ]
    expect(ruleFinder(rules)("GET", "/store/vendors/near")).toBe("near")
    expect(ruleFinder([...rules].reverse())("GET", "/store/vendors/near")).toBe("near")
    expect(ruleFinder(rules)("GET", "/store/vendors/sfax")).toBe("one")
  })

  it.each([
    ["POST /auth/mfa/factors", undefined],
    ["POST /auth/emailpass/user", undefined],
    ["POST /auth/customer/user", undefined],
    ["POST /auth/verification/confirm", undefined],
    ["POST /auth/vendor/emailpass", undefined],
    ["GET /auth/user/emailpass/callback", undefined],
    ["POST /auth/customer/emailpass", true],
    ["POST /auth/USER//emailpass/", true],
  ])("of signing in: %s is %p", (address, expected) => {
    const [method, path] = address.split(" ") as [string, string]
    const open = CORE_AUTH_ROUTES.map((key): [string, true] => [key, true])
    expect(ruleFinder(open)(method, path)).toBe(expected)
  })

  it("opens the admin's shell by reading only", () => {
    for (const path of SHELL_ROUTES_OF_MEMBERS) expect(path).toMatch(/^\/admin\//)
  })
})

describe("fields that are not for buyers", () => {
  it.each([
    ["*variants.inventory_items.inventory.location_levels"],
    ["+variants.inventory_quantity"],
    ["variants.INVENTORY_quantity"],
    ["id,title,stock_locations.name"],
    ["-id,+reservations.quantity"],
    [["id", "variants.inventory_quantity"]],
    [{ a: { b: "inventory" } }],
    [{ inventory: "" }],
    ["vendor.rib"],
    ["*vendor"],
    ["items.variant.inventory.*"],
    ["sales_channel.stock_locations.*"],
  ])("%p is refused", (fields) => expect(privateFieldOf(fields)).not.toBeNull())

  it.each([[undefined], [""], ["id,title,*variants.prices"], ["+metadata"], [["id", "title"]]])(
    "%p is free",
    (fields) => expect(privateFieldOf(fields)).toBeNull(),
  )
})
