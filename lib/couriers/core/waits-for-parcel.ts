/** The name a route waits under until its parcel is known. */
export function waitsForParcel(trackingNumber: string): string {
  return `parcel:${trackingNumber}`;
}
