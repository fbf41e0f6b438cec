export { GET } from "../../admin/vehicles/route"
