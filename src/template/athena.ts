/** The template of `login-watch athena setup`, which no other stack needs. */
import { readFileSync } from 'node:fs';
import { type Template, templateOf } from './template.ts';

/** As far from `src` as from `dist`. */
const FILE = new URL('../../templates/athena.yaml', import.meta.url);

export const athenaTemplate = (): Template => templateOf(readFileSync(FILE, 'utf8').replaceAll('\r\n', '\n'));
