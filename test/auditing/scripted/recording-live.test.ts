import { RECORDING_BREAKS } from '../../../sandbox/scripted/recording.ts';
import { testScripted } from '../../helpers/audit/scripted.ts';

testScripted(RECORDING_BREAKS, {
  'files are not delivered': {
    changed: ['recording.delivery fail'],
    of: 'recording.delivery',
    en: "CloudTrail can't deliver the files of trail main: AccessDenied.",
    ja: 'CloudTrailが証跡 main のファイルを配信できません：AccessDenied。',
  },
  'files are not delivered, and the policy has lost CloudTrail': {
    changed: ['recording.delivery fail'],
    of: 'recording.delivery',
    en: "CloudTrail can't deliver the files of trail main: AccessDenied.",
    ja: 'CloudTrailが証跡 main のファイルを配信できません：AccessDenied。',
  },
  'files are not delivered, and the policy names another trail': {
    changed: ['recording.delivery fail'],
    of: 'recording.delivery',
    en: "CloudTrail can't deliver the files of trail main: AccessDenied.",
    ja: 'CloudTrailが証跡 main のファイルを配信できません：AccessDenied。',
  },
  'files are not delivered, because the bucket is gone': {
    changed: ['recording.delivery fail', 'recording.kept fail'],
    of: 'recording.delivery',
    en: "CloudTrail can't deliver the files of trail main: NoSuchBucket.",
    ja: 'CloudTrailが証跡 main のファイルを配信できません：NoSuchBucket。',
  },
  'the log group gets nothing': {
    changed: '66 of them',
    of: 'recording.delivery',
    en: "CloudTrail can't deliver trail main to log group trail-logs: Access denied. Check your role.",
    ja: 'CloudTrailが証跡 main をロググループ trail-logs に出力できません：Access denied. Check your role。',
  },
  'no file for three days': {
    changed: ['recording.delivery fail'],
    of: 'recording.delivery',
    en: 'The last file of trail main came 3 days ago.',
    ja: '証跡 main の最後のファイルは3日前に届きました。',
  },
  'never a file': {
    changed: ['recording.delivery fail'],
    of: 'recording.delivery',
    en: 'No file of trail main was ever delivered.',
    ja: '証跡 main のファイルは一度も届いていません。',
  },
  'no validation': {
    changed: ['recording.validation fail'],
    of: 'recording.validation',
    en: 'Trail main writes no digest files, so a file that is changed or deleted goes unnoticed.',
    ja: '証跡 main はダイジェストファイルを作成しないため、ファイルの変更や削除に気付けません。',
  },
  'trail of reads only': {
    changed: '65 of them',
    of: 'recording.trail',
    en: 'Trail main records no management events that write.',
    ja: '証跡 main は書き込みの管理イベントを記録していません。',
  },
  'data events only': {
    changed: '66 of them',
    of: 'recording.trail',
    en: 'Trail main records no management events.',
    ja: '証跡 main は管理イベントを記録していません。',
  },
  'advanced selectors without KMS': {
    changed: ['recording.excluded fail', 'CloudWatch.7 fail', 'kms-key-lost fail'],
    of: 'recording.excluded',
    en: 'Trail main leaves out kms.amazonaws.com and rdsdata.amazonaws.com. Nobody can be alerted to a KMS key that is disabled or scheduled for deletion.',
    ja: '証跡 main は kms.amazonaws.com、rdsdata.amazonaws.com を記録対象から外しています。KMSキーの無効化や削除予約があっても、誰にも通知できません。',
  },
  'stopped since a day, beside one of one region': {
    changed: '50 of them',
    of: 'recording.trail',
    en: 'Trail main has been stopped since 2026-11-14.',
    ja: '証跡 main は 2026-11-14 から停止しています。',
  },
});
