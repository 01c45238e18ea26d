/** What a deploy would do, as people read it before they say yes. */
import { Chalk } from 'chalk';
import { visible } from '../core/text.ts';
import { columns } from './columns.ts';

export interface ShownChange {
  readonly action: 'add' | 'change' | 'remove' | 'import';
  readonly logicalId: string;
  readonly type: string;
  readonly replacement: 'yes' | 'maybe' | 'no';
  readonly details: readonly string[];
}

export interface ShownStack {
  readonly name: string;
  readonly region: string;
  readonly kind: 'create' | 'update' | 'none';
  readonly changes: readonly ShownChange[];
  /** `FunctionRole may dynamodb:PutItem on Logins.Arn`; of roles that are added or changed. */
  readonly permissions: readonly string[];
}

export interface ShownPlan {
  readonly account: string;
  readonly region: string;
  readonly caller: string;
  /** `reuses trail main (logging, all regions)` */
  readonly trail: string;
  readonly stacks: readonly ShownStack[];
  /** Of other regions, alike: told in one line each. */
  readonly forwarders: readonly ShownStack[];
  /** Stacks that go, and why. */
  readonly unwanted: readonly { readonly name: string; readonly region: string; readonly because: string }[];
  readonly merges: readonly string[];
  readonly notes: readonly string[];
  readonly unplanned: readonly { readonly region: string; readonly why: string }[];
}

interface Options {
  readonly columns: number;
  readonly colour: boolean;
  readonly isPlain?: boolean | undefined;
}

const SIGNS = { add: '+', change: '~', remove: '-', import: '=' } as const;
const REPLACED = { yes: 'is made anew, what it held is lost', maybe: 'may be made anew', no: '' } as const;

export function renderPlan(plan: ShownPlan, options: Options): string {
  const paint = new Chalk({ level: options.colour ? 1 : 0 });
  const head = [
    `Account ${plan.account}, region ${plan.region}, as ${visible(plan.caller)}`,
    `Trail: ${visible(plan.trail)}`,
  ].join('\n');
  const stacks = plan.stacks.map((stack) => stackText(stack, options, paint));
  const list = (title: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : [[paint.bold(title), ...lines.map((line) => `  ${visible(line)}`)].join('\n')];
  return `${[
    head,
    ...stacks,
    ...list('In other regions:', forwarderLines(plan.forwarders)),
    ...list(
      'Needed no more, and deleted:',
      plan.unwanted.map(({ name, region, because }) => `stack ${name} in ${region}: ${because}`),
    ),
    ...list('What exists already and is added to:', plan.merges),
    ...list(
      'Left out this time:',
      plan.unplanned.map(({ region, why }) => `${region}: ${why}`),
    ),
    ...list('Good to know:', plan.notes),
  ].join('\n\n')}\n`;
}

function stackText(stack: ShownStack, options: Options, paint: InstanceType<typeof Chalk>): string {
  const { name, kind, changes, permissions } = stack;
  const title = { create: 'is made', update: 'changes', none: 'stays as it is' }[kind];
  if (kind === 'none') return `${paint.bold(`Stack ${name}`)} ${title}`;
  const colours = { add: paint.green, change: paint.yellow, remove: paint.red, import: paint.cyan };
  const table = columns({
    head: ['', 'Resource', 'Type', 'What changes'],
    rows: changes.map((change) => [
      { text: SIGNS[change.action], paint: colours[change.action] },
      { text: visible(change.logicalId) },
      { text: change.type.replace(/^AWS::/, '') },
      { text: whatChanges(change), ...(change.replacement === 'no' ? {} : { paint: paint.red }) },
    ]),
    flexible: 3,
    width: options.columns,
    isPlain: options.isPlain,
  });
  const rights = permissions.map((line) => `  ${visible(line)}`);
  return [
    `${paint.bold(`Stack ${name}`)} ${title}:`,
    changes.length === 0 ? '  only its outputs or tags change' : table,
    ...(rights.length === 0 ? [] : ['Its roles may:', ...rights]),
  ].join('\n');
}

function whatChanges({ action, replacement, details }: ShownChange): string {
  if (action === 'add') return 'new';
  if (action === 'remove') return 'goes';
  if (action === 'import') return 'exists, and is taken over';
  const properties = details.map((detail) => visible(detail)).join(', ');
  return [properties, REPLACED[replacement]].filter((part) => part !== '').join('; ');
}

/** `eu-west-1, us-west-2: is made (3 resources)` */
function forwarderLines(forwarders: readonly ShownStack[]): readonly string[] {
  const byWhat = new Map<string, string[]>();
  for (const { region, kind, changes } of forwarders) {
    const count = `${changes.length} resource${changes.length === 1 ? '' : 's'}`;
    const what = { create: `is made (${count})`, update: `changes (${count})`, none: 'stays as it is' }[kind];
    byWhat.set(what, [...(byWhat.get(what) ?? []), region]);
  }
  return [...byWhat].map(([what, regions]) => `forwarder ${what} in ${regions.join(', ')}`);
}
