/* editor.h - a text that somebody edits: a file of their own, and an editor. */
#ifndef CH_EDITOR_H
#define CH_EDITOR_H

#include "ui/ui.h"

/*
 * Makes a file in $TMPDIR that only its owner can read, with the text in it;
 * `like` is how its name ends (".jsonl"). It goes with ch_editor_end(), or when
 * a signal ends the program. One at a time.
 */
int ch_editor_begin(struct ch_ui *ui, const char *like,
		    const struct ch_buf *text);

/* Runs $VISUAL, $EDITOR or vi on it, to its end: ^C is the editor's. `*text`
 * (from malloc) is what was written. CH_EIO when the editor failed. */
int ch_editor_run(struct ch_ui *ui, char **text, size_t *n);

/* From now on the file stays, whatever ends the program; or not. */
void ch_editor_keep(bool keep);

/* Takes the file away, unless it is kept. */
void ch_editor_end(void);

/* Where it is, or was. */
const char *ch_editor_path(void);

#endif
