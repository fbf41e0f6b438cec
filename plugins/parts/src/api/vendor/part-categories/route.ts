export { GET } from "../../admin/part-categories/route"
