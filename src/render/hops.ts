/** How far a test got through each pipeline, and how long each step took. */
import { Chalk } from 'chalk';
import { visible } from '../core/text.ts';
import type { DeployWords } from '../messages/deploy.ts';
import { columns } from './columns.ts';

export interface ShownHop {
  readonly pipeline: string;
  readonly step: string;
  readonly outcome: 'ok' | 'failed';
  readonly ms: number;
  readonly detail: string;
}

interface Options {
  readonly columns: number;
  readonly colour: boolean;
  readonly isPlain?: boolean | undefined;
  readonly words: DeployWords;
}

export function renderHops(hops: readonly ShownHop[], options: Options): string {
  const paint = new Chalk({ level: options.colour ? 1 : 0 });
  const table = columns({
    head: [...options.words.hops],
    rows: hops.map(({ pipeline, step, outcome, ms, detail }) => [
      { text: pipeline },
      { text: visible(step) },
      { text: options.words.outcome[outcome], paint: outcome === 'ok' ? paint.green : paint.red },
      { text: `${(ms / 1_000).toFixed(1)} s` },
      { text: visible(detail) },
    ]),
    flexible: 4,
    width: options.columns,
    isPlain: options.isPlain,
  });
  return `${table}\n`;
}
