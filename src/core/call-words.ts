/** Words for any call of AWS's: `CreateVpcPeeringConnection` is `created` and `VPC peering connection`. */
import type { Json, TrailEvent } from './event.ts';
import { isObject, textAt, valueAt } from './fields.ts';
import { BASE } from './inspection/attempt.ts';

const PAST = new Map(Object.entries(BASE).map(([past, base]) => [base, past]));
/** Words that are written in capital letters. */
const CAPITALS = new Set([
  'acl',
  'ami',
  'db',
  'dhcp',
  'ip',
  'kms',
  'mfa',
  'nat',
  'oidc',
  'saml',
  'ssh',
  'url',
  'vpc',
  'vpn',
]);

/** Japanese for the verbs of most calls, to be followed by `しました`. */
const JAPANESE: Readonly<Record<string, string>> = {
  ...{
    Accept: '承諾',
    Activate: '有効化',
    Add: '追加',
    Allocate: '割り当て',
    Associate: '関連付け',
    Attach: 'アタッチ',
  },
  ...{ Authorize: '許可', Cancel: 'キャンセル', Change: '変更', Close: '閉鎖', Copy: 'コピー', Create: '作成' },
  ...{ Deactivate: '無効化', Delete: '削除', Deregister: '登録解除', Detach: 'デタッチ', Disable: '無効化' },
  ...{
    Disassociate: '関連付け解除',
    Enable: '有効化',
    Import: 'インポート',
    Invoke: '実行',
    Leave: '離脱',
    Modify: '変更',
  },
  ...{
    Move: '移動',
    Publish: '発行',
    Purchase: '購入',
    Put: '設定',
    Reboot: '再起動',
    Register: '登録',
    Reject: '拒否',
  },
  ...{ Release: '解放', Remove: '削除', Replace: '変更', Request: 'リクエスト', Reset: 'リセット', Restore: '復元' },
  ...{ Rotate: 'ローテーション', Run: '起動', Schedule: 'スケジュール', Send: '送信', Set: '設定', Start: '開始' },
  ...{ Stop: '停止', Tag: 'タグ付け', Terminate: '終了', Untag: 'タグ解除', Update: '更新', Upload: 'アップロード' },
};

export interface CallWords {
  /** `created`; `caused the event` for a name that is no call's. */
  readonly done: string;
  /** `作成`; undefined for a rare verb. */
  readonly doneJa: string | undefined;
  /** `VPC peering connection`; empty for a call that is a verb alone, and AWS's name for one without a verb. */
  readonly noun: string;
}

/** Says how a verb is done, not what: `BatchGetSecretValue`, `AdminCreateUser`. */
const BEFORE_VERB = /^(?:Admin|Batch|Bulk|Transact)(?=[A-Z])/;
/** Names of events that are no calls: `ConsoleLogin`, `PasswordUpdated`; or an address. */
const WITHOUT_VERB =
  /^(?:Console|Credential|Password|Shared|User)[A-Z]|(?:Completed|Created|Deleted|Failed|Requested|Updated)$|[^\w-]/;

/** A version of the API at its end is left out. */
export function callWords(name: string): CallWords {
  if (WITHOUT_VERB.test(name)) return { done: 'caused the event', doneJa: undefined, noun: name };
  const plain = name.replace(/\d{4}_?\d{2}_?\d{2}(?:v\d+)?$/, '').replace(BEFORE_VERB, '');
  const [, verb = plain, rest = ''] = /^([A-Z][a-z0-9]+)(.*)$/s.exec(plain) ?? [];
  const words = rest.replace(/([a-z0-9])([A-Z])/g, '$1 $2').replace(/([A-Z])([A-Z][a-z])/g, '$1 $2');
  const noun = words.split(' ').map((word) => (/^[A-Z][a-z]/.test(word) ? word.toLowerCase() : word));
  return {
    done: pastOf(verb.toLowerCase()),
    doneJa: Object.hasOwn(JAPANESE, verb) ? JAPANESE[verb] : undefined,
    noun: noun.map((word) => (CAPITALS.has(word) ? word.toUpperCase() : word)).join(' '),
  };
}

function pastOf(verb: string): string {
  if (verb === 'put') return 'set';
  if (verb === 'lookup') return 'looked up';
  const known = PAST.get(verb);
  if (known !== undefined) return known;
  if (verb.endsWith('e')) return `${verb}d`;
  return /[^aeiou]y$/.test(verb) ? `${verb.slice(0, -1)}ied` : `${verb}ed`;
}

/** Old records don't say whether a call only read. */
const READS = /^(Get|List|Describe|Head|Lookup|Search|View)/;

export const isRead = ({ readOnly, name }: Pick<TrailEvent, 'readOnly' | 'name'>): boolean =>
  readOnly ?? READS.test(name);

/** The text of the request that names the call's object best: `roleName` of CreateRole, `name`, else the first name or id. */
export function objectOfCall({ record, name }: TrailEvent): string | undefined {
  const request = valueAt(record, 'requestParameters');
  const kind = callWords(name).noun.replaceAll(' ', '').toLowerCase();
  const fields = namesIn(request);
  const own = ['name', 'id', 'arn', 'identifier'].map((end) => `${kind}${end}`);
  const found =
    fields.find((field) => own.includes(field.toLowerCase())) ??
    fields.find((field) => field.toLowerCase() === 'name') ??
    fields[0];
  const text = found === undefined ? undefined : textAt(request, found);
  return text?.startsWith('HIDDEN_') ? undefined : text;
}

const namesIn = (request: Json | undefined): readonly string[] =>
  isObject(request)
    ? Object.keys(request).filter(
        (field) =>
          /(?:name|id|arn|identifier)$/i.test(field) && typeof request[field] === 'string' && !field.includes('.'),
      )
    : [];
