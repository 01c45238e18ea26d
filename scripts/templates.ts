/** `npm run templates`: compiles the default rules into the templates. */
import { writeFileSync } from 'node:fs';
import { DEFAULT_SETTINGS } from '../src/core/settings.ts';
import { renderTemplate } from '../src/template/render.ts';
import { TEMPLATES, templateFile } from '../src/template/templates.ts';

for (const name of TEMPLATES) writeFileSync(templateFile(name), renderTemplate(name, DEFAULT_SETTINGS).text);
