/** Who is given a certificate: a rule the organiser can read and change, and what a participant still lacks. Pure. */
import type { Participant } from '../progress/class.ts';

export interface Rule {
  /** Sessions that must be marked as done. */
  sessions: number;
  /** Lowest result of the post test, 0 to 100; null asks for none, so that the test need not be taken. */
  post: number | null;
}

export interface Session {
  item: string;
  name: string;
}

/** What is missing, in sentences; empty: the participant qualifies. */
export function lacking(
  { done, post }: Pick<Participant, 'done' | 'post'>,
  sessions: readonly Session[],
  rule: Rule,
): string[] {
  const open = sessions.filter(({ item }) => !done.includes(item));
  const count = sessions.length - open.length;
  const faults: string[] = [];
  if (count < Math.min(rule.sessions, sessions.length)) {
    const named = open
      .slice(0, 3)
      .map(({ name }) => name)
      .join('; ');
    const more = open.length > 3 ? `; dan ${open.length - 3} lagi` : '';
    faults.push(`${count} dari ${sessions.length} sesi selesai. Belum: ${named}${more}.`);
  }
  if (rule.post !== null && post === null) faults.push('Tes akhir belum dikerjakan.');
  if (rule.post !== null && post !== null && post < rule.post)
    faults.push(`Tes akhir ${post}, batasnya ${rule.post}.`);
  return faults;
}
