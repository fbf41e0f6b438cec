import { get, made, post, send, type Answer, type Options } from "./client"
import { mountedRoutes, rulesWithoutRoute, variantsOf, type Route } from "./route-rules"
import {
  demo,
  offersOf,
  openCart,
  placeOrder,
  signIn,
  sql,
  type Offer,
  type OrderView,
} from "./shop"

type Actor = "anonymous" | "buyer" | "vendor" | "suspended" | "operator"

const routes = mountedRoutes()
const tokens: Partial<Record<Actor, string>> = {}

let offer: Offer
let myOrder: OrderView
let theirSlice: string
let mySlice: string
let cartId: string
/** Real ids to put in addresses, so that a guard that looks something up finds it. */
let ids: Record<string, string>

beforeAll(async () => {
  tokens.buyer = await signIn("customer", demo.buyer)
  tokens.vendor = await signIn("user", demo.vendorA.email)
  tokens.suspended = await signIn("user", demo.suspended.email)
  tokens.operator = await signIn("user", demo.operator)

  const [a] = (await offersOf(demo.vendorA.handle)) as [Offer]
  const [b] = (await offersOf(demo.vendorB.handle)) as [Offer]
  offer = a
  cartId = await openCart([{ offer: a, quantity: 1 }])
  myOrder = await placeOrder(
    [
      { offer: a, quantity: 1 },
      { offer: b, quantity: 1 },
    ],
    tokens.buyer,
  )
  const sliceOf = (handle: string) =>
    myOrder.vendor_orders.find(({ vendor }) => vendor.handle === handle)!.id
  mySlice = sliceOf(demo.vendorA.handle)
  theirSlice = sliceOf(demo.vendorB.handle)

  const [one] = await sql<Record<string, string>>(
    `select (select id from "user" where email = $1) as users,
            (select id from api_key limit 1) as "api-keys",
            (select id from customer limit 1) as customers,
            (select id from region limit 1) as regions,
            (select id from sales_channel limit 1) as "sales-channels",
            (select id from store limit 1) as stores,
            (select id from payment_collection limit 1) as "payment-collections"`,
    [demo.operator],
  )
  ids = {
    ...one,
    carts: cartId,
    orders: myOrder.id,
    products: b.product_id,
    "product-variants": b.variant_id,
    "inventory-items": b.inventory_item_id,
    "stock-locations": b.location_id,
    "shipping-options": b.shipping_option_id,
    vendors: b.vendor_id,
  }
})

/** An address of the route: another vendor's, another person's, or a name of nothing. */
function addressOf({ path }: Route): string {
  if (path.startsWith("/vendor/")) return path.replace(":id", theirSlice)
  const collection = path.split("/")[2] ?? ""
  return path
    .replace(":actor_type", "user")
    .replace(":auth_provider", "emailpass")
    .replace(":provider", "cod_cod")
    .replace(":zone", "profile.main")
    .replace(":id", ids[collection] ?? "nothing")
    .replace(/:\w+/g, "nothing")
}

const as = (actor: Actor, options: Options = {}): Options => ({ ...options, as: tokens[actor] })

/** Junk that no validator accepts, so that a door found open is seen and nothing is changed by it. */
const bodyFor = (method: string) => (method === "GET" ? {} : { body: { zz_unknown: 1 } })

const call = (actor: Actor, method: string, path: string) =>
  send(method, path, as(actor, bodyFor(method)))

/** Runs the work over all of them, a few at a time, and gathers what is wrong in words. */
async function walk<Item>(items: Item[], work: (item: Item) => Promise<string[]>) {
  const wrong: string[] = []
  const queue = [...items]
  const lane = async () => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) {
      wrong.push(...(await work(item)))
    }
  }
  await Promise.all(Array.from({ length: 8 }, lane))
  return wrong.sort()
}

const told = (who: string, what: string, { status, text }: Answer<unknown>) =>
  `${who}: ${what} → ${status} ${text.slice(0, 120)}`

/** Whom a rule refuses, and with which statuses. */
const REFUSED: Record<string, Partial<Record<Actor, number[]>>> = {
  buyer: { anonymous: [401], vendor: [401], suspended: [401], operator: [401] },
  owner: { anonymous: [401], vendor: [401], suspended: [401], operator: [401] },
  vendor: { anonymous: [401], buyer: [401], operator: [403] },
  operator: { anonymous: [401], buyer: [401], vendor: [403], suspended: [403] },
  shell: { anonymous: [401], buyer: [401] },
  closed: {
    anonymous: [401, 403, 404],
    buyer: [401, 403, 404],
    vendor: [401, 403, 404],
    suspended: [401, 403, 404],
    operator: [401, 403, 404],
  },
  invited: { anonymous: [403], buyer: [403], vendor: [403], suspended: [403], operator: [403] },
  public: {},
}

