export { GET } from "../../store/vehicle-makes/route"
