export { GET } from "../../store/governorates/route"
