/**
 * `npm run lint:templates`: cfn-lint over the templates as they are, and as richer settings make them. Warnings count.
 * CFN_LINT names the program; defaults to the one in the path.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_SETTINGS } from '../src/core/settings.ts';
import { renderTemplate } from '../src/template/render.ts';
import { TEMPLATES } from '../src/template/templates.ts';
import { ONLY_MAIL, ONLY_S3, RICH, SECOND_CHANNEL } from '../test/helpers/aws/template.ts';

/** One with all services, two with many users, and the two other partitions. */
const REGIONS = ['us-east-1', 'ap-northeast-1', 'eu-north-1', 'us-gov-west-1', 'cn-north-1'];

const folder = mkdtempSync(join(tmpdir(), 'templates-'));
try {
  process.exitCode = lint(
    Object.entries({ DEFAULT_SETTINGS, RICH, ONLY_S3, ONLY_MAIL, SECOND_CHANNEL }).flatMap(writeAll),
  );
} finally {
  rmSync(folder, { recursive: true });
}

function writeAll([kind, settings]: readonly [string, typeof DEFAULT_SETTINGS]): readonly string[] {
  mkdirSync(join(folder, kind));
  return TEMPLATES.map((name) => {
    const file = join(folder, kind, `${name}.yaml`);
    writeFileSync(file, renderTemplate(name, settings).text);
    return file;
  });
}

function lint(files: readonly string[]): number {
  const { status, error } = spawnSync(
    process.env['CFN_LINT'] ?? 'cfn-lint',
    ['--regions', ...REGIONS, '--template', ...files],
    { stdio: 'inherit' },
  );
  if (error !== undefined) process.stderr.write(`cfn-lint can't be run (${error.message}): \`pip install cfn-lint\`\n`);
  if (status === 0) process.stdout.write(`${files.length} templates are fine in ${REGIONS.join(', ')}\n`);
  return status ?? 1;
}
