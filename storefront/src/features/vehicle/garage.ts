import type { ChosenVehicle, KeptVehicle } from "../session/session"

/** A cookie holds 4 KB: more vehicles are kept by an account, which has no such bound. */
export const MAX_KEPT = 8
export const MAX_PLATE_LENGTH = 20

export type Garage = { garage: KeptVehicle[]; vehicle?: ChosenVehicle }

const withoutPlate = ({ id, label }: KeptVehicle): ChosenVehicle => ({ id, label })

/** The chosen vehicle becomes the active one, first of the garage; the oldest make room. */
export function keep({ garage }: Garage, chosen: KeptVehicle): Garage {
  const known = garage.find(({ id }) => id === chosen.id)
  const rest = garage.filter(({ id }) => id !== chosen.id)
  return {
    garage: [{ ...known, ...chosen }, ...rest].slice(0, MAX_KEPT),
    vehicle: withoutPlate(chosen),
  }
}

/** A removed active vehicle leaves no other in its place: parts for another car would mislead. */
export const remove = ({ garage, vehicle }: Garage, id: string): Garage => ({
  garage: garage.filter((kept) => kept.id !== id),
  vehicle: vehicle?.id === id ? undefined : vehicle,
})

export const activate = (current: Garage, id: string): Garage => {
  const found = current.garage.find((kept) => kept.id === id)
  return found ? { ...current, vehicle: withoutPlate(found) } : current
}

export const rename = ({ garage, vehicle }: Garage, id: string, plate: string): Garage => ({
  vehicle,
  garage: garage.map((kept) => (kept.id === id ? { ...kept, plate: plate || undefined } : kept)),
})

/** Lettres, chiffres, espaces et tirets, latins ou arabes : 123 TU 4567, 123 تونس 4567, RS 12345. */
export const isPlate = (text: string): boolean =>
  text.length <= MAX_PLATE_LENGTH && /^[\p{L}\p{N} -]*$/u.test(text)

export type VinCheck =
  | { ok: true; vin: string }
  | { ok: false; problem: "length"; length: number }
  | { ok: false; problem: "letter"; letter: string; place: number }

const VIN_LENGTH = 17

/** Dix-sept caractères, sans I, O ni Q ; espaces et tirets de lecture sont ignorés. */
export function checkVin(typed: string): VinCheck {
  const vin = typed.toUpperCase().replace(/[\s-]/g, "")
  const place = [...vin].findIndex((letter) => !/[A-HJ-NPR-Z0-9]/.test(letter))
  if (place >= 0) {
    return { ok: false, problem: "letter", letter: [...vin][place] ?? "", place: place + 1 }
  }
  return vin.length === VIN_LENGTH
    ? { ok: true, vin }
    : { ok: false, problem: "length", length: vin.length }
}
