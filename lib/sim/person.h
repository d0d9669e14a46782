/* person.h - a made-up person, and the made-up hospital they go to. */
#ifndef CH_SIM_PERSON_H
#define CH_SIM_PERSON_H

#include "sim/body.h"

#define CH_SIM_PLACES 6		/* the hospital first, its clinics, a home */
#define CH_SIM_DOCTORS 30
#define CH_SIM_NEVER INT64_MAX

struct ch_sim_place {
	struct ch_sim_uuid organization, location;
	char name[96];
	int phone, house;
};

struct ch_sim_doctor {
	struct ch_sim_uuid id;
	char given[32], family[48], npi[16];
	bool female;
	int place;
};

struct ch_sim_site {
	struct ch_sim_place place[CH_SIM_PLACES];
	struct ch_sim_doctor doctor[CH_SIM_DOCTORS];
	int64_t end;		/* the last day of the population */
	int64_t start;		/* the first that is told of */
};

enum ch_sim_sex { CH_SIM_FEMALE, CH_SIM_MALE, CH_SIM_OTHER };

/* Indexes into the words of person.c. */
struct ch_sim_person {
	struct ch_sim_rng dice;
	struct ch_sim_uuid id;
	int64_t number;		/* from 1; the medical record number */
	char given[48], family[48], street[48];
	const char *city, *language, *race, *race_code, *prefix;
	char zip[8];
	bool hispanic, married;
	enum ch_sim_sex sex;
	int phone;		/* of 555-0100 to 555-0199 */
	int64_t birth, death;	/* days; CH_SIM_NEVER */
	unsigned ills;		/* 1 << enum ch_sim_ill */
	int64_t since[CH_SIM_ILLS];	/* day of onset */
	unsigned needs;		/* 1 << CH_SIM_TRANSPORT ... */
	int smoking;		/* index of ch_sim_smoking */
	double frail;		/* 1 is usual; multiplies what goes wrong */
	bool often;		/* in the emergency room, again and again */
	int doctor;
	const struct ch_sim_site *site;
	struct ch_sim_body body;
};

/* The hospital of a seed. `name` is cut to fit. */
void ch_sim_site_make(struct ch_sim_site *s, uint64_t seed, const char *name,
		      int64_t end);

/* Person `number` of a seed: who they are, what they have and how long they
 * live, but not yet what happens to them. */
void ch_sim_person_make(struct ch_sim_person *p, const struct ch_sim_site *s,
			uint64_t seed, int64_t number);

static inline int ch_sim_age(const struct ch_sim_person *p, int64_t day)
{
	return (int)((day - p->birth) / 365.25);
}

static inline bool ch_sim_has(const struct ch_sim_person *p,
			      enum ch_sim_ill ill, int64_t day)
{
	return p->ills & 1u << ill && p->since[ill] <= day;
}

#endif
