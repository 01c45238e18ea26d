import { WATCH_BREAKS } from '../../../sandbox/scripted/doors.ts';
import { testScripted } from '../../helpers/audit/scripted.ts';

testScripted(WATCH_BREAKS, {
  'GuardDuty nowhere': {
    changed: ['door.guardduty fail'],
    of: 'door.guardduty',
    en: 'GuardDuty is on in no region.',
    ja: 'GuardDutyはどのリージョンでも有効になっていません。',
  },
  'GuardDuty in one region only': {
    changed: ['door.guardduty fail'],
    of: 'door.guardduty',
    en: "GuardDuty isn't on in eu-north-1.",
    ja: 'eu-north-1 でGuardDutyが有効になっていません。',
  },
  'GuardDuty suspended': {
    changed: ['door.guardduty fail'],
    of: 'door.guardduty',
    en: 'GuardDuty is suspended in eu-north-1.',
    ja: 'eu-north-1 でGuardDutyが一時停止されています。',
  },
});
