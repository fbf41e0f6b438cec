import { InjectTransactionManager, MedusaContext } from "@medusajs/framework/utils"
import {
  refuseCancellation,
  requestCancellation,
  type AskedCancellation,
} from "./cancellation-requests"
import { recordDeliveryFailure, type ToldFailure } from "./delivery-failures"
import { Tables, type Shared } from "./tables"

/** What happens to vendor orders beside the straight way: parcels that fail, requests to cancel. */
export class OrderLife extends Tables {
  @InjectTransactionManager()
  async recordDeliveryFailure(told: ToldFailure, @MedusaContext() context: Shared = {}) {
    return await recordDeliveryFailure(this, told, context)
  }

  @InjectTransactionManager()
  async requestCancellation(asked: AskedCancellation, @MedusaContext() context: Shared = {}) {
    return await requestCancellation(this, asked, context)
  }

  @InjectTransactionManager()
  async refuseCancellation(
    refusal: { id: string; answer: string; actor: string },
    @MedusaContext() context: Shared = {},
  ) {
    return await refuseCancellation(this, refusal, context)
  }
}
