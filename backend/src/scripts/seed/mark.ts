import type { IStoreModuleService, MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { z } from "@medusajs/framework/zod"
import type { Counts } from "./arguments"

const KEY = "souk_seed"
const PHOTOS_KEY = "souk_seed_photos"
const mark = z.object({ parts: z.int(), offers: z.int() })
const addresses = z.record(z.string(), z.string())

/** How much was loaded, once it was loaded whole. */
export async function readMark(container: MedusaContainer): Promise<Counts | null> {
  const store = await theStore(container)
  return mark.safeParse(store.metadata?.[KEY]).data ?? null
}

export const writeMark = (container: MedusaContainer, counts: Counts): Promise<void> =>
  note(container, KEY, counts)

/** Where the photos that were kept are, by their fingerprint. */
export async function readPhotoAddresses(container: MedusaContainer) {
  const store = await theStore(container)
  return addresses.safeParse(store.metadata?.[PHOTOS_KEY]).data ?? {}
}

export const writePhotoAddresses = (
  container: MedusaContainer,
  known: z.infer<typeof addresses>,
): Promise<void> => note(container, PHOTOS_KEY, known)

async function note(container: MedusaContainer, key: string, value: object): Promise<void> {
  const store = await theStore(container)
  const stores: IStoreModuleService = container.resolve(Modules.STORE)
  await stores.updateStores(store.id, { metadata: { ...store.metadata, [key]: value } })
}

async function theStore(container: MedusaContainer) {
  const stores: IStoreModuleService = container.resolve(Modules.STORE)
  const [store] = await stores.listStores({}, { take: 1 })
  if (!store)
    throw new Error("The shop is not open yet: run the migrations first (npm start does).")
  return store
}
