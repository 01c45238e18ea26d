/** Planned changes of a deploy, as people read them before they say yes. */
import { Chalk } from 'chalk';
import type { Pipeline } from '../core/settings.ts';
import { visible } from '../core/text.ts';
import type { DeployWords } from '../messages/set-up/deploy.ts';
import { columns } from './columns.ts';
import { wrap } from './wrap.ts';

export interface ShownChange {
  readonly action: 'add' | 'change' | 'remove' | 'import';
  readonly logicalId: string;
  readonly type: string;
  readonly replacement: 'yes' | 'maybe' | 'no';
  readonly details: readonly string[];
  /** Resources that it refers to, if nothing else of it changes. */
  readonly follows?: readonly string[];
}

export interface ShownStack {
  readonly name: string;
  readonly region: string;
  readonly kind: 'create' | 'update' | 'none';
  readonly changes: readonly ShownChange[];
  /** `FunctionRole may dynamodb:PutItem on Logins.Arn`; of roles that are added or changed. */
  readonly permissions: readonly string[];
}

/** A step of another account's, to be pasted there. */
export interface ShownStep {
  readonly sentence: string;
  /** Not to be wrapped: JSON, then commands. */
  readonly lines: readonly string[];
}

export interface ShownPlan {
  readonly account: string;
  readonly region: string;
  readonly caller: string;
  /** `reuses trail main (logging, all regions)` */
  readonly trail: string;
  readonly stacks: readonly ShownStack[];
  /** Changes of other regions, alike: one line each. */
  readonly forwarders: readonly ShownStack[];
  /** Stacks that go, and the pipeline that is off. */
  readonly unwanted: readonly {
    readonly name: string;
    readonly region: string;
    readonly pipeline: Pipeline | 'health';
  }[];
  readonly merges: readonly string[];
  /** Stacks whose termination protection changes. */
  readonly protection: { readonly isOn: boolean; readonly stacks: readonly string[] } | undefined;
  /** Accounts whose names the notifier learns: `payments (444455556666)`. */
  readonly names: readonly string[];
  readonly notes: readonly string[];
  /** The part of the account that owns the trail's bucket; undefined if that is this one. */
  readonly owner?: { readonly title: string; readonly steps: readonly ShownStep[] } | undefined;
  readonly unplanned: readonly { readonly region: string; readonly why: string }[];
  /** `In all: 62 resources, about 4 minutes.` */
  readonly total?: string | undefined;
}

interface Options {
  readonly columns: number;
  readonly colour: boolean;
  readonly isPlain?: boolean | undefined;
  readonly words: DeployWords;
}

const SIGNS = { add: '+', change: '~', remove: '-', import: '=' } as const;

export function renderPlan(plan: ShownPlan, options: Options): string {
  const paint = new Chalk({ level: options.colour ? 1 : 0 });
  const { words } = options;
  const head = [words.head(visible(plan.account), plan.region, visible(plan.caller)), words.trail(visible(plan.trail))]
    .flatMap((line) => wrap(line, options.columns))
    .join('\n');
  const stacks = plan.stacks.map((stack) => stackText(stack, options, paint));
  const list = (title: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : [[paint.bold(title), ...items(lines, options)].join('\n')];
  return `${[
    head,
    ...stacks,
    ...list(words.title.others, forwarderLines(plan.forwarders, words)),
    ...list(
      words.title.unwanted,
      plan.unwanted.map(({ name, region, pipeline }) => words.unwanted(name, region, pipeline)),
    ),
    ...list(words.title.merges, plan.merges),
    ...(plan.protection === undefined
      ? []
      : list(words.title[plan.protection.isOn ? 'protect' : 'unprotect'], plan.protection.stacks)),
    ...list(words.title.names, plan.names),
    ...list(
      words.title.unplanned,
      plan.unplanned.map(({ region, why }) => `${region}: ${why}`),
    ),
    ...list(words.title.notes, plan.notes),
    ...ownerText(plan, options, paint),
    ...(plan.total === undefined ? [] : [plan.total]),
  ].join('\n\n')}\n`;
}

function stackText(stack: ShownStack, options: Options, paint: InstanceType<typeof Chalk>): string {
  const { name, kind, permissions } = stack;
  const { words } = options;
  const title = `${paint.bold(words.stackName(name))} ${words.stack[kind]}`;
  if (kind === 'none') return title;
  const changes = ownChanges(stack);
  const following = stack.changes.filter(({ follows }) => follows !== undefined);
  const colours = { add: paint.green, change: paint.magenta, remove: paint.red, import: paint.cyan };
  const table = columns({
    head: ['', ...words.columns],
    rows: changes.map((change) => [
      { text: SIGNS[change.action], paint: colours[change.action] },
      { text: visible(change.logicalId) },
      { text: change.type.replace(/^AWS::/, '') },
      { text: whatChanges(change, words), ...(change.replacement === 'no' ? {} : { paint: paint.red }) },
    ]),
    flexible: 3,
    width: options.columns,
    isPlain: options.isPlain,
  });
  const rights = items(permissions, options);
  return [
    title,
    changes.length === 0 ? `  ${words.onlyOutputs}` : table,
    ...(following.length === 0 ? [] : items([referring(following, words)], options)),
    ...(rights.length === 0 ? [] : [words.title.rights, ...rights]),
  ].join('\n');
}

/** Changes of resources that don't only refer to others that change. */
export const ownChanges = <C extends Pick<ShownChange, 'follows'>>({ changes }: { readonly changes: readonly C[] }) =>
  changes.filter(({ follows }) => follows === undefined);

/** Sentences are wrapped; what is to be pasted is not. */
function ownerText({ owner }: ShownPlan, options: Options, paint: InstanceType<typeof Chalk>): readonly string[] {
  if (owner === undefined) return [];
  const steps = owner.steps.map(({ sentence, lines }) => [...items([sentence], options), ...lines].join('\n'));
  return [paint.bold(owner.title), ...steps];
}

/** Each begins further left than what follows in it, so that they can be told apart. */
function items(lines: readonly string[], { columns: width }: Options): readonly string[] {
  return lines.flatMap((line) =>
    wrap(visible(line), width - 4).map((part, place) => `${place === 0 ? '  ' : '    '}${part}`),
  );
}

function whatChanges({ action, replacement, details }: ShownChange, { change, replaced }: DeployWords): string {
  if (action !== 'change') return change[action];
  const properties = details.map((detail) => visible(detail)).join(', ');
  return [properties, replaced[replacement]].filter((part) => part !== '').join('; ');
}

/** One line for all that AWS lists as changed only because they refer to what changes. */
function referring(following: readonly ShownChange[], { refersTo }: DeployWords): string {
  const changed = [...new Set(following.flatMap(({ follows = [] }) => follows))];
  const ids = following.map(({ logicalId }) => logicalId);
  return refersTo(
    ids,
    changed.filter((id) => !ids.includes(id)),
  );
}

/** `forwarder is made (9 resources) in eu-west-1, us-west-2` */
function forwarderLines(forwarders: readonly ShownStack[], words: DeployWords): readonly string[] {
  const alike = new Map<string, ShownStack[]>();
  for (const stack of forwarders) {
    const key = `${stack.kind} ${ownChanges(stack).length}`;
    alike.set(key, [...(alike.get(key) ?? []), stack]);
  }
  return [...alike.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    return [words.forwarder[first.kind](group.map(({ region }) => region).join(', '), ownChanges(first).length)];
  });
}
