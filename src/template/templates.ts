/** The hand-written CloudFormation templates, which lie beside the code in the repository and in the package. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { STACKS, type StackPart } from '../core/names.ts';

/** Each stack has one. */
export const TEMPLATES = STACKS;
export type TemplateName = StackPart;

/** As far from `src` as from `dist`. */
const FOLDER = new URL('../../templates/', import.meta.url);

export const templateFile = (name: TemplateName): string => fileURLToPath(new URL(`${name}.yaml`, FOLDER));

/** The template as it stands in its file, compiled from the default settings. */
export const readTemplate = (name: TemplateName): string =>
  readFileSync(templateFile(name), 'utf8').replaceAll('\r\n', '\n');
