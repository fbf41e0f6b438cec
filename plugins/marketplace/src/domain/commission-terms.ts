// Apart from the commission's arithmetic: the panel chooses among these, and carries no server code.

export const RULE_CONDITIONS = ["new", "used", "refurbished"] as const
export type RuleCondition = (typeof RULE_CONDITIONS)[number]

export const COMMISSION_BASES = ["net", "gross"] as const
export type CommissionBase = (typeof COMMISSION_BASES)[number]
