/** CloudTrail's LookupEvents as the source of a replay. */
import type { Rule } from '../core/rule.ts';
import { UserError } from '../core/user-error.ts';
import type { Host } from '../host.ts';
import type { NotCovered } from '../render/report.ts';
import type { Source } from '../sources/source.ts';
import type { ReplayOptions } from './replay.ts';

export interface Opened {
  readonly source: Source;
  readonly finish: () => void;
  readonly notes: readonly NotCovered[];
}

export async function openTrail(
  _options: ReplayOptions,
  _host: Host,
  _window: { readonly from: number; readonly to: number },
  _rules: readonly Rule[],
): Promise<Opened> {
  throw new UserError('asking CloudTrail comes with the next change', { hint: 'Use --file until then.' });
}
