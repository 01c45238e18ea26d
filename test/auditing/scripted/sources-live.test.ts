import { SOURCE_BREAKS } from '../../../sandbox/scripted/sources.ts';
import { testScripted } from '../../helpers/audit/scripted.ts';

testScripted(SOURCE_BREAKS, {
  'trail stopped': {
    changed: '66 of them',
    of: 'CloudWatch.1',
    en: 'Nobody is alerted. No trail records these management events in us-east-1 now.',
    ja: '誰にも通知されません。us-east-1 のこの管理イベントを現在記録している証跡がありません。',
  },
  'no trail': {
    changed: '65 of them',
    of: 'CloudWatch.1',
    en: 'Nobody is alerted. No trail records these management events in us-east-1 now.',
    ja: '誰にも通知されません。us-east-1 のこの管理イベントを現在記録している証跡がありません。',
  },
  'only one region': {
    changed: '50 of them',
    of: 'CloudWatch.1',
    en: 'Alarms CloudWatch.1 and sign-ins alert 2 people within about 13 minutes. Nobody is alerted in eu-north-1. No trail records these management events in eu-north-1 now.',
    ja: 'アラーム CloudWatch.1、sign-ins により、約13分以内に2人に通知されます。eu-north-1 では誰にも通知されません。eu-north-1 のこの管理イベントを現在記録している証跡がありません。',
  },
  'trail of writes only': {
    changed: ['recording.reads fail', 'signin.aws-login fail'],
    of: 'signin.aws-login',
    en: 'Nobody is alerted. No trail records these management events in us-east-1 now.',
    ja: '誰にも通知されません。us-east-1 のこの管理イベントを現在記録している証跡がありません。',
  },
  'trail without KMS': {
    changed: ['recording.excluded fail', 'CloudWatch.7 fail', 'kms-key-lost fail'],
    of: 'CloudWatch.7',
    en: 'Nobody is alerted. No trail records these management events in us-east-1 now.',
    ja: '誰にも通知されません。us-east-1 のこの管理イベントを現在記録している証跡がありません。',
  },
  'trail without a log group': {
    changed: '66 of them',
    of: 'CloudWatch.1',
    en: 'Nobody is alerted. Trail main writes to no log group, and no EventBridge rule matches the record.',
    ja: '誰にも通知されません。証跡 main はロググループに出力しておらず、記録に一致するEventBridgeルールもありません。',
  },
  "organization's trail, its log group elsewhere": {
    changed: '66 of them',
    of: 'CloudWatch.1',
    en: "Can't tell whether anybody is alerted. Trail main writes to log group org-trail of account 444455556666, which this audit can't see.",
    ja: '通知されるかどうかを判断できません。証跡 main の出力先はアカウント 444455556666 のロググループ org-trail で、この監査からは見えません。',
  },
});
