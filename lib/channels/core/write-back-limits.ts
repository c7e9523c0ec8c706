import type { WriteBackSide } from "./channel-adapter";

type Parcel = { carrier: string; trackingNumber: string };

/**
 * Why this parcel must not be told any more: the platform's limit of parcels or of corrections is reached; null where it
 * is not. A correction takes the place of a parcel and adds none.
 */
export function overLimit(input: {
  side: Pick<WriteBackSide, "mostParcels" | "mostReshipments">;
  earlier: readonly Parcel[];
  corrections: number;
  replaces: Parcel | null;
}): string | null {
  const { side, earlier, corrections, replaces } = input;
  if (replaces && corrections >= side.mostReshipments) {
    return `The platform lets a parcel be corrected ${side.mostReshipments} times for an order; that is used up.`;
  }
  const kept = earlier.filter((parcel) => parcel.trackingNumber !== replaces?.trackingNumber);
  return kept.length < side.mostParcels ? null : `The platform takes ${side.mostParcels} parcels for an order; it has that many.`;
}
