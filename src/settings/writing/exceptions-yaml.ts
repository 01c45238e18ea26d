/** Accepted exceptions as lines of `login-watch.yaml`. */
import { applyProposals } from '../../core/forecast/apply-proposals.ts';
import type { Proposal } from '../../core/forecast/proposal.ts';
import type { Settings } from '../../core/settings.ts';
import { visible } from '../../core/text.ts';
import { flowText } from './yaml-text.ts';

/** Each rule's whole new entry, to replace the old one; empty without proposals. */
export function exceptionsYaml(settings: Settings, proposals: readonly Proposal[]): string {
  if (proposals.length === 0) return '';
  const { rules } = applyProposals(settings, proposals);
  const ids = [...new Set(proposals.map(({ rule }) => rule))];
  const lines = ids.flatMap((id) => [
    ...proposals.filter(({ rule }) => rule === id).map(({ why }) => `  # ${visible(why[settings.language])}`),
    `  ${id}: ${flowText(rules[id])}`,
  ]);
  return `${['rules:', ...lines].join('\n')}\n`;
}
