import { ALARM_BREAKS } from '../../../sandbox/scripted/alarms.ts';
import { testRemedies } from '../../helpers/audit/test-remedies.ts';

// Who mutes an alarm may mean it.
testRemedies(ALARM_BREAKS, [
  'alarm that is muted now',
  'alarm that is muted now, each Sunday',
  'composite alarm that is muted',
]);
