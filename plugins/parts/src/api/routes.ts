import { defineRoutes } from "@souk/kit/routes"
import {
  makesQuery,
  makesResponse,
  modelsQuery,
  modelsResponse,
  partQuery,
  partResponse,
  partsQuery,
  partsResponse,
  variantResponse,
  variantsQuery,
  variantsResponse,
  vendorOffersQuery,
  vendorOffersResponse,
} from "./schemas"

export const routes = defineRoutes([
  {
    method: "GET",
    path: "/store/vehicle-makes",
    who: "public",
    summary: "The makes of the vehicles driven in Tunisia",
    query: makesQuery,
    response: makesResponse,
  },
  {
    method: "GET",
    path: "/store/vehicle-models",
    who: "public",
    summary: "The models of a make",
    query: modelsQuery,
    response: modelsResponse,
  },
  {
    method: "GET",
    path: "/store/vehicle-variants",
    who: "public",
    summary: "The engines and bodies of a model",
    query: variantsQuery,
    response: variantsResponse,
  },
  {
    method: "GET",
    path: "/store/vehicle-variants/:id",
    who: "public",
    summary: "One vehicle, with its full name",
    response: variantResponse,
  },
  {
    method: "GET",
    path: "/store/parts",
    who: "public",
    summary:
      "Parts on sale: by words or reference, narrowed by filters that hold on one same offer",
    query: partsQuery,
    response: partsResponse,
  },
  {
    method: "GET",
    path: "/store/parts/:id",
    who: "public",
    summary:
      "A part (by id or slug) with what it replaces, the vehicles it fits and its offers, best first",
    query: partQuery,
    response: partResponse,
  },
  {
    method: "GET",
    path: "/vendor/offers",
    who: "vendor",
    summary: "What the vendor sells",
    query: vendorOffersQuery,
    response: vendorOffersResponse,
  },
])
