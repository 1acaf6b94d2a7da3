import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/** One body in the encodings a browser may ask for, each made when it is first asked for and then kept. */
export interface CompressedBody {
  readonly etag: string;
  /** The bytes for an `Accept-Encoding` header, and the encoding they are in (null: as they are). */
  forEncodings(accepted: string | undefined): { readonly bytes: Buffer; readonly encoding: 'br' | 'gzip' | null };
}

/** Level 5 is a fifth of the size for a millisecond; the default of 11 takes a hundred times as long. */
const BROTLI_QUALITY = 5;

function accepts(header: string, encoding: string): boolean {
  return header.split(',').some((part) => {
    const [name = '', ...parameters] = part.split(';').map((text) => text.trim().toLowerCase());
    return name === encoding && !parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter));
  });
}

/** A body that is compressed at most once per encoding, whoever asks. */
export function compressedBody(text: string, etag: string): CompressedBody {
  const plain = Buffer.from(text);
  let brotli: Buffer | null = null;
  let gzip: Buffer | null = null;
  return {
    etag,
    forEncodings(accepted = '') {
      if (accepts(accepted, 'br')) {
        brotli ??= brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } });
        return { bytes: brotli, encoding: 'br' };
      }
      if (accepts(accepted, 'gzip')) {
        gzip ??= gzipSync(plain);
        return { bytes: gzip, encoding: 'gzip' };
      }
      return { bytes: plain, encoding: null };
    },
  };
}
