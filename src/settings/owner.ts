/** The owner of a settings file: one that was found, and not named, must belong to the user, as git demands it. */
import { lstat, readFile, stat } from 'node:fs/promises';

/** The process's user; none on systems without user ids. */
export interface CurrentUser {
  readonly uid: number;
  /** The user that `sudo` was called by. */
  readonly sudoer?: number;
}

export function currentUser(): CurrentUser | undefined {
  const uid = process.getuid?.();
  if (uid === undefined) return undefined;
  const sudoer = process.env['SUDO_UID'] ?? '';
  return uid === 0 && /^\d{1,10}$/.test(sudoer) ? { uid, sudoer: Number(sudoer) } : { uid };
}

/** The name (or id) of the user that a file, or the link to it, belongs to, if that isn't this user and isn't root. */
export async function otherOwner(file: string, user: CurrentUser | undefined): Promise<string | undefined> {
  if (user === undefined) return undefined;
  const owners = (await Promise.all([stat(file), lstat(file)])).map(({ uid }) => uid);
  const stranger = owners.find((uid) => uid !== 0 && uid !== user.uid && uid !== user.sudoer);
  return stranger === undefined ? undefined : ((await nameOf(stranger)) ?? String(stranger));
}

/** https://man7.org/linux/man-pages/man5/passwd.5.html */
async function nameOf(uid: number): Promise<string | undefined> {
  const text = await readFile('/etc/passwd', 'utf8').catch(() => '');
  return new RegExp(`^([^:\n]+):[^:\n]*:${uid}:`, 'm').exec(text)?.[1];
}
