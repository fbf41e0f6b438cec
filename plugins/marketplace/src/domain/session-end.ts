/**
 * Whether a session was opened before its identity last changed.
 * @param openedAt seconds since 1970, as tokens say it: whole, so that a session opened in the very
 * second of the change, as one is by whoever made it, goes on.
 */
export function isSessionOver(openedAt: number, changes: (Date | string | undefined)[]): boolean {
  return changes.some(
    (change) => change !== undefined && openedAt < Math.floor(new Date(change).getTime() / 1000),
  )
}
