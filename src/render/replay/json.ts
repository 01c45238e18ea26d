/** `--format json` and `ndjson`: a contract that scripts rely on. Additions are allowed within a version, changes are not. */
import { findingJson } from '../../core/finding-json.ts';
import { escapeJson } from '../../core/text.ts';
import type { NotCovered, Render } from './report.ts';

/** In English, whatever the language. */
export const notCoveredJson = ({ region, reason, hint }: NotCovered) => ({
  region,
  reason: reason.en,
  ...(hint === undefined ? {} : { hint: hint.en }),
});

export const renderJson: Render = (report, { language }) => {
  const { window, sources, settings, counts, findings, notCovered, failures, partial, leftOut, rulesOff } = report;
  const whole = {
    version: 1,
    window,
    sources,
    settings,
    // Repeats are looked for among the records that a rule could look at.
    counts: { ...counts, deduplicated: 'candidates' },
    findings: findings.map((finding) => findingJson(finding, language)),
    notCovered: notCovered.map(notCoveredJson),
    failures,
    partial,
    leftOut,
    rulesOff,
  };
  return `${escapeJson(JSON.stringify(whole, undefined, 2))}\n`;
};

/** One finding a line. */
export const renderNdjson: Render = ({ findings }, { language }) =>
  findings.map((finding) => `${escapeJson(JSON.stringify(findingJson(finding, language)))}\n`).join('');
