import { RECEIVER_BREAKS } from '../../../sandbox/scripted/receivers.ts';
import { testRemedies } from '../../helpers/audit/test-remedies.ts';

testRemedies(RECEIVER_BREAKS);
