import { ALARM_BREAKS } from '../../../sandbox/scripted/alarms.ts';
import { testRemedies } from '../../helpers/audit/test-remedies.ts';

// An alarm may be muted on purpose.
testRemedies(ALARM_BREAKS, [
  'alarm that is muted now',
  'alarm that is muted now, each Sunday',
  'composite alarm that is muted',
]);
