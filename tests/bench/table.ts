type Cell = string | number;

/** Columns aligned: texts to the left, numbers to the right. */
export function toTable(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const all = [head, ...rows];
  const widths = head.map((_, at) => Math.max(...all.map((row) => String(row[at] ?? '').length)));
  const line = (row: readonly Cell[]) =>
    row.map((cell, at) => (at === 0 ? String(cell).padEnd(widths[at] ?? 0) : String(cell).padStart(widths[at] ?? 0)));
  return all.map((row) => `  ${line(row).join('  ')}`.trimEnd()).join('\n');
}
