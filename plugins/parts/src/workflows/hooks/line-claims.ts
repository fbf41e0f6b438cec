import type { MedusaContainer } from "@medusajs/framework/types"
import type { SoukError } from "@souk/kit/errors"
import { registerLineWriter } from "@souk/kit/lines"
import { identifier } from "@souk/kit/routes"
import { errors } from "../../domain/errors"
import {
  claimOf,
  problemOf,
  readClaim,
  sameClaim,
  type ClaimFacts,
  type LineClaim,
} from "../../domain/line-claim"
import { VERDICT_NAMES } from "../../domain/fit"
import { PARTS_MODULE } from "../../modules/parts"
import type PartsModuleService from "../../modules/parts/service"

const service = (container: MedusaContainer): PartsModuleService => container.resolve(PARTS_MODULE)

/** The vehicle a buyer names, or null for none. */
function askedVehicle(asked: Record<string, unknown>): string | null {
  const vehicle = asked.vehicle_variant_id
  if (vehicle === undefined || vehicle === null || vehicle === "") return null
  const id = identifier.safeParse(vehicle)
  if (!id.success) throw errors.vehicle_unknown({ vehicle: String(vehicle).slice(0, 64) })
  return id.data
}

/** A line keeps what the shop said of the part and the vehicle, whatever the buyer wrote beside it. */
registerLineWriter({
  name: "line-claim",
  rank: 10,

  async write(lines, container) {
    const wanted = lines.map(({ variant_id, asked }) => ({
      variant_id,
      vehicle_id: askedVehicle(asked),
    }))
    const facts = await service(container).readClaimFacts(wanted)
    const now = new Date()
    return lines.map(({ siblings }, index) => {
      const { vehicle_id } = wanted[index]!
      if (vehicle_id !== null && !facts[index]!.vehicle) {
        throw errors.vehicle_unknown({ vehicle: vehicle_id })
      }
      const claim = claimOf(facts[index]!, now)
      return siblings.find((one) => sameClaim(one, claim)) ?? claim
    })
  },

  async review(lines, container) {
    const claims = lines.map(({ facts }) => readClaim(facts))
    const facts = await service(container).readClaimFacts(
      lines.map(({ variant_id }, index) => ({
        variant_id: variant_id ?? "",
        vehicle_id: claims[index]?.vehicle_variant_id ?? null,
      })),
    )
    return claims.map((claim, index) => claim && refusalOf(claim, facts[index]!))
  },
})

function refusalOf(claim: LineClaim, now: ClaimFacts): SoukError | null {
  const problem = problemOf(claim, now)
  if (!problem) return null
  const part = now.offer?.label ?? claim.part_label ?? ""
  const vehicle = claim.vehicle_label ?? ""
  switch (problem) {
    case "vehicle_gone":
      return errors.claim_vehicle_gone({ part, vehicle })
    case "fit_lost":
      return errors.claim_fit_lost({ part, vehicle, now: VERDICT_NAMES[now.fit!.verdict] })
    case "fit_changed":
      return errors.claim_fit_changed({ part, vehicle })
    case "offer_changed":
      return errors.claim_offer_changed({ part })
  }
}
