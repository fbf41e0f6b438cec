declare namespace App {
  interface Locals {
    locale: import("./i18n/locales").Locale
    /** The address without its language prefix: `/ar/panier` → `/panier`. */
    path: string
    /** What follows it in the address: `?page=2`, or nothing. */
    search: string
    t: import("./i18n/translate").Translate
    /** A path of ours in the reader's language: `/panier` → `/ar/panier`. */
    href: (path: string) => string
    price: (millimes: number) => string
    /** The page is the same for all its readers: nothing of the session may show on it. */
    shared: boolean
    /** The vehicle the page is seen with. */
    vehicle?: import("./features/session/session").ChosenVehicle
    /** The reader's network address, handed on to the API. */
    clientAddress: string | undefined
    session: import("./features/session/session").Session
    api: import("./lib/api").Api
    /** The message to show once on this page. */
    flash?: import("./features/session/session").Flash
    /** Why the page asked for could not be shown; read by the help pages. */
    problem?: import("./lib/api").ApiError
  }
}
