import { ALARM_BREAKS } from '../../../sandbox/scripted/alarms.ts';
import { testRemedies } from '../../helpers/audit/test-remedies.ts';

testRemedies(ALARM_BREAKS);
