/* hsds_table.c - what HSDS 1 to 3 call their tables and columns. */
#include "feed/hsds_in.h"

struct name {
	const char *name;
	int is;
};

static const struct name kinds[] = {
	{ "organization", HSDS_ORGANIZATION },
	{ "organizations", HSDS_ORGANIZATION },
	{ "location", HSDS_LOCATION }, { "locations", HSDS_LOCATION },
	{ "service", HSDS_SERVICE }, { "services", HSDS_SERVICE },
	{ "service_at_location", HSDS_PLACE },
	{ "service_at_locations", HSDS_PLACE },
	{ "services_at_location", HSDS_PLACE },
	{ "services_at_locations", HSDS_PLACE },
	{ "service_location", HSDS_PLACE },
	{ "service_locations", HSDS_PLACE },
	{ "contact", HSDS_CONTACT }, { "contacts", HSDS_CONTACT },
	{ "phone", HSDS_PHONE }, { "phones", HSDS_PHONE },
	{ "program", HSDS_PROGRAM }, { "programs", HSDS_PROGRAM },
	{ "taxonomy_term", HSDS_TERM }, { "taxonomy_terms", HSDS_TERM },
	{ "taxonomy", HSDS_TERM },
	{ "address", HSDS_ADDRESS }, { "addresses", HSDS_ADDRESS },
	{ "physical_address", HSDS_ADDRESS },
	{ "physical_addresses", HSDS_ADDRESS },
	{ "postal_address", HSDS_MAIL }, { "postal_addresses", HSDS_MAIL },
	{ "mail_address", HSDS_MAIL }, { "mail_addresses", HSDS_MAIL },
	{ "schedule", HSDS_SCHEDULE }, { "schedules", HSDS_SCHEDULE },
	{ "regular_schedule", HSDS_SCHEDULE },
	{ "regular_schedules", HSDS_SCHEDULE },
	{ "holiday_schedule", HSDS_HOLIDAY },
	{ "holiday_schedules", HSDS_HOLIDAY },
	{ "language", HSDS_LANGUAGE }, { "languages", HSDS_LANGUAGE },
	{ "service_area", HSDS_AREA }, { "service_areas", HSDS_AREA },
	{ "eligibility", HSDS_ELIGIBILITY },
	{ "eligibilities", HSDS_ELIGIBILITY },
	{ "eligibilitys", HSDS_ELIGIBILITY },
	{ "attribute", HSDS_ATTRIBUTE }, { "attributes", HSDS_ATTRIBUTE },
	{ "service_attribute", HSDS_ATTRIBUTE },
	{ "service_attributes", HSDS_ATTRIBUTE },
	{ "service_taxonomy", HSDS_ATTRIBUTE },
	{ "service_taxonomies", HSDS_ATTRIBUTE },
	{ "service_taxonomys", HSDS_ATTRIBUTE },
	{ "services_taxonomy", HSDS_ATTRIBUTE },
	{ "link_taxonomy", HSDS_ATTRIBUTE },
	{ "link_taxonomies", HSDS_ATTRIBUTE },
	{ "required_document", HSDS_DOCUMENT },
	{ "required_documents", HSDS_DOCUMENT },
	{ "cost_option", HSDS_COST }, { "cost_options", HSDS_COST },
	{ "service_capacity", HSDS_CAPACITY },
	{ "service_capacities", HSDS_CAPACITY },
	{ "capacity", HSDS_CAPACITY }, { "capacities", HSDS_CAPACITY },
	{ "taxonomies", HSDS_OTHER }, { "funding", HSDS_OTHER },
	{ "fundings", HSDS_OTHER }, { "metadata", HSDS_OTHER },
	{ "meta_table_description", HSDS_OTHER },
	{ "meta_table_descriptions", HSDS_OTHER },
	{ "organization_identifier", HSDS_OTHER },
	{ "organization_identifiers", HSDS_OTHER },
	{ "accessibility", HSDS_OTHER },
	{ "accessibility_for_disabilities", HSDS_OTHER },
	{ "payment_accepted", HSDS_OTHER },
	{ "payments_accepted", HSDS_OTHER },
	{ "other_attribute", HSDS_OTHER }, { "other_attributes", HSDS_OTHER },
	{ "unit", HSDS_OTHER }, { "units", HSDS_OTHER },
	{ "url", HSDS_OTHER }, { "urls", HSDS_OTHER },
	{ "additional_urls", HSDS_OTHER },
	{ "additional_websites", HSDS_OTHER },
	{ "taxonomy_detail", HSDS_OTHER },
};

