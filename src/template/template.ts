/** A CloudFormation template, parsed once: everything that reads it or sends it shares this value. */
import type { Document } from 'yaml';
import { parseTemplate, textOf } from './document.ts';

export interface Template {
  /** The text for CloudFormation. */
  readonly text: string;
  /** The same, parsed. Read-only: a changed template is another value. */
  readonly document: Document;
}

/** Throws the first error in the text. */
export const templateOf = (text: string): Template => ({ text, document: parseTemplate(text) });

export const templateFrom = (document: Document): Template => ({ text: textOf(document), document });
