/** Data encrypted by default with a key of another account: its owner decides who reads the data, or nobody does. */
import type { TrailEvent } from '../../core/event.ts';
import { textAt, valueAt } from '../../core/fields.ts';
import type { Context } from '../../core/inspection/context.ts';
import type { Rule } from '../../core/rule.ts';
import { accessFor, outsidersOf } from '../access.ts';
import { anyOf, type Calls, hitOf, tellCall } from '../calls.ts';
import { isByAws } from '../deed.ts';

const CALLS: Calls = {
  s3: {
    PutBucketEncryption: {
      en: 'set bucket {} to encrypt with a key of another account',
      ja: 'バケット {} を他アカウントのキーで暗号化する設定にしました',
      of: ['bucketName'],
      where: isForeign,
    },
  },
  ec2: {
    ModifyEbsDefaultKmsKeyId: {
      en: 'set new disks to be encrypted with a key of another account',
      ja: '新しいディスクを他アカウントのキーで暗号化する設定にしました',
      where: isForeign,
    },
  },
};

export const foreignKey: Rule = {
  id: 'foreign-key',
  theme: 'data',
  title: { en: 'Data encrypted with a foreign key', ja: '他アカウントのキーによる暗号化' },
  severity: 'high',
  why: {
    en: 'Extortion without deleting anything: from now on everything is encrypted with a key that its owner can take away. Told where the key’s ARN names an account that is not in `accounts`; a key’s id alone is of the own account.',
    ja: 'データを消さずに脅迫する手口。以後のデータは、相手がいつでも使えなくできるキーで暗号化される。キーのARNのアカウントが `accounts` にない場合に通知する。キーIDだけの指定は自アカウントのキーを意味する。',
  },
  respond: {
    en: ['Set a key of your own at once.', 'Encrypt again what was written since, while the foreign key still works.'],
    ja: ['直ちに自分のキーに戻す。', '相手のキーが使えるうちに、それ以降に書き込まれたデータを暗号化し直す。'],
  },
  references: [
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-encryption.html',
    'https://docs.aws.amazon.com/ebs/latest/userguide/ebs-encryption.html',
  ],
  attack: ['T1486'],
  when: anyOf(CALLS),
  check: (event, context) => (isByAws(event) ? undefined : hitOf(CALLS, event, context)),
  say: tellCall(CALLS),
};

function isForeign(event: TrailEvent, context: Context): boolean {
  const rules = valueAt(event.record, 'requestParameters.ServerSideEncryptionConfiguration.Rule');
  const keys = (Array.isArray(rules) ? rules : [rules]).map((rule) =>
    textAt(rule, 'ApplyServerSideEncryptionByDefault.KMSMasterKeyID'),
  );
  const asked = textAt(event.record, 'requestParameters.ModifyEbsDefaultKmsKeyIdRequest.KmsKeyId');
  const all = [...keys, asked, textAt(event.record, 'requestParameters.kmsKeyId')];
  const arns = all.filter((key) => key !== undefined).filter((key) => key.startsWith('arn:'));
  return outsidersOf(accessFor(arns, event, context), context) !== undefined;
}
