/* rng.h - the simulator's own dice: the same on every machine. */
#ifndef CH_SIM_RNG_H
#define CH_SIM_RNG_H

#include "base/base.h"

/* xoshiro256** (Blackman and Vigna), seeded through splitmix64. No libm and no
 * libc random: a population must not depend on whose they are. */
struct ch_sim_rng {
	uint64_t s[4];
};

/* An id in the shape of a UUID (version 4). */
struct ch_sim_uuid {
	uint64_t hi, lo;
};

static inline uint64_t ch_sim_mix(uint64_t *x)
{
	uint64_t z = *x += 0x9e3779b97f4a7c15u;

	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
	z = (z ^ z >> 27) * 0x94d049bb133111ebu;
	return z ^ z >> 31;
}

/* Each `stream` of a seed has dice of its own. */
static inline void ch_sim_seed(struct ch_sim_rng *r, uint64_t seed,
			       uint64_t stream)
{
	uint64_t x = seed;

	x = ch_sim_mix(&x) ^ stream * 0xd1342543de82ef95u;
	for (int i = 0; i < 4; i++)
		r->s[i] = ch_sim_mix(&x);
}

static inline uint64_t ch_sim_next(struct ch_sim_rng *r)
{
	uint64_t *s = r->s, x = s[1] * 5, t = s[1] << 17;
	uint64_t result = (x << 7 | x >> 57) * 9;

	s[2] ^= s[0];
	s[3] ^= s[1];
	s[1] ^= s[2];
	s[0] ^= s[3];
	s[2] ^= t;
	s[3] = s[3] << 45 | s[3] >> 19;
	return result;
}

/* 0 <= x < 1 */
static inline double ch_sim_unit(struct ch_sim_rng *r)
{
	return (double)(ch_sim_next(r) >> 11) * 0x1p-53;
}

/* 0 <= x < n */
static inline int ch_sim_below(struct ch_sim_rng *r, int n)
{
	return (int)((ch_sim_next(r) >> 32) * (uint64_t)n >> 32);
}

/* low <= x <= high */
static inline int ch_sim_range(struct ch_sim_rng *r, int low, int high)
{
	return low + ch_sim_below(r, high - low + 1);
}

static inline bool ch_sim_chance(struct ch_sim_rng *r, double p)
{
	return ch_sim_unit(r) < p;
}

/* About normal, mean 0, deviation 1, within +-3.5: four uniforms, because a
 * logarithm may differ in its last bit from one libm to the next. */
static inline double ch_sim_normal(struct ch_sim_rng *r)
{
	double sum = ch_sim_unit(r) + ch_sim_unit(r) + ch_sim_unit(r) +
		     ch_sim_unit(r);

	return (sum - 2.0) * 1.7320508075688772;
}

static inline struct ch_sim_uuid ch_sim_uuid(struct ch_sim_rng *r)
{
	struct ch_sim_uuid u = { ch_sim_next(r), ch_sim_next(r) };

	u.hi = (u.hi & ~0xf000ull) | 0x4000;
	u.lo = (u.lo & ~(3ull << 62)) | 1ull << 63;
	return u;
}

#endif
