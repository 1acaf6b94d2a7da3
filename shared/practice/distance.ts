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

/** A distance as patients read it: "900 metres" (to the nearest 50, never 0), from 1 km on "1.2 km". */
export function formatDistance(km: number): string {
  const metres = Math.max(50, Math.round(km * 20) * 50);
  if (metres < 1_000) return `${metres} metres`;
  return `${Math.round(km * 10) / 10} km`;
}

function toRadians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}
