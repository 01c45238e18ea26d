import { BUCKET_BREAKS } from '../../../sandbox/scripted/buckets.ts';
import { testRemedies } from '../../helpers/audit/test-remedies.ts';

testRemedies(BUCKET_BREAKS);
