import type { MedusaContainer } from "@medusajs/framework/types"
import {
  createStep,
  createWorkflow,
  StepResponse,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import { problemOf, type Banner } from "../domain/banner"
import { errors } from "../domain/errors"
import { CONTENT_MODULE } from "../modules/content"
import { textsColumn, type default as ContentModuleService } from "../modules/content/service"

/** A banner as the operator writes it. With an id of its own, it is written once. */
export type BannerInput = Omit<Banner, "id"> & { id?: string }

const service = (container: MedusaContainer): ContentModuleService =>
  container.resolve(CONTENT_MODULE)

const rowOf = (banner: BannerInput) => ({ ...banner, texts: textsColumn(banner.texts) })

function assertBanner(banner: BannerInput): void {
  const problem = problemOf(banner)
  if (problem === "link_unsafe") throw errors.link_unsafe({ link: banner.link!.slice(0, 100) })
  if (problem) throw errors[problem]()
}

/** The banner of that id; refused when there is none. */
export async function findBanner(container: MedusaContainer, id: string): Promise<Banner> {
  const [[banner]] = await service(container).listWritten({ id }, { take: 1 })
  if (!banner) throw errors.banner_not_found({ banner: id.slice(0, 64) })
  return banner
}

const createBannerStep = createStep(
  "create-banner",
  async (input: BannerInput, { container }) => {
    assertBanner(input)
    const banner = await service(container).createBanners(rowOf(input))
    return new StepResponse({ id: banner.id }, banner.id)
  },
  async (id, { container }) => {
    if (id) await service(container).deleteBanners(id)
  },
)

const updateBannerStep = createStep(
  "update-banner",
  async (input: BannerInput & { id: string }, { container }) => {
    const before = await findBanner(container, input.id)
    assertBanner(input)
    await service(container).updateBanners({ ...rowOf(input), id: input.id })
    return new StepResponse({ id: input.id }, before)
  },
  async (before, { container }) => {
    if (before) await service(container).updateBanners({ ...rowOf(before), id: before.id })
  },
)

const deleteBannerStep = createStep(
  "delete-banner",
  async ({ id }: { id: string }, { container }) => {
    await findBanner(container, id)
    await service(container).softDeleteBanners([id])
    return new StepResponse({ id }, id)
  },
  async (id, { container }) => {
    if (id) await service(container).restoreBanners([id])
  },
)

/** Writes a new banner for the home page. */
export const createBannerWorkflow = createWorkflow(
  "create-banner",
  (input: BannerInput) => new WorkflowResponse(createBannerStep(input)),
)

/** Replaces what a banner says, where it leads and when it shows. */
export const updateBannerWorkflow = createWorkflow(
  "update-banner",
  (input: BannerInput & { id: string }) => new WorkflowResponse(updateBannerStep(input)),
)

/** Takes a banner away. */
export const deleteBannerWorkflow = createWorkflow(
  "delete-banner",
  (input: { id: string }) => new WorkflowResponse(deleteBannerStep(input)),
)
