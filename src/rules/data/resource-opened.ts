/** A resource opened to outsiders by its policy, a grant, a share or an address, or a guard against that taken off. */
import type { TrailEvent } from '../../core/event.ts';
import { booleanAt, textAt } from '../../core/fields.ts';
import type { Context } from '../../core/inspection/context.ts';
import type { EventPattern } from '../../core/patterns/pattern.ts';
import { shortName } from '../../core/record/resource-name.ts';
import type { Hit, Rule, Words } from '../../core/rule.ts';
import { fromWhere, ja, shown, who } from '../../core/say.ts';
import { type Outsiders, outsidersOf } from '../access.ts';
import { anyOf, type Call, type Calls, hitOf, plainName, tellCall } from '../calls.ts';
import { firstOf, isByAws } from '../deed.ts';
import { OPENINGS, type Opening } from './openings.ts';

interface Facts {
  /** Undefined where a guard was taken off, or a function got an address. */
  readonly outsiders?: Outsiders;
}

const withoutSignIn: Call['where'] = ({ record }) => textAt(record, 'requestParameters.authType') === 'NONE';
const OPEN_URL: Words = { en: 'Function open to the internet', ja: 'インターネットに公開された関数' };
const GUARD: Words = { en: 'Guard against public sharing removed', ja: '公開を防ぐ設定の解除' };

/** Calls that name no principal. */
const OTHERS: Calls = {
  lambda: {
    CreateFunctionUrlConfig: {
      en: 'gave function {} a web address that anybody can call',
      ja: '関数 {} に誰でも呼び出せるURLを付けました',
      title: OPEN_URL,
      where: withoutSignIn,
    },
    UpdateFunctionUrlConfig: {
      en: 'let anybody call the web address of function {}',
      ja: '関数 {} のURLを誰でも呼び出せるようにしました',
      title: OPEN_URL,
      where: withoutSignIn,
    },
  },
  ec2: {
    DisableSnapshotBlockPublicAccess: {
      en: 'allowed snapshots to be shared with everybody in the region',
      ja: 'リージョンのスナップショットの一般公開を許可しました',
      title: GUARD,
    },
    DisableImageBlockPublicAccess: {
      en: 'allowed images to be shared with everybody in the region',
      ja: 'リージョンのAMIの一般公開を許可しました',
      title: GUARD,
    },
  },
  elasticmapreduce: {
    PutBlockPublicAccessConfiguration: {
      en: 'allowed EMR clusters to be open to the internet',
      ja: 'EMRクラスターのインターネットへの公開を許可しました',
      title: GUARD,
      where: ({ record }) =>
        booleanAt(record, 'requestParameters.blockPublicAccessConfiguration.blockPublicSecurityGroupRules') === false,
    },
  },
};
const others = tellCall(OTHERS, 'functionName');

export const resourceOpened: Rule<Facts> = {
  id: 'resource-opened',
  theme: 'data',
  title: { en: 'Resource opened to outsiders', ja: '外部へのリソースの公開' },
  severity: 'high',
  why: {
    en: 'Nearly every kind of resource has a policy of its own, and one call lets another account in for good. Told with the account’s id where a policy, a grant or a share names an account that is not in `accounts`, or lets in anybody without a condition that says who. Critical where anybody gets at data; a function, a layer or an event bus that others may use is one step less. Services, organizations and networks are quiet. The policy is judged by itself: a guard elsewhere may still hold it back.',
    ja: 'ほぼすべての種類のリソースに固有のポリシーがあり、1回の呼び出しで他のアカウントに永続的なアクセスを与えられる。ポリシー・グラント・共有が `accounts` にないアカウントを許可する場合や、条件なしで全員を許可する場合に、相手のアカウントIDとともに通知する。全員がデータにアクセスできる場合は critical。関数・レイヤー・イベントバスの利用の許可は一段低くする。サービス・組織・ネットワークに限定したものは通知しない。ポリシーだけで判定するため、別の設定で実際には防がれている場合もある。',
  },
  respond: {
    en: [
      'Find out whose account it is, and who agreed to it.',
      'If nobody did: put the former policy back, and look at what was read meanwhile.',
      'If it is a known one: add it to `accounts` in login-watch.yaml.',
    ],
    ja: [
      '誰のアカウントか、誰が合意したのかを確認する。',
      '合意がなければ元のポリシーに戻し、その間に読み取られたデータを調べる。',
      '既知のアカウントなら、login-watch.yaml の `accounts` に追加する。',
    ],
  },
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_aws-services-that-work-with-iam.html',
    'https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html',
    'https://docs.aws.amazon.com/ebs/latest/userguide/block-public-access-snapshots.html',
  ],
  attack: ['T1537', 'T1530', 'T1098'],
  when: pattern(),
  yieldsTo: ['s3-public'],
  check: (event, context) => (isByAws(event) ? undefined : (opened(event, context) ?? hitOf(OTHERS, event, context))),
  say: {
    en: (told) => {
      const names = told.facts.outsiders?.names.en;
      if (names === undefined) return others.en(told);
      const verb = isUsed(told.event) ? 'use' : 'into';
      return `${who.en(told.event)} let ${names} ${verb} ${resourceOf(told.event, 'en')}${fromWhere.en(told)}`;
    },
    ja: (told) => {
      const names = told.facts.outsiders?.names.ja;
      if (names === undefined) return others.ja(told);
      const verb = isUsed(told.event) ? 'の利用' : 'へのアクセス';
      return ja`${who.ja(told.event)}が${fromWhere.ja(told)}${resourceOf(told.event, 'ja')}${verb}を${names}に許可しました`;
    },
  },
};

/** The pattern of the tables together: of one service the calls of both. */
function pattern(): EventPattern {
  const services = [...new Set([...Object.keys(OPENINGS), ...Object.keys(OTHERS)])];
  const calls = services.map((service): [string, Calls[string]] => {
    const named = Object.keys(OPENINGS[service] ?? {}).map((name): [string, Call] => [name, { en: '', ja: '' }]);
    return [service, { ...Object.fromEntries(named), ...OTHERS[service] }];
  });
  return anyOf(Object.fromEntries(calls));
}

function openingOf({ source, name }: TrailEvent): Opening | undefined {
  const byName = OPENINGS[source.replace(/\.amazonaws\.com$/, '')];
  const plain = plainName(name);
  return byName !== undefined && Object.hasOwn(byName, plain) ? byName[plain] : undefined;
}

function opened(event: TrailEvent, context: Context): Hit<Facts> | undefined {
  const opening = openingOf(event);
  const outsiders = opening && outsidersOf(opening.judge(event, context), context);
  if (opening === undefined || outsiders === undefined) return undefined;
  if (opening.weight === 'data') return { severity: outsiders.isAnybody ? 'critical' : 'high', facts: { outsiders } };
  return { severity: outsiders.isAnybody ? 'high' : 'medium', facts: { outsiders } };
}

const isUsed = (event: TrailEvent) => openingOf(event)?.weight === 'use' || event.source === 'kms.amazonaws.com';

/** `KMS key 1234abcd`, `KMSキー 1234abcd` */
function resourceOf(event: TrailEvent, language: keyof Words): string {
  const opening = openingOf(event);
  const resource = firstOf(...(opening?.of ?? []))(event);
  const name = resource ?? (event.name === 'PutPermission' ? 'default' : undefined);
  return `${opening?.kind[language]} ${shown(name === undefined ? name : shortName(name))}`;
}
