import { RECORDING_BREAKS } from '../../../sandbox/scripted/recording.ts';
import { testRemedies } from '../../helpers/audit/test-remedies.ts';

// Why files don't arrive is for a person to find out.
testRemedies(RECORDING_BREAKS, ['files are not delivered', 'no file for three days', 'never a file']);
