import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/** One body in the encodings a browser may ask for, each made when it is first asked for and then kept. */
export interface CompressedBody {
  readonly etag: string;
  /** The bytes for an `Accept-Encoding` header, and the encoding they are in (null: as they are). */
  forEncodings(accepted: string | undefined): { readonly bytes: Buffer; readonly encoding: 'br' | 'gzip' | null };
}

/** Level 5 is a fifth of the size for a millisecond; the default of 11 takes a hundred times as long. */
const BROTLI_QUALITY = 5;

/** How much each encoding is wanted (RFC 9110, 12.5.3); what is not named is not in it. */
function weightsOf(header: string): ReadonlyMap<string, number> {
  const weights = header.split(',').map((part): [string, number] => {
    const [name = '', ...parameters] = part.split(';').map((text) => text.trim().toLowerCase());
    const weight = parameters.find((parameter) => parameter.startsWith('q='));
    return [name, weight === undefined ? 1 : Number(weight.slice(2))];
  });
  return new Map(weights);
}

function chooseEncoding(header: string): 'br' | 'gzip' | null {
  const weights = weightsOf(header);
  const weightOf = (encoding: string) => weights.get(encoding) ?? weights.get('*') ?? 0;
  const best = weightOf('gzip') > weightOf('br') ? 'gzip' : 'br';
  const isWanted = weightOf(best) > 0 && weightOf(best) >= (weights.get('identity') ?? 0);
  return isWanted ? best : null;
}

/** A body that is compressed at most once per encoding, whoever asks. */
export function compressedBody(text: string, etag: string): CompressedBody {
  const plain = Buffer.from(text);
  let brotli: Buffer | null = null;
  let gzip: Buffer | null = null;
  return {
    etag,
    forEncodings(accepted = '') {
      const encoding = chooseEncoding(accepted);
      switch (encoding) {
        case 'br':
          brotli ??= brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } });
          return { bytes: brotli, encoding };
        case 'gzip':
          gzip ??= gzipSync(plain);
          return { bytes: gzip, encoding };
        case null:
          return { bytes: plain, encoding };
      }
    },
  };
}
