/* banned.h - functions that the house does not use, and cannot by accident. */
#ifndef CH_BANNED_H
#define CH_BANNED_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define CH_BANNED(f) sorry_##f##_is_banned_in_this_house

#undef strcpy
#define strcpy(a, b) CH_BANNED(strcpy)
#undef strcat
#define strcat(a, b) CH_BANNED(strcat)
#undef strncpy
#define strncpy(a, b, c) CH_BANNED(strncpy)
#undef strncat
#define strncat(a, b, c) CH_BANNED(strncat)
#undef sprintf
#define sprintf(...) CH_BANNED(sprintf)
#undef vsprintf
#define vsprintf(...) CH_BANNED(vsprintf)
#undef strtok
#define strtok(a, b) CH_BANNED(strtok)
#undef gmtime
#define gmtime(a) CH_BANNED(gmtime)
#undef localtime
#define localtime(a) CH_BANNED(localtime)
#undef ctime
#define ctime(a) CH_BANNED(ctime)
#undef asctime
#define asctime(a) CH_BANNED(asctime)
#undef mktemp
#define mktemp(a) CH_BANNED(mktemp)
#undef atoi
#define atoi(a) CH_BANNED(atoi)
#undef atol
#define atol(a) CH_BANNED(atol)
#undef atof
#define atof(a) CH_BANNED(atof)
#undef system
#define system(a) CH_BANNED(system)
#undef popen
#define popen(a, b) CH_BANNED(popen)
#ifndef CH_ALLOW_STRTOD
#undef strtod
#define strtod(a, b) CH_BANNED(strtod)
#endif

#endif
