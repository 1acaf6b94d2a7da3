import type { Position } from '../../../shared/practice/branch.ts';

const DEGREES = /^(-?\d{1,3}(?:\.\d+)?)\s*[,;\s]\s*(-?\d{1,3}(?:\.\d+)?)$/;

/** "52.5731, -0.2428", as maps copy it; empty is no position, and what cannot be read fails the check. */
export function readPosition(text: string): Position | null {
  const tidy = text.trim().replace('−', '-');
  if (tidy === '') return null;
  const match = DEGREES.exec(tidy);
  return { lat: Number(match?.[1] ?? Number.NaN), lon: Number(match?.[2] ?? Number.NaN) };
}

export function writePosition(position: Position | null): string {
  return position === null ? '' : `${position.lat}, ${position.lon}`;
}