/* What a table calls a name of its own. */
static const struct name names[HSDS_KINDS] = {
	[HSDS_AREA] = { "service_area", HSDS_NAME },
	[HSDS_LANGUAGE] = { "language", HSDS_NAME },
	[HSDS_DOCUMENT] = { "document", HSDS_NAME },
	[HSDS_TERM] = { "term", HSDS_NAME },
};

/* The first name of each column is what it is called in words of ours. */
static const struct name cols[] = {
	{ "id", HSDS_ID },
	{ "name", HSDS_NAME },
	{ "description", HSDS_DESCRIPTION },
	{ "short_desc", HSDS_DESCRIPTION },
	{ "short_description", HSDS_DESCRIPTION },
	{ "email", HSDS_EMAIL },
	{ "url", HSDS_URL }, { "website", HSDS_URL },
	{ "status", HSDS_STATUS },
	{ "type", HSDS_TYPE }, { "number_type", HSDS_TYPE },
	{ "phone_type", HSDS_TYPE }, { "location_type", HSDS_TYPE },
	{ "address_type", HSDS_TYPE },
	{ "organization_id", HSDS_ORGANIZATION_ID },
	{ "organisation_id", HSDS_ORGANIZATION_ID },
	{ "location_id", HSDS_LOCATION_ID },
	{ "service_id", HSDS_SERVICE_ID },
	{ "service_at_location_id", HSDS_PLACE_ID },
	{ "contact_id", HSDS_CONTACT_ID },
	{ "phone_id", HSDS_PHONE_ID },
	{ "program_id", HSDS_PROGRAM_ID }, { "programs_id", HSDS_PROGRAM_ID },
	{ "taxonomy_term_id", HSDS_TERM_ID },
	{ "parent_organization_id", HSDS_PARENT_ID },
	{ "parent_id", HSDS_PARENT_ID },
	{ "link_id", HSDS_LINK_ID },
	{ "taxonomy_id", HSDS_TAXONOMY_ID },
	{ "taxonomy_ids", HSDS_TAXONOMY_IDS },
	{ "code", HSDS_CODE },
	{ "keywords", HSDS_KEYWORDS },
	{ "latitude", HSDS_LATITUDE }, { "lat", HSDS_LATITUDE },
	{ "longitude", HSDS_LONGITUDE }, { "lon", HSDS_LONGITUDE },
	{ "lng", HSDS_LONGITUDE }, { "long", HSDS_LONGITUDE },
	{ "address_1", HSDS_LINE1 }, { "address1", HSDS_LINE1 },
	{ "street", HSDS_LINE1 },
	{ "address_2", HSDS_LINE2 }, { "address2", HSDS_LINE2 },
	{ "city", HSDS_CITY },
	{ "state_province", HSDS_STATE }, { "state", HSDS_STATE },
	{ "postal_code", HSDS_ZIP }, { "zip", HSDS_ZIP },
	{ "zipcode", HSDS_ZIP }, { "zip_code", HSDS_ZIP },
	{ "application_process", HSDS_APPLY },
	{ "how_to_apply", HSDS_APPLY },
	{ "wait_time", HSDS_WAIT },
	{ "fees_description", HSDS_FEES },
	{ "fees", HSDS_FEES_OLD },
	{ "eligibility_description", HSDS_ELIGIBLE },
	{ "eligibility", HSDS_ELIGIBLE },
	{ "audience", HSDS_AUDIENCE },
	{ "minimum_age", HSDS_AGE_FROM }, { "min_age", HSDS_AGE_FROM },
	{ "maximum_age", HSDS_AGE_UNTIL }, { "max_age", HSDS_AGE_UNTIL },
	{ "languages", HSDS_LANGUAGES },
	{ "required_documents", HSDS_DOCUMENTS },
	{ "service_areas", HSDS_AREAS },
	{ "number", HSDS_NUMBER },
	{ "extension", HSDS_EXTENSION },
	{ "country_prefix", HSDS_PREFIX },
	{ "weekday", HSDS_WEEKDAY }, { "day", HSDS_WEEKDAY },
	{ "opens_at", HSDS_OPENS }, { "opens", HSDS_OPENS },
	{ "closes_at", HSDS_CLOSES }, { "closes", HSDS_CLOSES },
	{ "valid_from", HSDS_VALID_FROM },
	{ "valid_to", HSDS_VALID_TO },
	{ "dtstart", HSDS_DTSTART },
	{ "timezone", HSDS_ZONE },
	{ "until", HSDS_UNTIL },
	{ "count", HSDS_COUNT },
	{ "wkst", HSDS_WKST },
	{ "freq", HSDS_FREQ },
	{ "interval", HSDS_INTERVAL },
	{ "byday", HSDS_BYDAY },
	{ "byweekno", HSDS_BYWEEKNO },
	{ "bymonthday", HSDS_BYMONTHDAY },
	{ "byyearday", HSDS_BYYEARDAY },
	{ "closed", HSDS_CLOSED },
	{ "start_date", HSDS_START },
	{ "end_date", HSDS_END },
	{ "option", HSDS_OPTION },
	{ "currency", HSDS_CURRENCY },
	{ "amount", HSDS_AMOUNT },
	{ "amount_description", HSDS_AMOUNT_WORDS },
	{ "available", HSDS_AVAILABLE },
	{ "updated", HSDS_UPDATED },
};

