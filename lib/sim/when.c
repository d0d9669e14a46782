/* when.c - local days and times of the made-up hospital, and their spelling. */
#include "base/moment.h"
#include "sim/when.h"

int ch_sim_weekday(int64_t day)
{
	return (int)(((day + 4) % 7 + 7) % 7);
}

/* The day of the nth Sunday of a month. */
static int64_t sunday(int64_t year, int month, int nth)
{
	int64_t first = ch_days_of_civil(year, month, 1);

	return first + (7 - ch_sim_weekday(first)) % 7 + 7 * (nth - 1);
}

static int64_t floor_day(int64_t seconds)
{
	return (seconds - (seconds % CH_SIM_DAY + CH_SIM_DAY) % CH_SIM_DAY) /
	       CH_SIM_DAY;
}

int ch_sim_offset(int64_t utc)
{
	int64_t year;
	int month, day;

	ch_civil_of_days(floor_day(utc), &year, &month, &day);
	if (month > 3 && month < 11)
		return -240;
	if (month < 3 || month > 11)
		return -300;
	if (month == 3)
		return utc >= sunday(year, 3, 2) * CH_SIM_DAY + 7 * 3600 ?
			-240 : -300;
	return utc < sunday(year, 11, 1) * CH_SIM_DAY + 6 * 3600 ? -240 : -300;
}

int64_t ch_sim_at(int64_t day, int second)
{
	int64_t utc = day * CH_SIM_DAY + second + 5 * 3600;

	return ch_sim_offset(utc) == -240 ? utc - 3600 : utc;
}

int64_t ch_sim_day(int64_t utc)
{
	return floor_day(utc + ch_sim_offset(utc) * 60);
}

static void two(char *out, int n)
{
	out[0] = (char)('0' + n / 10);
	out[1] = (char)('0' + n % 10);
}

void ch_sim_put_day(int64_t day, char out[CH_SIM_DATE])
{
	int64_t year;
	int month, mday;

	ch_civil_of_days(day, &year, &month, &mday);
	two(out, (int)year / 100);
	two(out + 2, (int)year % 100);
	out[4] = '-';
	two(out + 5, month);
	out[7] = '-';
	two(out + 8, mday);
}

/* YYYY-MM-DDThh:mm:ss of a count of seconds. */
static void put_civil(int64_t seconds, char *out)
{
	int64_t day = floor_day(seconds);
	int s = (int)(seconds - day * CH_SIM_DAY);

	ch_sim_put_day(day, out);
	out[10] = 'T';
	two(out + 11, s / 3600);
	out[13] = ':';
	two(out + 14, s / 60 % 60);
	out[16] = ':';
	two(out + 17, s % 60);
}

void ch_sim_put_time(int64_t utc, char out[CH_SIM_TIME])
{
	int offset = ch_sim_offset(utc);

	put_civil(utc + offset * 60, out);
	memcpy(out + 19, offset == -240 ? "-04:00" : "-05:00", 6);
}

void ch_sim_put_utc(int64_t utc, char out[CH_SIM_DATE + 10])
{
	put_civil(utc, out);
	out[19] = 'Z';
}
