/** The end of every run: a result that did not get out whole is no success. */
import { EXIT, type Exit } from './core/exit.ts';
import type { Host } from './host.ts';

/** The exit status for texts that were lost, explained on standard error; undefined if all was taken. */
export async function outputLost({ stdout, stderr, language = 'en' }: Host): Promise<Exit | undefined> {
  // A write under way fails only later.
  await Promise.all([stdout.write(''), stderr.write('')]);
  const failure = stdout.failure?.();
  if (failure === undefined) return stderr.failure?.() === undefined ? undefined : EXIT.refused;
  const { WRITING_WORDS } = await import('./messages/writing.ts');
  const { withFullStops } = await import('./render/full-stop.ts');
  const { message, hint } = WRITING_WORDS[language].resultLost('code' in failure ? String(failure.code) : undefined);
  await stderr.write(`${withFullStops(message, language)}\n${hint}\n`);
  return EXIT.refused;
}
