/** The settings in force for one run: what in them can make a report quieter than the defaults would be. */
import { stateOf } from './inspection/activate.ts';
import type { Rule } from './rule.ts';
import type { BusinessHours, Settings, TrustedNetwork } from './settings.ts';

export interface InForce {
  /** The file, as seen from the working folder; null where the defaults hold. */
  readonly file: string | null;
  /** The file's owner, if that is another user. */
  readonly owner: string | null;
  /** Rules and themes that the settings switch off, as they are written there. */
  readonly off: readonly string[];
  /** Rules and themes with an exception. */
  readonly excepted: readonly string[];
  /** Rules and themes with a severity of the settings. */
  readonly severity: Readonly<Record<string, string>>;
  readonly trusted: readonly TrustedNetwork[];
  readonly businessHours: BusinessHours | null;
}

/** `named`: ids of rules that were asked for, which are on whatever the settings say. */
export function inForce(
  settings: Settings,
  source: { readonly file: string | undefined; readonly owner?: string | undefined },
  rules: readonly Rule[],
  named: readonly string[] = [],
): InForce {
  const off = rules.flatMap((rule) => {
    const { on, because } = stateOf(rule, settings);
    const isOwnDecision = because !== 'default' && !because.startsWith('needs ');
    return on || !isOwnDecision || named.includes(rule.id) ? [] : [because];
  });
  const entries = Object.entries(settings.rules);
  return {
    file: source.file ?? null,
    owner: source.owner ?? null,
    off: [...new Set(off)],
    excepted: entries.flatMap(([key, { except }]) => (except === undefined ? [] : [key])),
    severity: Object.fromEntries(
      entries.flatMap(([key, { severity }]) => (severity === undefined ? [] : [[key, severity]])),
    ),
    trusted: settings.trusted,
    businessHours: settings.businessHours ?? null,
  };
}
