/* count.c - what became of each record, counted for the batch. */
#include "load/session.h"

void ch_load_count(struct ch_load *l, enum ch_did did)
{
	struct ch_counts *n = &l->wrote;

	switch (did) {
	case CH_CREATED:
		n->created++;
		break;
	case CH_OVERRULED:
		n->overruled++;
		n->updated++;
		break;
	case CH_UPDATED:
		n->updated++;
		break;
	case CH_UNCHANGED:
		n->unchanged++;
		break;
	case CH_OLDER:
		n->older++;
		break;
	}
}
