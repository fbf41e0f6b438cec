import type { IStoreModuleService, MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { z } from "@medusajs/framework/zod"
import type { Counts } from "./arguments"

const KEY = "souk_seed"
const mark = z.object({ parts: z.int(), offers: z.int() })

/** How much was loaded, once it was loaded whole. */
export async function readMark(container: MedusaContainer): Promise<Counts | null> {
  const store = await theStore(container)
  return mark.safeParse(store.metadata?.[KEY]).data ?? null
}

export async function writeMark(container: MedusaContainer, counts: Counts): Promise<void> {
  const store = await theStore(container)
  const stores: IStoreModuleService = container.resolve(Modules.STORE)
  await stores.updateStores(store.id, { metadata: { ...store.metadata, [KEY]: counts } })
}

async function theStore(container: MedusaContainer) {
  const stores: IStoreModuleService = container.resolve(Modules.STORE)
  const [store] = await stores.listStores({}, { take: 1 })
  if (!store)
    throw new Error("The shop is not open yet: run the migrations first (npm start does).")
  return store
}
