/** This process: arguments in, exit status out. */
import { readFile } from 'node:fs/promises';
import { HELP_FILE } from './help-file.ts';

/** Runs the program. Help alone is a file made by the build, because loading a parser costs as much as starting Node. */
export async function main(): Promise<void> {
  const argv = process.argv.slice(2);
  if (argv.length === 1 && (argv[0] === '--help' || argv[0] === '-h')) {
    const help = await readFile(HELP_FILE, 'utf8').catch(() => undefined);
    if (help !== undefined) {
      process.stdout.write(help);
      return;
    }
  }
  // On Node 20 the SDK would print six lines of its own at every run; README has the end of its support.
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
  const [{ run }, { nodeHost }] = await Promise.all([import('./cli.ts'), import('./node-host.ts')]);
  process.exitCode = await run(argv, nodeHost(argv));
}
