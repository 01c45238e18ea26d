/** The colour of each severity on a terminal. */
import type { ChalkInstance } from 'chalk';
import type { Severity } from '../../core/rule.ts';

export const SEVERITY_COLOURS: Readonly<Record<Severity, (paint: ChalkInstance) => (text: string) => string>> = {
  critical: (paint) => paint.bold.red,
  high: (paint) => paint.red,
  medium: (paint) => paint.yellow,
  low: (paint) => paint.cyan,
  info: (paint) => paint.green,
};
