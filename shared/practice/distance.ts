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

/** A distance as patients in England are told it: by tenths of a mile below 10 miles, from there by whole ones. */
export function milesOf(km: number): number {
  const exact = km / KM_IN_A_MILE;
  return exact < 9.95 ? Math.round(exact * 10) / 10 : Math.round(exact);
}

function toRadians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}
