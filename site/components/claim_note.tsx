import type { ClaimNotes } from "../model/report.ts";
import { unbroken } from "../unbroken.ts";

interface NoteProps {
  id: string;
  notes: ClaimNotes | undefined;
}

/** How the sentence of a claim was taken, where that is not what it says word for word; nothing without a note. */
export function ClaimNote({ id, notes = {} }: NoteProps) {
  return Object.hasOwn(notes, id)
    ? <small class="claim-note">{unbroken(notes[id] ?? "")}</small>
    : null;
}
