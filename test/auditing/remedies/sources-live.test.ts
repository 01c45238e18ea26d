import { LEFT_OUT, RULE_BREAKS, SOURCE_BREAKS } from '../../../sandbox/scripted/sources.ts';
import { testRemedies } from '../../helpers/audit/test-remedies.ts';

// Nothing fails in the second: it is unknown who is alerted from another account's log group.
testRemedies({ ...SOURCE_BREAKS, ...RULE_BREAKS, ...LEFT_OUT }, [
  'no trail',
  "organization's trail, its log group elsewhere",
]);
