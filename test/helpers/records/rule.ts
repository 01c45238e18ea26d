/** A rule outside of all themes, to test the engine with. */
import type { Rule } from '../../../src/core/rule.ts';

export function rule(parts: Partial<Rule> = {}): Rule {
  return {
    id: 'probe',
    theme: 'signin',
    title: { en: 'Probe', ja: '試験' },
    severity: 'high',
    why: { en: 'why', ja: '理由' },
    respond: { en: [], ja: [] },
    references: [],
    attack: [],
    when: { eventSource: ['signin.amazonaws.com'], eventName: ['ConsoleLogin'] },
    say: { en: ({ event }) => `${event.actor.name} came`, ja: ({ event }) => `${event.actor.name} が来ました` },
    ...parts,
  };
}
