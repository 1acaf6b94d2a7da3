import { shortPath } from '../../shared/wire/place-paths.ts';
import { qrLabel } from '../../shared/words/screen.ts';
import { qrCode } from '../../web/poster/qr-code.ts';
import type { PlaceAssets } from './assets.ts';
import type { PageInput } from './render-page.ts';

/** What of a surgery hangs on a wall is made of. */
export interface PlaceInput extends Omit<PageInput, 'assets' | 'tongue'> {
  readonly slug: string;
  /** Our own address, `https://…`, for people who are not on this page. */
  readonly origin: string;
  readonly place: PlaceAssets;
}

/** The way from a wall to the surgery's page: a picture for phones, and an address as people write it. */
export function linkTo(slug: string, origin: string) {
  const url = origin + shortPath(slug);
  const address = url.replace(/^https?:\/\//, '');
  return { address, qr: qrCode(url, qrLabel(address)) };
}
