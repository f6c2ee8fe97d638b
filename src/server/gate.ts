import type { RouteGate } from '../facts/route-gate.ts';
import type { Figure } from '../model/figure.ts';
import type { Finding, Voice } from '../model/finding.ts';
import { isWords, keptInside } from './finding-files.ts';

const gatedWords = 'Words that were read from a platform whose terms keep them here are left out.';

/** Rows as a file may have them: those that may not leave are left out, of those known by their id alone only that is in. */
export function gatedRows(rows: Record<string, unknown>[], gate: RouteGate): Record<string, unknown>[] {
  if (gate.open) return rows;
  return rows.flatMap((row) => {
    const { source } = row;
    if (typeof source !== 'string') return [row];
    const gates = Object.values(row).map((value) =>
      typeof value === 'string' ? gate.of(source, value) : undefined,
    );
    if (gates.includes('closed')) return [];
    if (!gates.includes('id')) return [row];
    const entries = Object.entries(row).map(([column, value]) => [
      column,
      isWords(column) || column === 'who' ? '' : value,
    ]);
    return [Object.fromEntries(entries) as Record<string, unknown>];
  });
}

/** Quotations as a file may have them. */
export function gatedVoices(voices: Voice[], gate: RouteGate): Voice[] {
  return gate.open ? voices : voices.filter(({ href }) => !isGated(href, gate));
}

/** A Finding as a file may have it: no words of messages that may not leave. */
export function gatedFinding(finding: Finding, gate: RouteGate): Finding {
  if (gate.open || finding.kind !== 'answer') return finding;
  const figures = finding.figures
    .filter((figure) => !(figure.form === 'table' && figure.quotes))
    .map((figure): Figure => {
      if (figure.form !== 'waiting') return figure;
      const rows = figure.rows.flatMap((row) => {
        const what = gate.of(row.source, row.nativeId);
        if (what === 'closed') return [];
        return what === 'id' ? [{ ...row, text: keptInside, who: keptInside }] : [row];
      });
      return { ...figure, rows };
    });
  const voices = gatedVoices(finding.voices, gate);
  const isLess = voices.length < finding.voices.length || figures.length < finding.figures.length;
  return {
    ...finding,
    figures,
    voices,
    caveats: isLess ? [...finding.caveats, gatedWords] : finding.caveats,
  };
}

/** Whether a link to a thread is one to a message that may not leave. */
function isGated(href: string, gate: RouteGate): boolean {
  const [, source = '', nativeId = ''] = /^\/thread\/([^/?#]+)\/([^/?#]+)/.exec(href) ?? [];
  return gate.of(decodeURIComponent(source), decodeURIComponent(nativeId)) !== undefined;
}
