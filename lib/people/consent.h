/* consent.h - what a person said about being told of: a permit, a deny. */
#ifndef CH_CONSENT_H
#define CH_CONSENT_H

#include "store/store.h"

struct ch_consent {
	int64_t id;		/* the record that decides */
	bool permit;
};

/*
 * What is on file of telling somebody of a patient's care at `now`: `to` are
 * the receiver's records: a service, its organization, a person; 0: none.
 *
 * What names the receiver goes before what names nobody, an exception before
 * what it is an exception to, and of two alike the one that denies. A consent
 * without a decision is one to what its category says (FHIR R4 has none at the
 * root), unless its policy is to opt out. Those about research, or about one
 * class of data alone, decide nothing here. CH_END: nothing is on file.
 */
int ch_consent_find(struct ch_store *store, int64_t patient,
		    const int64_t to[3], int64_t now, struct ch_consent *out,
		    struct ch_err *err);

#endif
