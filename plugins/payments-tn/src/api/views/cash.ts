type FailedDelivery = {
  id: string
  phone: string
  source: string
  note: string | null
  created_at: Date
}

export const failedDeliveryView = ({ id, phone, source, note, created_at }: FailedDelivery) => ({
  id,
  phone,
  source,
  note,
  created_at,
})

type CashRefusal = {
  id: string
  phone: string
  reason: string
  created_by: string
  created_at: Date
}

export const cashRefusalView = ({ id, phone, reason, created_by, created_at }: CashRefusal) => ({
  id,
  phone,
  reason,
  created_by,
  created_at,
})
