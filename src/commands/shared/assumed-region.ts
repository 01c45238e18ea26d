/** The note that no region is configured, for commands whose result depends on it. */
import type { Host } from '../../host.ts';
import { CALLER_WORDS } from '../../messages/aws/caller.ts';

/** An option of `makeAws`: prints which region is used, and why. */
export const assumedRegion = ({ stderr, language = 'en' }: Host) => ({
  onAssumedRegion: (region: string) => void stderr.write(`${CALLER_WORDS[language].assumedRegion(region)}\n`),
});