describe("the routes of the server", () => {
  it("are all mounted and each has a rule", () => {
    expect(routes.length).toBeGreaterThan(400)
    expect(routes.filter(({ rule }) => !rule).map(({ key }) => key)).toEqual([])
    expect(rulesWithoutRoute(routes)).toEqual([])
  })

  it("refuse whom their rule refuses, by their plain address", async () => {
    const wrong = await walk(routes, async (route) => {
      const { method, rule, key } = route
      const complaints: string[] = []
      for (const [actor, statuses] of Object.entries(REFUSED[rule!]!) as [Actor, number[]][]) {
        const answer = await call(actor, method, addressOf(route))
        if (!statuses.includes(answer.status)) complaints.push(told(actor, key, answer))
        else if (!answer.body?.message) complaints.push(told(actor, `${key} says nothing`, answer))
      }
      return complaints
    })
    expect(wrong).toEqual([])
  })

  it("refuse them by every other way of writing the address", async () => {
    /** Who would gain most by slipping through. */
    const intruder: Record<string, Actor> = {
      operator: "vendor",
      vendor: "operator",
      buyer: "vendor",
      owner: "vendor",
      shell: "buyer",
      closed: "buyer",
      invited: "anonymous",
    }
    const guarded = routes.filter(({ rule }) => rule !== "public")
    const wrong = await walk(
      guarded.map((route, index) => ({ route, index })),
      async ({ route, index }) => {
        const variants = variantsOf(addressOf(route))
        // Every route by a third of the variants, and those outside /admin by all of them.
        const chosen = route.path.startsWith("/admin/")
          ? variants.filter((_, place) => place % 3 === index % 3)
          : variants
        const complaints: string[] = []
        for (const path of chosen) {
          const answer = await call(intruder[route.rule!]!, route.method, path)
          if (answer.status < 400 || answer.status >= 500) {
            complaints.push(told(intruder[route.rule!]!, `${route.method} ${path}`, answer))
          }
        }
        return complaints
      },
    )
    expect(wrong).toEqual([])
  })

  it("answer HEAD as GET and tell nothing by OPTIONS", async () => {
    const guarded = routes.filter(({ rule }) => rule !== "public" && rule !== "invited")
    const wrong = await walk(guarded, async (route) => {
      const complaints: string[] = []
      const path = addressOf(route)
      const refused = REFUSED[route.rule!]!
      for (const actor of ["anonymous", "vendor", "operator"] as const) {
        if (!refused[actor]) continue
        if (route.method === "GET") {
          const head = await send("HEAD", path, as(actor))
          if (!refused[actor].includes(head.status)) {
            complaints.push(told(actor, `HEAD ${path}`, head))
          }
        }
      }
      const options = await send("OPTIONS", path, as("vendor"))
      // The list of methods, or a refusal, is all that an OPTIONS may hold.
      const holdsData = /[{[]/.test(options.text) && options.status < 400
      if (options.status >= 500 || holdsData) {
        complaints.push(told("vendor", `OPTIONS ${path}`, options))
      }
      return complaints
    })
    expect(wrong).toEqual([])
  })

  it("never fail, whoever calls the open ones with junk", async () => {
    const wrong = await walk(
      routes.filter(({ rule }) => rule === "public"),
      async (route) => {
        const complaints: string[] = []
        const plain = addressOf(route)
        for (const actor of ["anonymous", "buyer", "vendor"] as const) {
          for (const path of [plain, plain.toUpperCase(), `/${plain}`, `${plain}%00`]) {
            const answer = await call(actor, route.method, path)
            if (answer.status >= 500)
              complaints.push(told(actor, `${route.method} ${path}`, answer))
          }
        }
        return complaints
      },
    )
    expect(wrong).toEqual([])
  })

  it("under /store want the shop's key", async () => {
    const wrong = await walk(
      routes.filter(({ path }) => path.startsWith("/store/")),
      async (route) => {
        const path = addressOf(route)
        const answers = await Promise.all(
          [undefined, "pk_wrong"].map((key) =>
            send(route.method, path, {
              ...bodyFor(route.method),
              headers: { "x-publishable-api-key": key },
            }),
          ),
        )
        return answers.flatMap((answer) =>
          answer.status === 400 || answer.status === 401 ? [] : [told("keyless", path, answer)],
        )
      },
    )
    expect(wrong).toEqual([])
  })

  it.each([
    "/store",
    "/vendor",
    "/admin",
    "/auth",
    "/hooks",
    "/vendor/nothing",
    "/vendors",
    "/adminx",
    "/storefront",
    "/store/nothing",
    "/erp/v1/orders",
    "/static/../medusa-config.ts",
    "/static/%2e%2e/medusa-config.ts",
    "/.env",
    "/.git/config",
  ])("hold nothing at %s", async (path) => {
    for (const method of ["GET", "POST", "PUT", "PATCH", "DELETE"]) {
      const answer = await send(method, path, as("vendor", bodyFor(method)))
      expect([method, answer.status >= 400 && answer.status < 500]).toEqual([method, true])
    }
  })
})

it("serves the admin's page and none of the files beside it", async () => {
  for (const path of [
    "/app/..%2f..%2fpackage.json",
    "/app/../medusa-config.ts",
    "/app/%2e%2e/.env",
  ]) {
    const { status, text } = await get(path)
    expect([path, status < 500]).toEqual([path, true])
    expect(text).not.toMatch(/"workspaces"|defineConfig|DATABASE_URL/)
  }
})

describe("what Medusa leaves open", () => {
  it("is closed: returns without an account", async () => {
    const body = { order_id: myOrder.id, items: [], receive_now: true }
    for (const path of [
      "/store/returns",
      "/STORE/Returns",
      "/store//returns/",
      "//store/returns",
    ]) {
      for (const actor of ["anonymous", "buyer", "operator"] as const) {
        const { status } = await post(path, body, as(actor))
        expect([path, actor, status]).toEqual([path, actor, 404])
      }
    }
  })

  it("is closed: other people's orders, by any way of writing the address", async () => {
    const other = await signIn("customer", demo.otherBuyer)
    for (const path of [
      `/store/orders/${myOrder.id}`,
      ...variantsOf(`/store/orders/${myOrder.id}`),
    ]) {
      for (const token of [undefined, other]) {
        const answer = await get(path, { as: token })
        expect([path, answer.status >= 400 && answer.status < 500]).toEqual([path, true])
        expect(answer.text).not.toContain(myOrder.email)
      }
    }
    const mine = await get(`/store/orders/${myOrder.id}`, as("buyer"))
    expect(mine.status).toBe(200)
  })

  it.each(["user", "User", "vendor", "admin", "__proto__", "api-key"])(
    "is closed: registering as %s",
    async (actor) => {
      const before = await sql("select id from auth_identity")
      const body = { email: `intrus-${actor}@courriel.example`, password: "UnMotDePasse2026" }
      for (const path of [
        `/auth/${actor}/emailpass/register`,
        `/auth/${actor}/emailpass//register/`,
        `/AUTH/${actor}/emailpass/REGISTER`,
        `/auth//${actor}/emailpass/register`,
      ]) {
        const { status, body: answer } = await post(path, body)
        expect([path, status >= 400 && status < 500]).toEqual([path, true])
        expect(answer.message).toBeTruthy()
      }
      expect(await sql("select id from auth_identity")).toHaveLength(before.length)
    },
  )

  it("is closed: a customer's login that would open the admin", async () => {
    const email = `acheteuse-${Date.now()}@courriel.example`
    const { token } = await made<{ token: string }>("/auth/customer/emailpass/register", {
      email,
      password: "UnMotDePasse2026",
    })
    for (const path of ["/admin/users/me", "/admin/orders", "/vendor/me"]) {
      expect((await get(path, { as: token })).status).toBe(401)
    }
    const staff = await post("/auth/user/emailpass", { email, password: "UnMotDePasse2026" })
    if (staff.status < 300) {
      const asStaff = (staff.body as unknown as { token: string }).token
      for (const path of ["/admin/users/me", "/admin/orders", "/vendor/me"]) {
        expect((await get(path, { as: asStaff })).status).toBe(401)
      }
    }
    const created = await post("/admin/users", { email }, { as: token })
    expect(created.status).toBeGreaterThanOrEqual(400)
    expect(created.status).toBeLessThan(500)
  })
})

describe("exact stock", () => {
  const walks = [
    "*variants.inventory_items.inventory.location_levels",
    "+variants.inventory_quantity",
    "variants.inventory_items.inventory.location_levels.stocked_quantity",
    "+variants.INVENTORY_items.*",
    "*sales_channels.stock_locations",
    "id,title,*variants.inventory",
    "*items.variant.inventory_items.inventory.location_levels",
  ]
  const written = (fields: string): string[] => [
    `fields=${fields}`,
    `fields=${encodeURIComponent(fields)}`,
    `fields=${fields.replace(/i/g, "%69")}`,
    `fields[]=${fields}`,
    `fields%5B%5D=${fields}`,
    `fields[0]=id&fields[1]=${fields}`,
    `fields[a][b]=${fields}`,
    `fields=id&fields=${fields}`,
    `fields=${fields}&fields=id`,
    `fields=%20${fields}`,
  ]

  it("is told by no way of asking for fields", async () => {
    const places = [
      "/store/products",
      `/store/products/${offer.product_id}`,
      "/store/product-variants",
      `/store/product-variants/${offer.variant_id}`,
      `/store/carts/${cartId}`,
      "/store/regions",
      "/store/product-categories",
      "/store/collections",
      `/store/shipping-options?cart_id=${cartId}`,
      "/store/orders",
      `/store/orders/${myOrder.id}`,
    ]
    const requests = places.flatMap((place) =>
      walks.flatMap((fields) =>
        written(fields).map((query) => `${place}${place.includes("?") ? "&" : "?"}${query}`),
      ),
    )
    const wrong = await walk(requests, async (path) => {
      const answer = await get(path, as("buyer"))
      const tells = /stocked_quantity|reserved_quantity|inventory_quantity|location_levels/
      if (answer.status >= 500) return [told("buyer", path, answer)]
      return answer.status < 300 && tells.test(answer.text) ? [told("buyer", path, answer)] : []
    })
    expect(wrong).toEqual([])
  })

  it("is not told by what writes either, nor by wildcards", async () => {
    const tells = /stocked_quantity|reserved_quantity|inventory_quantity"\s*:\s*\d/
    for (const fields of [
      "*",
      "**",
      "variants.*",
      "*variants",
      "+variants.*",
      "*variants.product.*",
    ]) {
      for (const place of [`/store/products/${offer.product_id}`, `/store/carts/${cartId}`]) {
        const answer = await get(`${place}?fields=${fields}`)
        expect(answer.status).toBeLessThan(500)
        expect(answer.text).not.toMatch(tells)
      }
    }
    for (const path of [
      `/store/carts/${cartId}?fields=*items.variant.inventory_items`,
      `/store/carts/${cartId}/line-items?fields=*items.variant.inventory_items`,
      `/store/carts/${cartId}/taxes?fields=*items.variant.inventory_items`,
    ]) {
      const answer = await post(path, {})
      expect(answer.status).toBeGreaterThanOrEqual(400)
      expect(answer.status).toBeLessThan(500)
    }
  })

  it("is not told by the order of a list", async () => {
    const answer = await get("/store/products?order=-variants.inventory_quantity")
    expect(answer.status).toBe(400)
  })

  it("is not told by our own part pages: a state, no number", async () => {
    const { text } = await get(`/store/parts/${offer.part_id}`)
    expect(text).toContain("stock_state")
    // What being out of stock costs an offer in the ranking is a price, not a quantity.
    const told = text.replace(/"contributions":\{[^}]*\}/g, "")
    expect(told).not.toMatch(/"(stock|stock_available|stocked_quantity)":/)
  })
})

describe("other people, through links", () => {
  it.each([
    "*sales_channels.carts",
    "*sales_channels.carts.shipping_address",
    "*sales_channels.orders",
    "+sales_channels.orders.email",
    "*sales_channels.publishable_api_keys",
    "*sales_channels.api_keys",
    "*variants.prices",
    "*variants.price_set.prices.price_list",
    "*categories.products.sales_channels.orders",
    "*customer",
    "*orders",
    "*carts",
    "*vendor_product.vendor",
    "*offer.vendor",
    "*shipping_profile.shipping_options.service_zone.fulfillment_set.location",
  ])("are not told by fields=%s", async (fields) => {
    const secrets = [myOrder.email, "20123456", demo.operator, "tax_number"]
    for (const place of [
      "/store/products",
      `/store/products/${offer.product_id}`,
      "/store/product-variants",
      "/store/regions",
      "/store/product-categories",
      "/store/collections",
      "/store/currencies",
    ]) {
      const answer = await get(`${place}?fields=id,${fields}&limit=5`)
      expect(answer.status).toBeLessThan(500)
      for (const secret of secrets) expect(answer.text).not.toContain(secret)
      expect(answer.text).not.toMatch(/"(carts|orders|publishable_api_keys|api_keys)":/)
    }
  })

  it("are not told by a cart: not its customer's other carts or orders", async () => {
    const mine = await openCart([{ offer, quantity: 1 }], tokens.buyer)
    for (const fields of [
      "*customer.orders",
      "*customer.carts",
      "*sales_channel.carts",
      "*sales_channel.orders",
      "*region.carts",
      "*payment_collection.payments",
      "*order",
    ]) {
      const answer = await get(`/store/carts/${mine}?fields=id,${fields}`)
      expect(answer.status).toBeLessThan(500)
      expect(answer.text).not.toContain(myOrder.id)
      expect(answer.text).not.toContain(cartId)
    }
  })
})

describe("a vendor's member in the admin", () => {
  it("reads the shell's own facts, and its query walks no links", async () => {
    for (const path of [
      "/admin/users/me",
      "/admin/stores",
      "/admin/plugins",
      "/admin/feature-flags",
    ]) {
      const plain = await get(path, as("vendor"))
      expect([path, plain.status]).toEqual([path, 200])
      for (const query of [
        "fields=*",
        "fields=*supported_currencies,*default_sales_channel.orders",
        "fields[]=*orders",
        "limit=1000&offset=0&q=a",
        "fields=%2Ainvites",
        "expand=orders",
      ]) {
        const asked = await get(`${path}?${query}`, as("vendor"))
        expect([path, query, asked.status, asked.text]).toEqual([path, query, 200, plain.text])
      }
    }
  })

  it("may not write through the shell's addresses", async () => {
    for (const path of ["/admin/users/me", "/admin/stores", "/admin/notifications"]) {
      for (const method of ["POST", "PUT", "PATCH", "DELETE"]) {
        const answer = await send(method, path, as("vendor", { body: {} }))
        expect([method, path, answer.status]).toEqual([method, path, 403])
      }
    }
  })

  it("gets no notification of others, however it asks", async () => {
    const token = "un-secret-de-reinitialisation"
    await sql(
      `insert into notification (id, "to", channel, template, data, status)
       values ('noti_spec', $1, 'feed', 'password-reset', $2, 'success')
       on conflict (id) do nothing`,
      [demo.operator, { token }],
    )
    for (const path of [
      "/admin/notifications",
      "/admin/notifications?fields=*&limit=100",
      "/ADMIN/Notifications/",
      "/admin//notifications",
      "/admin/notifications/noti_spec",
      "//admin/notifications",
    ]) {
      const answer = await get(path, as("vendor"))
      expect(answer.text).not.toContain(token)
      if (answer.status === 200) {
        expect(answer.body).toEqual({ notifications: [], count: 0, offset: 0, limit: 0 })
      } else {
        expect([path, answer.status === 403 || answer.status === 404]).toEqual([path, true])
      }
    }
  })

  it.each(["users", "invites", "api-keys", "customers", "orders", "products", "vendors"])(
    "does not read /admin/%s",
    async (collection) => {
      for (const path of [`/admin/${collection}`, ...variantsOf(`/admin/${collection}`)]) {
        const answer = await get(path, as("vendor"))
        expect([path, answer.status >= 400 && answer.status < 500]).toEqual([path, true])
      }
    },
  )
})

describe("a vendor among vendors", () => {
  it("reads and changes nothing of another's, by any way of writing the address", async () => {
    const read = `/vendor/orders/${theirSlice}`
    const confirm = `${read}/confirmations`
    for (const path of [read, ...variantsOf(read)]) {
      const answer = await get(path, as("vendor"))
      expect([path, answer.status >= 400 && answer.status < 500]).toEqual([path, true])
    }
    for (const path of [confirm, ...variantsOf(confirm)]) {
      const answer = await post(path, {}, as("vendor"))
      expect([path, answer.status >= 400 && answer.status < 500]).toEqual([path, true])
    }
    const [row] = await sql<{ status: string }>("select status from vendor_order where id = $1", [
      theirSlice,
    ])
    expect(row!.status).toBe("new")
    expect((await get(`/vendor/orders/${mySlice}`, as("vendor"))).status).toBe(200)
  })

  it("lists only its own, whatever it filters by", async () => {
    const [{ id: vendorB }] = (await sql<{ id: string }>(
      "select id from vendor where handle = $1",
      [demo.vendorB.handle],
    )) as [{ id: string }]
    for (const path of [
      "/vendor/orders?limit=100",
      `/vendor/orders?vendor_id=${vendorB}`,
      `/vendor/orders?q=${myOrder.display_id}`,
      "/vendor/offers?limit=100",
      `/vendor/offers?vendor_id=${vendorB}`,
      "/vendor/me?fields=*vendor.members",
      `/vendor/me?id=${vendorB}`,
      `/vendor/summary?vendor_id=${vendorB}`,
    ]) {
      const answer = await get(path, as("vendor"))
      expect([path, [200, 400].includes(answer.status)]).toEqual([path, true])
      expect(answer.text).not.toContain(theirSlice)
      expect(answer.text).not.toContain(vendorB)
      expect(answer.text).not.toContain(demo.vendorB.handle)
    }
    const orders = await get<{ orders: { number: string }[] }>(
      "/vendor/orders?limit=100",
      as("vendor"),
    )
    const [{ count }] = (await sql<{ count: number }>(
      "select count(*)::int as count from vendor_order o join vendor v on v.id = o.vendor_id where v.handle = $1",
      [demo.vendorA.handle],
    )) as [{ count: number }]
    expect(orders.body.orders).toHaveLength(Math.min(count, 100))
  })

  it("does not take another's header or body for its own", async () => {
    const plain = await get("/vendor/me", as("vendor"))
    for (const headers of [
      { "x-original-url": "/admin/orders" },
      { "x-rewrite-url": "/admin/orders" },
      { "x-http-method-override": "DELETE" },
      { "x-forwarded-prefix": "/admin" },
    ]) {
      const answer = await get("/vendor/me", as("vendor", { headers }))
      expect(answer.text).toBe(plain.text)
    }
  })

  it("that is suspended reads and does not write", async () => {
    expect((await get("/vendor/orders", as("suspended"))).status).toBe(200)
    for (const path of [
      `/vendor/orders/${mySlice}/confirmations`,
      `/VENDOR/orders/${mySlice}/Confirmations/`,
      `/vendor//orders/${mySlice}/confirmations`,
    ]) {
      const { status, body } = await post(path, {}, as("suspended"))
      expect([path, status, body.code]).toEqual([path, 403, "vendor_may_only_read"])
    }
  })

  it("is refused as soon as its membership ends", async () => {
    const email = `partant-${Date.now()}@courriel.example`
    await made(
      `/admin/vendors/${offer.vendor_id}/members`,
      { email, password: demo.password, role: "staff" },
      as("operator"),
    )
    const token = await signIn("user", email)
    expect((await get("/vendor/me", { as: token })).status).toBe(200)
    expect((await get("/admin/orders", { as: token })).status).toBe(403)
  })
})

describe("the operator", () => {
  it("works in the admin and not as a vendor", async () => {
    for (const path of [
      "/admin/vendors",
      "/admin/vendor-orders",
      "/admin/orders",
      "/admin/products",
    ]) {
      expect([path, (await get(path, as("operator"))).status]).toEqual([path, 200])
    }
    for (const path of ["/vendor/me", "/vendor/orders", "/vendor/summary", "/vendor/offers"]) {
      const { status, body } = await get(path, as("operator"))
      expect([path, status, body.code]).toEqual([path, 403, "vendors_only"])
    }
  })
})

describe("a session", () => {
  it.each([
    ["a token that is none", "abc"],
    ["a token without a signature", `${Buffer.from('{"alg":"none"}').toString("base64url")}.e30.`],
    ["an empty token", " "],
  ])("is not opened by %s", async (_, token) => {
    for (const path of ["/admin/orders", "/vendor/me", "/store/customers/me"]) {
      expect((await get(path, { as: token })).status).toBe(401)
    }
  })

  it("of a buyer opens neither the admin nor a vendor's pages, nor the reverse", async () => {
    expect((await get("/admin/users/me", as("buyer"))).status).toBe(401)
    expect((await get("/vendor/me", as("buyer"))).status).toBe(401)
    expect((await get("/store/customers/me", as("operator"))).status).toBe(401)
    expect((await get("/store/customers/me", as("vendor"))).status).toBe(401)
  })
})
