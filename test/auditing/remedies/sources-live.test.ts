import { LEFT_OUT, RULE_BREAKS, SOURCE_BREAKS } from '../../../sandbox/scripted/sources.ts';
import { testRemedies } from '../../helpers/audit/test-remedies.ts';

// Nothing fails in the second: it is unknown who is alerted from another account's log group.
testRemedies({ ...SOURCE_BREAKS, ...RULE_BREAKS, ...LEFT_OUT }, [
  'no trail',
  "organization's trail, its log group elsewhere",
  // A role is somebody's, and may serve others, too.
  'EventBridge forwards with a role that lacks PutEvents',
  'role of a target that is gone',
  'role of a target that trusts another service',
  'role of a target that may not publish',
  'role of a target within a boundary',
]);
