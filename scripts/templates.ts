/** `npm run templates`: compiles the default rules, and the function of the second channel, into the templates. */
import { writeFileSync } from 'node:fs';
import { DEFAULT_SETTINGS } from '../src/core/settings.ts';
import { parseTemplate, replace, textOf } from '../src/template/document.ts';
import { renderTemplate } from '../src/template/render.ts';
import { readTemplate, TEMPLATES, templateFile } from '../src/template/templates.ts';
import { healthCode } from './health-code.ts';

const health = parseTemplate(readTemplate('health'));
replace(health, ['Resources', 'Function', 'Properties', 'Code', 'ZipFile'], await healthCode());
writeFileSync(templateFile('health'), textOf(health));

for (const name of TEMPLATES) writeFileSync(templateFile(name), renderTemplate(name, DEFAULT_SETTINGS).text);
