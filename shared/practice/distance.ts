import type { Position } from './branch.ts';

/** Mean radius of the Earth (IUGG). */
const EARTH_RADIUS_KM = 6371.0088;

/** Kilometres between two places as the crow flies (haversine on a sphere: right to 0.5 %). */
export function distanceKm(a: Position, b: Position): number {
  const latA = toRadians(a.lat);
  const latB = toRadians(b.lat);
  const halfLat = Math.sin((latB - latA) / 2);
  const halfLon = Math.sin(toRadians(b.lon - a.lon) / 2);
  const h = halfLat ** 2 + Math.cos(latA) * Math.cos(latB) * halfLon ** 2;
  // Rounding can carry h over 1 for opposite points of the Earth, where asin is not a number.
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(h)));
}

const KM_IN_A_MILE = 1.609344;

/** A distance as patients in England read it: "0.8 miles", "1 mile", from 10 miles on whole ones. */
export function formatDistance(km: number): string {
  const exact = km / KM_IN_A_MILE;
  if (exact < 0.1) return 'less than 0.1 miles';
  const miles = exact < 9.95 ? Math.round(exact * 10) / 10 : Math.round(exact);
  return miles === 1 ? '1 mile' : `${miles} miles`;
}

function toRadians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}
