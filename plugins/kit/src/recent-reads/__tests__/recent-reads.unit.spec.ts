import RecentReadsService, { KEPT_FOR } from "../service"

const query = (entity: string, token = "pk_1") => ({
  queryOptions: { entity, fields: ["id"], filters: { token } },
  options: {},
})

describe("recent reads", () => {
  const reads = new RecentReadsService()
  beforeEach(() => jest.useFakeTimers().setSystemTime(0))
  afterEach(() => jest.useRealTimers())

  async function remember(asked: ReturnType<typeof query>, data: unknown) {
    const key = await reads.computeKey(asked)
    await reads.set({ key, data })
    return key
  }

  it("gives a read again for some seconds, to who asks exactly the same", async () => {
    const key = await remember(query("api_key"), { data: [{ id: "apk_1" }] })
    jest.setSystemTime(KEPT_FOR - 1)
    expect(await reads.get({ key })).toEqual({ data: [{ id: "apk_1" }] })
    const other = await reads.computeKey(query("api_key", "pk_2"))
    expect(await reads.get({ key: other })).toBeNull()
    jest.setSystemTime(KEPT_FOR)
    expect(await reads.get({ key })).toBeNull()
  })

  it.each(["product", "variants", "promotion", "shipping_options", "customer"])(
    "never keeps a %s",
    async (entity) => {
      const key = await remember(query(entity), { data: [{ id: "x" }] })
      expect(await reads.get({ key })).toBeNull()
    },
  )

  it("gives each reader a copy: what one does to it is not seen by the next", async () => {
    const kept = { data: [{ id: "reg_1", countries: ["tn"] }] }
    const key = await remember(query("region"), kept)
    kept.data[0]!.countries.push("dz")
    const first = (await reads.get({ key })) as typeof kept
    first.data[0]!.countries.push("ma")
    expect(await reads.get({ key })).toEqual({ data: [{ id: "reg_1", countries: ["tn"] }] })
  })

  it("holds so many reads only: made-up keys do not fill the memory", async () => {
    const key = await remember(query("api_key"), { data: [] })
    for (let n = 0; n < 600; n += 1)
      await remember(query("api_key", `pk_made_up_${n}`), { data: [] })
    expect(await reads.get({ key })).toBeNull()
  })

  it("forgets one, or all", async () => {
    const store = await remember(query("store"), { data: ["s"] })
    const region = await remember(query("region"), { data: ["r"] })
    await reads.clear({ key: store })
    expect([await reads.get({ key: store }), await reads.get({ key: region })]).toEqual([
      null,
      { data: ["r"] },
    ])
    await reads.clear({})
    expect(await reads.get({ key: region })).toBeNull()
  })
})
