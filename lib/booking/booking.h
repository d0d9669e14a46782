/* booking.h - who has which time: taken, given back, offered, once each. */
#ifndef CH_BOOKING_H
#define CH_BOOKING_H

#include "step/step.h"
#include "when/hours.h"

/* All of it happens inside a transaction; records go to `did`. */
struct ch_booking {
	struct ch_store *store;
	int64_t now;
	ch_step_did did;
	void *ctx;
	const struct ch_shelf *shelf;	/* has places/zip.tsv; NULL: distances
					   are not known */
};

/* SQL: a resource cannot be had at a moment. As in the rule booking-lost. */
#define CH_BOOKING_OUT(resource, at) "(" resource ".status = 'retired' OR (" \
	resource ".status IN ('out-of-service', 'maintenance') AND (" \
	resource ".due IS NULL OR " resource ".due > " at ")))"

/*
 * The appointment of the row gets the slot: `status` is booked, or pending (an
 * offer, until the row's `expires`); NULL: as it is (moved). What the slot and
 * its resource say goes into it; the slot that it had is free again, in the
 * same write. Asked again it is found. CH_EDATA, "taken", for a slot that is
 * full or whose resource is busy then; others say why.
 */
int ch_booking_take(const struct ch_booking *b, struct ch_row *row,
		    int64_t slot, const char *status, const char *why,
		    struct ch_err *err);

/* The same of an appointment that is there, and not over: offered (pending)
 * until `expires` (0: a day from now), accepted (booked, by default the slot
 * that it has), moved (NULL). */
int ch_booking_change(const struct ch_booking *b, int64_t id, int64_t slot,
		      const char *status, int64_t expires, struct ch_err *err);

/* Whom an appointment is for, and the record that it comes from. */
struct ch_booking_for {
	int64_t person, slot, id;	/* slot 0: none yet */
	const char *type;		/* of the record `id` */
};

/* Names the row: the appointment of theirs that is not over (and has the slot),
 * or one to be. */
int ch_booking_name(const struct ch_booking *b, struct ch_row *row,
		    const char *maker, const struct ch_booking_for *of,
		    struct ch_err *err);

/* The slot of a resource that begins at an instant. CH_ENOENT. */
int ch_booking_at(const struct ch_booking *b, int64_t resource, int64_t at,
		  int64_t *slot, struct ch_err *err);

/* Sets a slot's status as its appointments are. */
int ch_booking_settle(const struct ch_booking *b, int64_t slot,
		      struct ch_err *err);

/* Steps of appointments and of resources. */
extern const struct ch_step ch_booking_steps[], ch_resource_steps[];

/* Offers the slot to who comes first of those that wait, until `expires` (0: a
 * day from now); an offer that stands is found. CH_END: to nobody. */
int ch_booking_fill(const struct ch_booking *b, int64_t slot, int64_t expires,
		    struct ch_err *err);

/* What cron does, a piece at a time: there is `more`, for another transaction,
 * so that others have their turn. */
struct ch_booking_round {
	struct ch_booking b;
	int64_t until;			/* slots are made so far */
	const char *home;		/* the hub's zone */
	const struct ch_hours *holidays;	/* or NULL */
	int64_t unknown;	/* past, booked, and nobody says how it went */
	int64_t refused;	/* one resource whose availability is
				   wrong, as `err` says; 0: none */
	bool more;
	size_t nth;		/* private: where it is */
	int64_t after;
};
int ch_booking_run(struct ch_booking_round *r, struct ch_err *err);

#endif
