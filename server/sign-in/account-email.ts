/** An e-mail address as it is kept. */
export function toAccountEmail(email: string): string {
  return email.trim().toLowerCase();
}
