/** Pages that come without TLS have no clipboard but the old one, which copies what is marked. */
export async function copied(field: HTMLTextAreaElement): Promise<boolean> {
  field.focus();
  field.select();
  try {
    if (navigator.clipboard) await navigator.clipboard.writeText(field.value);
    else return document.execCommand('copy');
    return true;
  } catch {
    return document.execCommand('copy');
  }
}
