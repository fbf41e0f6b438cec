import { defineRoutes } from "@souk/kit/routes"
import {
  bannerBody,
  bannerResponse,
  bannersQuery,
  bannersResponse,
  deletedResponse,
  shownBannersResponse,
} from "./schemas"

export const routes = defineRoutes([
  {
    method: "GET",
    path: "/store/banners",
    who: "public",
    summary: "What the home page announces now, in the language asked for",
    response: shownBannersResponse,
  },
  {
    method: "GET",
    path: "/admin/banners",
    who: "operator",
    summary: "The banners of the home page, in their order",
    query: bannersQuery,
    response: bannersResponse,
  },
  {
    method: "POST",
    path: "/admin/banners",
    who: "operator",
    summary: "A new banner, in one language or more",
    body: bannerBody,
    response: bannerResponse,
    status: 201,
  },
  {
    method: "GET",
    path: "/admin/banners/:id",
    who: "operator",
    summary: "A banner",
    response: bannerResponse,
  },
  {
    method: "POST",
    path: "/admin/banners/:id",
    who: "operator",
    summary: "Replaces a banner",
    body: bannerBody,
    response: bannerResponse,
    status: 200,
  },
  {
    method: "DELETE",
    path: "/admin/banners/:id",
    who: "operator",
    summary: "Takes a banner away",
    response: deletedResponse,
  },
])
