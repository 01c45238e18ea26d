/** Compiles the rules into event patterns and log filters, and puts them into the templates. */
import { type Document, Scalar } from 'yaml';
import { allRules, stateOf } from '../core/inspection/activate.ts';
import { TEMPLATE_NAMES } from '../core/names.ts';
import { recent } from '../core/recent.ts';
import type { Rule } from '../core/rule.ts';
import type { Settings } from '../core/settings.ts';
import { RULES } from '../rules/index.ts';
import { CIS_CONTROLS } from '../selection/cis.ts';
import { compileEventBridge } from '../selection/eventbridge.ts';
import { compileLogsFilter } from '../selection/logs-filter.ts';
import { repeat } from './copies.ts';
import { call, flowList, json, quoted, replace } from './document.ts';

/** The rules whose events the pipelines must bring. */
export const compiledRules = (settings: Settings): readonly Rule[] =>
  allRules(RULES, settings).filter((rule) => stateOf(rule, settings).on);

/** The subscription filters' patterns of pipeline `logs` once it is deployed: rules that need something watched are on then. */
export const plannedFilters = (settings: Settings): readonly string[] =>
  logsFilters({ ...settings, watched: [...settings.watched, settings.name] });

export const filtersNeeded = (settings: Settings): number => plannedFilters(settings).length;

const compiled = recent<readonly string[]>(32);

/** Planning, rendering and looking again ask for the same few. */
const logsFilters = (settings: Settings): readonly string[] =>
  compiled(JSON.stringify(settings), () => compileLogsFilter(compiledRules(settings)));

/** `EventsRule1`, … */
export function putEventRules(document: Document, settings: Settings): void {
  putRules(document, settings, { stems: ['EventsRule'], nameOf: TEMPLATE_NAMES.eventsRule });
}

/** `ForwardRule1`, … */
export function putForwardRules(document: Document, settings: Settings): void {
  putRules(document, settings, { stems: ['ForwardRule'], nameOf: TEMPLATE_NAMES.forwardRule });
}

interface Naming {
  /** Logical ids; the rules' own comes first. */
  readonly stems: readonly [string, ...string[]];
  readonly nameOf: (number: number) => string;
}

function putRules(document: Document, settings: Settings, { stems, nameOf }: Naming): void {
  const compiled = compileEventBridge(compiledRules(settings));
  repeat(document, stems, compiled.length);
  compiled.forEach(({ pattern, state }, position) => {
    const properties = ['Resources', `${stems[0]}${position + 1}`, 'Properties'];
    replace(document, [...properties, 'Name'], call('Sub', nameOf(position + 1)));
    replace(document, [...properties, 'State'], state);
    replace(document, [...properties, 'EventPattern'], json(pattern));
  });
}

/** `LogsFilter1` and, where one is too short, `LogsFilter2`. */
export function putLogsFilters(document: Document, settings: Settings): void {
  const filters = logsFilters(settings);
  repeat(document, ['LogsFilter'], filters.length);
  filters.forEach((filter, position) => {
    const properties = ['Resources', `LogsFilter${position + 1}`, 'Properties'];
    replace(document, [...properties, 'FilterName'], call('Sub', TEMPLATE_NAMES.logsFilter(position + 1)));
    replace(document, [...properties, 'FilterPattern'], quoted(filter));
    // CloudWatch Logs refuses two changes of one log group at the same time.
    const before = position === 0 ? [] : [`LogsFilter${position}`];
    const needs = ['LogsPermission', ...before].map((one) => new Scalar(one));
    replace(document, ['Resources', `LogsFilter${position + 1}`, 'DependsOn'], flowList(needs));
  });
}

/** `CloudWatch1Filter`, … */
export function putCisPatterns(document: Document): void {
  for (const { id, pattern } of CIS_CONTROLS) {
    replace(document, ['Resources', `${id.replace('.', '')}Filter`, 'Properties', 'FilterPattern'], quoted(pattern));
  }
}
