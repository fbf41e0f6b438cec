export { createBannerWorkflow, deleteBannerWorkflow, updateBannerWorkflow } from "./banners"
export type { BannerInput } from "./banners"
