export const MIN_PASSWORD_LENGTH = 10

export type Registration = { first_name: string; last_name: string; phone: string; email: string }
