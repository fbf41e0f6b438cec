export { GET } from "../../store/vehicle-models/route"
