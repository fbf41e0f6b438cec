/** How much less, in whole hundredths of the struck price, rounded down: never more than there is. */
export const reductionPercent = (millimes: number, struck: number): number =>
  Math.max(0, Math.floor(((struck - millimes) * 100) / struck))
