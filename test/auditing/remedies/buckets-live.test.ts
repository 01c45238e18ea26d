import { REMEDY_SCRIPTS } from '../../helpers/audit/remedy-scripts.ts';
import { testRemedies } from '../../helpers/audit/test-remedies.ts';

testRemedies(REMEDY_SCRIPTS.buckets);
