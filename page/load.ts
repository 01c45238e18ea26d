/** The data of the file: what is shown first, and the rest block by block, so that the page never stands still for long. */
import type { AuditHead } from '../src/render/html/audit-model.ts';
import {
  type BlockKind,
  DATA_TYPE,
  type PageHead,
  type PersonRow,
  type RowBlock,
  type StoryRow,
} from '../src/render/html/model.ts';
import type { SessionHead, SessionRow } from '../src/render/html/session-model.ts';

interface Blocks {
  readonly head: PageHead;
  readonly rows: RowBlock;
  readonly stories: readonly StoryRow[];
  readonly people: readonly PersonRow[];
  readonly sessions: readonly SessionRow[];
  readonly session: SessionHead;
  readonly audit: AuditHead;
}

const elementsOf = (kind: BlockKind): readonly Element[] => [
  ...document.querySelectorAll(`script[type="${DATA_TYPE}"][data-block="${kind}"]`),
];

async function unpack<Kind extends BlockKind>(_: Kind, from: Element): Promise<Blocks[Kind]> {
  const text = atob(from.textContent ?? '');
  from.remove();
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) bytes[at] = text.charCodeAt(at);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  return JSON.parse(await new Response(stream).text());
}

/** Of a report, of one session, or of an audit. Rejects if the file is damaged. */
export async function loadHead(): Promise<PageHead | SessionHead | AuditHead> {
  const [[report], [session], [audit]] = [elementsOf('head'), elementsOf('session'), elementsOf('audit')];
  if (report !== undefined) return unpack('head', report);
  if (audit !== undefined) return unpack('audit', audit);
  if (session === undefined) throw new Error('no head');
  return unpack('session', session);
}

export interface Further {
  readonly rows: (block: RowBlock) => void;
  readonly stories: (rows: readonly StoryRow[]) => void;
  readonly people: (rows: readonly PersonRow[]) => void;
  readonly sessions: (rows: readonly SessionRow[]) => void;
  /** Called after the last of them. */
  readonly onSessions: () => void;
}

/** After the whole file is there. A block that can't be read is left out, and the result false. */
export async function loadFurther({ rows, stories, people, sessions, onSessions }: Further): Promise<boolean> {
  if (document.readyState === 'loading') {
    await new Promise((resolve) => document.addEventListener('DOMContentLoaded', resolve, { once: true }));
  }
  let isWhole = true;
  const take = async <Kind extends BlockKind>(kind: Kind, use: (block: Blocks[Kind]) => void) => {
    for (const one of elementsOf(kind)) {
      try {
        use(await unpack(kind, one));
      } catch {
        isWhole = false;
      }
      // The page answers to its reader between two blocks.
      await new Promise((resolve) => setTimeout(resolve));
    }
  };
  await take('sessions', sessions);
  onSessions();
  await take('stories', stories);
  await take('people', people);
  await take('rows', rows);
  return isWhole;
}
