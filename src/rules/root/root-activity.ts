/** Root did something other than sign in, or a caller became root of a member account. */
import { isRead } from '../../core/call-words.ts';
import type { TrailEvent } from '../../core/event.ts';
import { textAt } from '../../core/fields.ts';
import type { Rule } from '../../core/rule.ts';
import { accountIn, fromWhere, ja, shown, who } from '../../core/say.ts';
import { anyCall } from '../deed.ts';

export const rootActivity: Rule = {
  id: 'root-activity',
  theme: 'root',
  title: { en: 'Root activity', ja: 'ルートユーザーの操作' },
  severity: 'critical',
  why: {
    en: 'Nothing that is done every day needs root. What only reads, what a service does in the name of root, and sign-ins (`root-login`) are left out. `AssumeRoot` counts: it makes somebody of the organization root of a member account.',
    ja: '日常の作業にルートユーザーは必要ない。読み取りだけの操作、サービスがルートユーザーの名義で行う操作、サインイン（`root-login`）は除く。`AssumeRoot` は組織の管理者がメンバーアカウントのルートユーザーになる操作なので対象とする。',
  },
  respond: {
    en: [
      'Ask those who hold the root credentials whether it was them, and for what.',
      'If it was none of them: undo the change, change the root password, remove root access keys, and open a case with AWS Support.',
      'Delete root access keys if there are any: `aws iam get-account-summary` shows them.',
    ],
    ja: [
      'ルートユーザーの認証情報を持つ人に、本人の操作か、何のためかを確認する。',
      '誰にも心当たりがなければ、変更を元に戻し、ルートユーザーのパスワードを変更し、アクセスキーを削除し、AWSサポートに連絡する。',
      'ルートユーザーのアクセスキーがあれば削除する（`aws iam get-account-summary` で確認できる）。',
    ],
  },
  references: [
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/root-user-tasks.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_root-user-privileged-task.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html',
  ],
  attack: ['T1078.004'],
  cis: ['1.2:3.3', '1.4:4.3'],
  securityHub: ['CloudWatch.1'],
  when: {
    $or: [
      { userIdentity: { type: ['Root'], invokedBy: [{ exists: false }] } },
      { eventSource: ['sts.amazonaws.com'], eventName: ['AssumeRoot'] },
    ],
  },
  check: (event) => (isAssumeRoot(event) || isRootsOwnDeed(event) ? {} : undefined),
  say: {
    en: (told) => {
      const { event } = told;
      const limit = taskOf(event);
      if (isAssumeRoot(event))
        return `${who.en(event)} became root of account ${target(event)}${limit === undefined ? '' : ` (${limit})`}${fromWhere.en(told)}`;
      return `${who.en(event)} ${anyCall(event).en} in account ${accountIn.en(told)}${fromWhere.en(told)}`;
    },
    ja: (told) => {
      const { event } = told;
      const limit = taskOf(event);
      if (isAssumeRoot(event)) {
        return ja`${who.ja(event)}が${fromWhere.ja(told)}アカウント ${target(event)} のルートユーザーになりました${limit === undefined ? '' : `（${limit}）`}`;
      }
      return ja`${who.ja(event)}が${fromWhere.ja(told)}アカウント ${accountIn.ja(told)} で${anyCall(event).ja}しました`;
    },
  },
  reason: { en: () => '', ja: () => '' },
};

function isAssumeRoot({ source, name }: TrailEvent): boolean {
  return source === 'sts.amazonaws.com' && name === 'AssumeRoot';
}

function isRootsOwnDeed(event: TrailEvent): boolean {
  const { actor, type, source } = event;
  const isPerson = actor.kind === 'root' && actor.invokedBy === undefined && type.toLowerCase() !== 'awsserviceevent';
  // `root-login`, `root-recovery`, `root-credential` and `signin-failed` report sign-in events.
  return isPerson && source !== 'signin.amazonaws.com' && !isRead(event);
}

const target = ({ record }: TrailEvent) => {
  const principal = textAt(record, 'requestParameters.targetPrincipal');
  return shown(/\d{12}/.exec(principal ?? '')?.[0] ?? principal);
};

/** The task policy, e.g. `S3UnlockBucketPolicy`, that limits this root session. */
function taskOf({ record }: TrailEvent): string | undefined {
  const policy =
    textAt(record, 'requestParameters.taskPolicyArn.arn') ?? textAt(record, 'requestParameters.taskPolicyArn');
  return policy === undefined ? undefined : shown(policy.split('/').at(-1));
}
