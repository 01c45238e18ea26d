/** Machines and disks destroyed by the dozen, or their protection removed. */
import type { TrailEvent } from '../../core/event.ts';
import { booleanAt, listAt, textAt } from '../../core/fields.ts';
import type { Language, Rule, Words } from '../../core/rule.ts';
import { fromWhere, ja, shown, who } from '../../core/say.ts';
import { isByAws } from '../deed.ts';

const MINUTES = 10;
const MANY = 5;
const IDS_SHOWN = 3;

const UNPROTECTED: Words = { en: 'Termination protection removed', ja: '終了保護の解除' };
const UNENCRYPTED: Words = { en: 'EBS encryption by default turned off', ja: 'EBSのデフォルト暗号化の無効化' };

export const destroyCompute: Rule = {
  id: 'destroy-compute',
  theme: 'destroy',
  title: { en: 'Machines or disks destroyed', ja: 'インスタンス・ディスクの大量削除' },
  severity: 'high',
  why: {
    en: `${MANY} instances terminated, or ${MANY} volumes or snapshots deleted, within ${MINUTES} minutes by one identity, in one call or several; termination protection or encryption by default taken away, at once. Auto Scaling and other services at work are quiet; a person’s clean-up looks the same as an attack.`,
    ja: `1つの主体が${MINUTES}分以内に${MANY}個以上のインスタンスを終了、または${MANY}個以上のボリュームやスナップショットを削除した場合に通知する（1回の呼び出しでも複数回でも）。終了保護やデフォルト暗号化の解除は直ちに通知する。Auto Scalingなどサービスによる操作は通知しない。担当者による片付けも同じように見える。`,
  },
  respond: {
    en: [
      'Ask whoever did it; if they know nothing of it, disable their credentials at once.',
      'Restore from snapshots and images, those in the Recycle Bin too.',
      'Put protection and encryption back.',
    ],
    ja: [
      '操作した人に確認し、心当たりがなければ直ちに認証情報を無効にする。',
      'ごみ箱にあるものも含め、スナップショットやイメージから復元する。',
      '保護と暗号化の設定を元に戻す。',
    ],
  },
  references: [
    'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_ChangingDisableAPITermination.html',
    'https://docs.aws.amazon.com/ebs/latest/userguide/recycle-bin.html',
  ],
  attack: ['T1485', 'T1489'],
  when: {
    eventSource: ['ec2.amazonaws.com'],
    eventName: [
      'TerminateInstances',
      'DeleteVolume',
      'DeleteSnapshot',
      'ModifyInstanceAttribute',
      'DisableEbsEncryptionByDefault',
    ],
  },
  check(event) {
    if (isByAws(event)) return undefined;
    if (event.name === 'DisableEbsEncryptionByDefault') return { alone: true, title: UNENCRYPTED };
    if (event.name === 'ModifyInstanceAttribute')
      return unprotects(event) ? { alone: true, severity: 'medium', title: UNPROTECTED } : undefined;
    return { alone: destroyedBy(event).length >= MANY };
  },
  window: { by: ['account', 'user', 'name'], minutes: MINUTES, count: MANY },
  say: {
    en: (told) => `${who.en(told.event)} ${deed(told.events, told.event).en}${fromWhere.en(told)}`,
    ja: (told) => ja`${who.ja(told.event)}が${fromWhere.ja(told)}${deed(told.events, told.event).ja}`,
  },
};

function unprotects({ record }: TrailEvent): boolean {
  const path = 'requestParameters.disableApiTermination';
  return (booleanAt(record, `${path}.value`) ?? booleanAt(record, path)) === false;
}

/** The ids of the machines and disks that one call destroyed. */
function destroyedBy({ name, record }: TrailEvent): readonly string[] {
  if (name === 'TerminateInstances') {
    return listAt(record, 'requestParameters.instancesSet.items').flatMap((item) => textAt(item, 'instanceId') ?? []);
  }
  return ['volumeId', 'snapshotId'].flatMap((key) => textAt(record, `requestParameters.${key}`) ?? []);
}

function deed(events: readonly TrailEvent[], event: TrailEvent): Words {
  const ids = [...new Set(events.flatMap(destroyedBy))];
  const which = (language: Language) => some(ids, language);
  switch (event.name) {
    case 'TerminateInstances':
      return {
        en: `terminated ${ids.length} instances${which('en')}`,
        ja: ja`${ids.length}個のインスタンスを終了しました${which('ja')}`,
      };
    case 'DeleteVolume':
      return {
        en: `deleted ${ids.length} volumes${which('en')}`,
        ja: ja`${ids.length}個のボリュームを削除しました${which('ja')}`,
      };
    case 'DeleteSnapshot':
      return {
        en: `deleted ${ids.length} snapshots${which('en')}`,
        ja: ja`${ids.length}個のスナップショットを削除しました${which('ja')}`,
      };
    case 'ModifyInstanceAttribute': {
      const id = shown(textAt(event.record, 'requestParameters.instanceId'));
      return {
        en: `removed the termination protection of instance ${id}`,
        ja: ja`インスタンス ${id} の終了保護を解除しました`,
      };
    }
    default:
      return {
        en: `turned off EBS encryption by default in ${shown(event.region)}`,
        ja: ja`${shown(event.region)} でEBSのデフォルト暗号化を無効にしました`,
      };
  }
}

/** ` (i-1, i-2, i-3 and 4 more)` */
function some(ids: readonly string[], language: Language): string {
  const rest = ids.length - IDS_SHOWN;
  const list = ids.slice(0, IDS_SHOWN).map(shown).join(', ');
  if (language === 'ja') return `（${list}${rest > 0 ? ` ほか${rest}個` : ''}）`;
  return ` (${list}${rest > 0 ? ` and ${rest} more` : ''})`;
}
