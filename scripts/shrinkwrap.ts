/**
 * Writes npm-shrinkwrap.json, which pins what users install, from package-lock.json: `prepack` runs it, `postpack`
 * deletes the file again. The argument is the package's folder; defaults to the working folder.
 * https://docs.npmjs.com/cli/configuring-npm/npm-shrinkwrap-json
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const Entry = z.looseObject({ dev: z.boolean().optional() });
const Lock = z.looseObject({ packages: z.record(z.string(), Entry) });

const folder = process.argv[2] ?? '.';
const lock = Lock.parse(JSON.parse(await readFile(join(folder, 'package-lock.json'), 'utf8')));

/** Without the address of a registry: the user's own npm decides where packages come from, `integrity` what they hold. */
const packages = Object.entries(lock.packages)
  .filter(([, { dev }]) => dev !== true)
  .map(([path, { resolved: _, devDependencies: __, ...entry }]) => [path, entry] as const);
const pinned = { ...lock, packages: Object.fromEntries(packages) };
await writeFile(join(folder, 'npm-shrinkwrap.json'), `${JSON.stringify(pinned, null, 2)}\n`);
