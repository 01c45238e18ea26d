/** Failed calls in words and in weight: the call tried, why it failed, and whether it shows an intruder or a slip. */
import type { TrailEvent } from '../event.ts';
import type { Rule, Severity, Theme, Words } from '../rule.ts';
import { shown, who } from '../say.ts';
import { clip, visible } from '../text.ts';

/** Base forms of the verbs that follow the actor in rules' sentences; `test/rules/all-rules.test.ts` finds one that is missing. */
export const BASE: Readonly<Record<string, string>> = {
  accepted: 'accept',
  activated: 'activate',
  added: 'add',
  allowed: 'allow',
  archived: 'archive',
  associated: 'associate',
  assumed: 'assume',
  attached: 'attach',
  became: 'become',
  called: 'call',
  cancelled: 'cancel',
  changed: 'change',
  closed: 'close',
  confirmed: 'confirm',
  connected: 'connect',
  continued: 'continue',
  copied: 'copy',
  created: 'create',
  deactivated: 'deactivate',
  deleted: 'delete',
  deregistered: 'deregister',
  detached: 'detach',
  disabled: 'disable',
  disassociated: 'disassociate',
  disconnected: 'disconnect',
  emptied: 'empty',
  enabled: 'enable',
  encrypted: 'encrypt',
  executed: 'execute',
  exported: 'export',
  ended: 'end',
  extended: 'extend',
  gave: 'give',
  got: 'get',
  granted: 'grant',
  imported: 'import',
  invited: 'invite',
  joined: 'join',
  left: 'leave',
  let: 'let',
  limited: 'limit',
  lowered: 'lower',
  made: 'make',
  modified: 'modify',
  moved: 'move',
  muted: 'mute',
  opened: 'open',
  paused: 'pause',
  prepared: 'prepare',
  published: 'publish',
  purged: 'purge',
  put: 'put',
  raised: 'raise',
  registered: 'register',
  rejected: 'reject',
  released: 'release',
  ran: 'run',
  rebooted: 'reboot',
  removed: 'remove',
  renamed: 'rename',
  replaced: 'replace',
  reset: 'reset',
  rolled: 'roll',
  rotated: 'rotate',
  restored: 'restore',
  revoked: 'revoke',
  requested: 'request',
  scheduled: 'schedule',
  sent: 'send',
  set: 'set',
  shared: 'share',
  shortened: 'shorten',
  stopped: 'stop',
  started: 'start',
  subscribed: 'subscribe',
  suppressed: 'suppress',
  suspended: 'suspend',
  switched: 'switch',
  tagged: 'tag',
  terminated: 'terminate',
  told: 'tell',
  took: 'take',
  turned: 'turn',
  unlocked: 'unlock',
  unsubscribed: 'unsubscribe',
  updated: 'update',
  untagged: 'untag',
  uploaded: 'upload',
  used: 'use',
  weakened: 'weaken',
};

/** Endings of Japanese sentences, the longer ones first: done -> tried. */
const ENDINGS: readonly (readonly [done: string, tried: string])[] = [
  ['取り消しました', '取り消そうとしました'],
  ['呼び出しました', '呼び出そうとしました'],
  ['外しました', '外そうとしました'],
  ['渡しました', '渡そうとしました'],
  ['戻しました', '戻そうとしました'],
  ['移しました', '移そうとしました'],
  ['消しました', '消そうとしました'],
  ['減らしました', '減らそうとしました'],
  ['させました', 'させようとしました'],
  ['与えました', '与えようとしました'],
  ['加えました', '加えようとしました'],
  ['付けました', '付けようとしました'],
  ['弱めました', '弱めようとしました'],
  ['止めました', '止めようとしました'],
  ['当てました', '当てようとしました'],
  ['受けました', '受けようとしました'],
  ['替えました', '替えようとしました'],
  ['変えました', '変えようとしました'],
  ['なりました', 'なろうとしました'],
  ['開きました', '開こうとしました'],
  ['空にしました', '空にしようとしました'],
  ['しました', 'しようとしました'],
];

const MAY_SHOW_INTRUDER: ReadonlySet<Theme> = new Set([
  'signin',
  'tamper',
  'notify',
  'iam',
  'root',
  'org',
  'data',
  'destroy',
]);
// https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/CommonErrors.html, and the services' own spellings.
const DENIED = /AccessDenied|Unauthorized|NotAuthorized|Forbidden|OperationNotPermitted|AuthorizationError/i;

/** True if the caller was denied, and not just wrong. */
export const isDenied = ({ error }: TrailEvent) => DENIED.test(error?.code ?? '');

/** A denied attempt at something grave is one step below the deed; any other failure is a slip. */
export function severityOfAttempt(rule: Rule, severity: Severity, event: TrailEvent): Severity {
  if (!isDenied(event) || !MAY_SHOW_INTRUDER.has(rule.theme)) return 'low';
  return severity === 'critical' ? 'high' : severity === 'high' ? 'medium' : 'low';
}

const CODE_LIMIT = 100;

/** The rule's sentence about a deed, worded as the attempt that it was. */
export function attempted(said: Words, event: TrailEvent): Words {
  const code = clip(visible(event.error?.code ?? ''), CODE_LIMIT);
  const denied = isDenied(event);
  return {
    en: `${triedInEnglish(said.en, who.en(event))}${denied ? `, and was denied (${code})` : `; it failed with ${code}`}`,
    ja: `${triedInJapanese(said.ja)}（${denied ? '拒否' : '失敗'}：${code}）`,
  };
}

function triedInEnglish(text: string, actor: string): string {
  const rest = text.startsWith(`${actor} `) ? text.slice(actor.length + 1) : undefined;
  const verb = rest?.split(' ', 1)[0] ?? '';
  const base = Object.hasOwn(BASE, verb) ? BASE[verb] : undefined;
  if (rest === undefined || base === undefined) return `Attempt: ${text}`;
  return `${actor} tried to ${base}${rest.slice(verb.length)}`;
}

function triedInJapanese(text: string): string {
  const [, deed = text, aside = ''] = /^(.*?)(（[^（）]*）)?$/s.exec(text) ?? [];
  const ending = ENDINGS.find(([done]) => deed.endsWith(done));
  return ending === undefined ? `試行：${text}` : `${deed.slice(0, -ending[0].length)}${ending[1]}${aside}`;
}

/** The resource that AWS names when it denies a call whose parameters it didn't record. */
export function resourceInError({ error }: TrailEvent): string | undefined {
  // The caller's own ARN stands first.
  const text = (error?.message ?? '').replace(/\buser:? arn:\S+/gi, '');
  const arn = (/\bon resource: (arn:[^\s]+|[\w./:-]+)/.exec(text) ?? /\b(arn:aws[\w-]*:[^\s"'()]+)/.exec(text))?.[1];
  return arn === undefined ? undefined : shown(arn.replace(/[.,;]$/, ''));
}