/* Which column of other tables refers to a table. */
static const int refers[HSDS_ADDRESS] = {
	[HSDS_ORGANIZATION] = HSDS_ORGANIZATION_ID,
	[HSDS_LOCATION] = HSDS_LOCATION_ID,
	[HSDS_SERVICE] = HSDS_SERVICE_ID, [HSDS_PLACE] = HSDS_PLACE_ID,
	[HSDS_CONTACT] = HSDS_CONTACT_ID, [HSDS_PHONE] = HSDS_PHONE_ID,
	[HSDS_PROGRAM] = HSDS_PROGRAM_ID, [HSDS_TERM] = HSDS_TERM_ID,
};

/* Whether they are the same but for case, and for blanks that are written for
 * underlines. */
static bool alike(const char *name, const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++, name++) {
		char c = s[i] == ' ' || s[i] == '-' ? '_' : s[i];

		if (c >= 'A' && c <= 'Z')
			c = (char)(c + 'a' - 'A');
		if (c != *name)
			return false;
	}
	return !*name;
}

static int find(const struct name *list, size_t n, const char *s, size_t size)
{
	for (size_t i = 0; i < n; i++)
		if (alike(list[i].name, s, size))
			return list[i].is;
	return -1;
}

int ch_hsds_kind(const char *name, size_t n)
{
	return find(kinds, CH_COUNT(kinds), name, n);
}

int ch_hsds_kind_begins(const char *name, size_t n)
{
	int kind;

	for (kind = ch_hsds_kind(name, n); kind < 0 && n; ) {
		while (n && name[n - 1] != '_' && name[n - 1] != '-')
			n--;
		n -= n > 0;
		kind = ch_hsds_kind(name, n);
	}
	return kind;
}

int ch_hsds_col(enum hsds_kind kind, const char *name, size_t n)
{
	if (names[kind].name && alike(names[kind].name, name, n))
		return names[kind].is;
	return find(cols, CH_COUNT(cols), name, n);
}

static const char *name_of(const struct name *list, size_t n, int is)
{
	for (size_t i = 0; i < n; i++)
		if (list[i].is == is)
			return list[i].name;
	return "";
}

const char *ch_hsds_kind_name(enum hsds_kind kind)
{
	return name_of(kinds, CH_COUNT(kinds), kind);
}

const char *ch_hsds_col_name(enum hsds_col col)
{
	return name_of(cols, CH_COUNT(cols), col);
}

int ch_hsds_refers(enum hsds_col col)
{
	for (int kind = 0; kind < HSDS_ADDRESS; kind++)
		if (refers[kind] == (int)col)
			return kind;
	return -1;
}

int ch_hsds_col_of(enum hsds_kind kind)
{
	return kind < HSDS_ADDRESS ? refers[kind] : -1;
}
