/** The pages' own policy, and trusted types: neither Lit nor the pages write text as markup. */
export function pageCsp(port: number): string {
  return [
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'",
    `connect-src 'self' ws://127.0.0.1:${port}; manifest-src 'self'; worker-src 'self'; base-uri 'none'`,
    "form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types lit-html",
  ].join('; ');
}

/** Types of the built files. */
export const ASSET_TYPES: { readonly [ending: string]: string } = { js: 'text/javascript', css: 'text/css' };
