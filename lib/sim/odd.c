/* odd.c - tells the stories of odd_list.c: fills in their short hand. */
#include <ctype.h>

#include "sim/fhir.h"
#include "sim/odd.h"

#define PEOPLE_FROM 900000000	/* numbers that no population comes to */

struct story {
	struct ch_sim_file *f;
	const struct ch_sim_odd *odd;
	const struct ch_sim_site *site;
	struct ch_sim_person who[2];
	struct ch_sim_uuid thing[26];
	int64_t number, round;
	int night;
};

static struct ch_sim_uuid thing(const struct story *s, char x)
{
	return islower((unsigned char)x) ? s->thing[x - 'a'] :
		s->site->doctor[0].id;
}

static void person(struct ch_sim_file *f, const struct ch_sim_person *p)
{
	LIT(f, "\"name\":[{\"use\":\"official\",\"family\":\"");
	ch_sim_fhir_text(f, p->family);
	LIT(f, "\",\"given\":[\"");
	ch_sim_fhir_text(f, p->given);
	LIT(f, "\"]}],\"gender\":\"");
	ch_sim_adds(f, p->sex == CH_SIM_FEMALE ? "female" :
		    p->sex == CH_SIM_MALE ? "male" : "other");
	LIT(f, "\",\"birthDate\":\"");
	ch_sim_add_day(f, p->birth);
	LIT(f, "\"");
}

/* `s` is behind "<"; gives what is behind ">". */
static const char *moment(const struct story *t, const char *s)
{
	struct ch_sim_file *f = t->f;
	char *end;
	int64_t day = t->site->end + strtol(s, &end, 10);
	long hour, minute;

	if (*end == '>') {
		ch_sim_add_day(f, day);
		return end + 1;
	}
	hour = strtol(end + 1, &end, 10);
	minute = strtol(end + 1, &end, 10);
	ch_sim_add_time(f, ch_sim_at(day, (int)(hour * 3600 + minute * 60)));
	if (*end == ' ') {
		f->p -= sizeof("-04:00") - 1;
		end += 2;
	}
	return end + 1;
}

/* `s` is behind "&"; gives what is behind the letter. */
static const char *reference(const struct story *t, const char *s)
{
	const char *slash = strchr(s, '/');

	LIT(t->f, "{\"reference\":\"");
	ch_sim_add(t->f, s, (size_t)(slash + 1 - s));
	ch_sim_add_uuid(t->f, thing(t, slash[1]));
	LIT(t->f, "\"}");
	return slash + 2;
}

static const char *member(const struct story *t, const char *s)
{
	struct ch_sim_file *f = t->f;

	switch (*s++) {
	case '\'':
		LIT(f, "\"");
		return s;
	case '#':
		ch_sim_add_int(f, t->number);
		return s;
	case '<':
		return moment(t, s);
	case '&':
		return reference(t, s);
	case '~':
		ch_sim_add_uuid(f, thing(t, *s++));
		return s;
	case '$':
		person(f, &t->who[*s++ - 'p']);
		return s;
	case '!':
		ch_sim_adds(f, t->odd->name);
		LIT(f, "-");
		ch_sim_add(f, s++, 1);
		LIT(f, "-");
		ch_sim_add_int(f, t->round);
		return s;
	default:
		ch_sim_add(f, s - 1, 1);
		return s;
	}
}

/* A line; gives the next. */
static const char *resource(struct ch_sim_out *o, const struct story *t,
			    const char *s)
{
	size_t type = strcspn(s, " ");
	struct ch_sim_file *f = t->f;
	int64_t told = t->night == 1 ? ch_sim_at(t->site->end, 12 * 3600) :
		       ch_sim_at(t->site->end + 1, 2 * 3600);

	ch_sim_begin(o, f);
	LIT(f, "{\"resourceType\":\"");
	ch_sim_add(f, s, type);
	LIT(f, "\",\"id\":\"");
	ch_sim_add_uuid(f, thing(t, s[type + 1]));
	LIT(f, "\",\"meta\":{");
	ch_sim_fhir_time(f, "lastUpdated", told);
	if (!strncmp(s, "Patient ", type + 1))
		LIT(f, ",\"security\":[{\"system\":\"" TERMS "v3-ActReason\","
		    "\"code\":\"HTEST\",\"display\":\"test health data\"}]");
	LIT(f, "},");
	for (s += type + 3; *s && *s != '\n';)
		s = member(t, s);
	LIT(f, "}");
	ch_sim_end(f);
	return *s ? s + 1 : s;
}

static void tell(struct ch_sim_out *o, struct story *t, uint64_t seed)
{
	const char *s = t->night == 1 ? t->odd->first : t->odd->second;

	for (int i = 0; i < 2; i++) {
		struct ch_sim_person *p = &t->who[i];

		ch_sim_person_make(p, t->site, seed,
				   PEOPLE_FROM + 2 * t->number + i);
		/* What is critical is so for adults. */
		if (ch_sim_age(p, t->site->end) < 18)
			p->birth -= 40 * 365;
	}
	for (int i = 0; i < 26; i++)
		t->thing[i] = ch_sim_uuid(&t->who[0].dice);
	while (s && *s)
		s = resource(o, t, s);
}

void ch_sim_odd_night(struct ch_sim_out *o, struct ch_sim_file *f,
		      const struct ch_sim_site *site, uint64_t seed,
		      int64_t patients, int night)
{
	struct story t = { .f = f, .site = site, .night = night };
	int64_t rounds = (patients + CH_SIM_ODD_EVERY - 1) / CH_SIM_ODD_EVERY;

	for (t.round = 1; t.round <= rounds; t.round++)
		for (int i = 0; i < ch_sim_odds; i++) {
			t.odd = &ch_sim_odd[i];
			t.number = t.round * 100 + i;
			tell(o, &t, seed);
		}
}
