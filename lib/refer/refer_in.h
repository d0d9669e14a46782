/* refer_in.h - what the steps of a referral stand on; for this room alone. */
#ifndef CH_REFER_IN_H
#define CH_REFER_IN_H

#include "refer/refer.h"

/* A referral as a step found it, with whom it goes to; 0: not known. */
struct ch_refer {
	int64_t id, patient, service, organization, performer, requester, need;
	char category[64], title[256];
	char offered[64];	/* the service's own category */
	bool provider;		/* whoever receives gives treatment */
};

/* Reads it, with the service that the step names or that it has. */
int ch_refer_read(struct ch_taking *t, struct ch_refer *out,
		  struct ch_err *err);

/* Whether it is help in daily life, not treatment. */
int ch_refer_social(const struct ch_taking *t, const struct ch_refer *r,
		    bool *social, struct ch_err *err);

/* For `sets` of send: to whom, and whether the patient allows it. */
int ch_refer_send(struct ch_taking *t, struct ch_err *err);
/* For `then` of send: the message to be carried, the disclosure, the need. */
int ch_refer_sent(struct ch_taking *t, struct ch_err *err);

/* For `then` of what ends it: what hangs on it is cleared, the need is settled
 * or waits again, the referrer is told. */
int ch_refer_ended(struct ch_taking *t, struct ch_err *err);
/* For `then` of reopen: the needs that it ended are open again. */
int ch_refer_reopened(struct ch_taking *t, struct ch_err *err);
/* For `then` of the others that the referrer is told of. */
int ch_refer_tell(struct ch_taking *t, struct ch_err *err);
/* For `then` of redirect: the referral that it goes on as, and the above. */
int ch_refer_redirected(struct ch_taking *t, struct ch_err *err);

#endif
