-- hub.sql: what a record is. The one description of every type: a column is a
-- field, its declared type says how it is spelled, its CHECK which words are
-- allowed, its comment what it means (ch-records(5) is made of this file).
--
-- Declared types: ID, REF type, ANYREF (with its _type column), MOMENT, TEXT,
-- INTEGER, REAL, FLAG, DECIMALTEXT, JSONTEXT. Tables are heaps in order of
-- arrival; `id` is found through an index of its own, which a first load makes
-- last. `at` is always the record's own time, `until` its end.
--
-- Each record ends with the same fields: source (who told it), origin (the
-- source's own id), told (when the source said it), said (a hash of what it
-- last said), recorded (when the hub last heard of it), batch, rev.
--
-- A new column goes last, before `source`: what a source said is hashed by the
-- places of its columns, and a feed read again after an upgrade would be news.

PRAGMA user_version = 6;

-- room people: who is who

-- patient: one person as one source knows them; `person` says who they are
CREATE TABLE patient (
	id ID NOT NULL, -- the record's name
	person REF patient, -- the person: this record's own id until another is linked
	family TEXT, -- family name
	given TEXT, -- given names, in order
	prefix TEXT, -- Mr., Dr. and the like
	suffix TEXT, -- Jr., MD and the like
	birth MOMENT, -- date of birth, as exactly as it is known
	sex TEXT
		CONSTRAINT sex CHECK (sex = 'male' OR sex = 'female' OR
		sex = 'other' OR sex = 'unknown'), -- administrative sex (FHIR administrative-gender)
	dead FLAG, -- known to have died
	died MOMENT, -- when they died, if that is known
	language TEXT, -- preferred language, BCP 47
	interpreter FLAG, -- needs an interpreter
	marital TEXT, -- marital status, v3-MaritalStatus
	race TEXT, -- race, OMB category code
	ethnicity TEXT, -- ethnicity, OMB category code
	line TEXT, -- street lines of the home address
	city TEXT, -- city of the home address
	state TEXT, -- state of the home address
	zip TEXT, -- postal code of the home address
	country TEXT, -- country of the home address
	practitioner REF staff, -- primary care practitioner
	organization REF organization, -- where the record is kept
	replaced REF patient, -- the record that the source says replaces this one
	known_by_reference FLAG, -- nothing but references to this patient arrived so far
	test FLAG, -- a made-up person: kept out of every number and message
	languages JSONTEXT, -- all languages they can be spoken to in, BCP 47
	races JSONTEXT, -- all races that they gave, OMB category and detailed codes
	birth_sex TEXT, -- sex noted at birth: F, M ...
	practice REF organization, -- primary care practice
	links JSONTEXT, -- all records that the source says are of this person
	active FLAG, -- false: the source uses this record no more
	source TEXT NOT NULL, origin TEXT, told MOMENT, said INTEGER,
	recorded MOMENT NOT NULL, batch REF batch, rev INTEGER NOT NULL
);
CREATE UNIQUE INDEX patient_id ON patient (id);
CREATE INDEX patient_person ON patient (person);
-- The few that a measure must look at: the others are their own person, live.
CREATE INDEX patient_odd ON patient (id, person, test, died)
	WHERE person <> id OR test = 1 OR died IS NOT NULL;
CREATE INDEX patient_test ON patient (id) WHERE test = 1;
CREATE INDEX patient_dead ON patient (person) WHERE dead = 1 AND died IS NULL;

-- identifier: a number or name that somebody gave a patient
CREATE TABLE identifier (
	id ID NOT NULL, -- the record's name
	patient REF patient, -- whose it is
	system TEXT, -- who assigned it, as a URI
	value TEXT, -- the number itself
	kind TEXT, -- v2-0203 type: MR medical record, SS social security, DL, PPN ...
	use TEXT, -- usual, official, temp, secondary, old
	assigner TEXT, -- who assigned it, in words
	at MOMENT, -- valid from
	until MOMENT, -- valid until
	source TEXT NOT NULL, origin TEXT, told MOMENT, said INTEGER,
	recorded MOMENT NOT NULL, batch REF batch, rev INTEGER NOT NULL
);
CREATE UNIQUE INDEX identifier_id ON identifier (id);
CREATE INDEX identifier_patient ON identifier (patient);
CREATE INDEX identifier_value ON identifier (value);

-- name: a name that a patient goes by, or went by, where there are several
CREATE TABLE name (
	id ID NOT NULL, -- the record's name
	patient REF patient, -- whose it is
	use TEXT, -- usual, official, temp, nickname, anonymous, old, maiden
	family TEXT, -- family name
	given TEXT, -- given names, in order
	prefix TEXT, -- Mr., Dr. and the like
	suffix TEXT, -- Jr., MD and the like
	text TEXT, -- the whole name, as the source says it
	at MOMENT, -- from when
	until MOMENT, -- until when
	source TEXT NOT NULL, origin TEXT, told MOMENT, said INTEGER,
	recorded MOMENT NOT NULL, batch REF batch, rev INTEGER NOT NULL
);
CREATE UNIQUE INDEX name_id ON name (id);
CREATE INDEX name_patient ON name (patient);

-- contact: a phone, mail address or other way to reach a patient
CREATE TABLE contact (
	id ID NOT NULL, -- the record's name
	patient REF patient, -- whose it is
	system TEXT
		CONSTRAINT system CHECK (system = 'phone' OR system = 'fax' OR
		system = 'email' OR system = 'pager' OR system = 'url' OR
		system = 'sms' OR system = 'other'), -- what it is
	value TEXT, -- the number or address
	use TEXT, -- home, work, temp, old, mobile
	rank INTEGER, -- 1 is tried first
	safe FLAG, -- false: not safe to use for health matters
	voicemail FLAG, -- false: leave no voicemail
	at MOMENT, -- valid from
	until MOMENT, -- valid until
	source TEXT NOT NULL, origin TEXT, told MOMENT, said INTEGER,
	recorded MOMENT NOT NULL, batch REF batch, rev INTEGER NOT NULL
);
CREATE UNIQUE INDEX contact_id ON contact (id);
CREATE INDEX contact_patient ON contact (patient);

-- address: a postal address of a patient
CREATE TABLE address (
	id ID NOT NULL, -- the record's name
	patient REF patient, -- whose it is
	use TEXT, -- home, work, temp, old, billing
	line TEXT, -- street lines
	city TEXT, -- city
	state TEXT, -- state
	zip TEXT, -- postal code
	country TEXT, -- country
	at MOMENT, -- valid from
	until MOMENT, -- valid until
	kind TEXT, -- postal: for letters; physical: to be visited; both
	district TEXT, -- county or district
	source TEXT NOT NULL, origin TEXT, told MOMENT, said INTEGER,
	recorded MOMENT NOT NULL, batch REF batch, rev INTEGER NOT NULL
);
CREATE UNIQUE INDEX address_id ON address (id);
CREATE INDEX address_patient ON address (patient);

-- related: a person around a patient: proxy, caregiver, next of kin
CREATE TABLE related (
	id ID NOT NULL, -- the record's name
	patient REF patient, -- whose relation it is
	family TEXT, -- family name
	given TEXT, -- given names
	relation TEXT, -- what they are to the patient, in words
	code TEXT, -- what they are to the patient, as a code
	phone TEXT, -- phone
	email TEXT, -- mail address
	proxy FLAG, -- may act for the patient
	at MOMENT, -- from when
	until MOMENT, -- until when
	sex TEXT, -- administrative sex
	birth MOMENT, -- date of birth
	language TEXT, -- language, BCP 47
	line TEXT, -- street lines
	city TEXT, -- city
	state TEXT, -- state
	zip TEXT, -- postal code
	organization REF organization, -- for whom they act, or which it is
	organization_name TEXT, -- the same, as the source says it
	active FLAG, -- false: the source uses this record no more
	source TEXT NOT NULL, origin TEXT, told MOMENT, said INTEGER,
	recorded MOMENT NOT NULL, batch REF batch, rev INTEGER NOT NULL
);
CREATE UNIQUE INDEX related_id ON related (id);
CREATE INDEX related_patient ON related (patient);

-- staff: a person or service of the hub, or a practitioner outside
CREATE TABLE staff (
	id ID NOT NULL, -- the record's name
	family TEXT, -- family name; the whole name of a service
	given TEXT, -- given names
	prefix TEXT, -- Dr. and the like
	kind TEXT
		CONSTRAINT kind CHECK (kind = 'person' OR kind = 'service' OR
		kind = 'outside'), -- who acts
	login TEXT, -- Unix login, for those who use the hub
	role TEXT, -- role in the hub: nurse, care-manager, chw ...
	specialty TEXT, -- specialty, in words
	npi TEXT, -- national provider identifier
	phone TEXT, -- phone
	email TEXT, -- mail address
	organization REF organization, -- where they work
	active FLAG, -- false: no longer here
	away_from MOMENT, -- away from
	away_until MOMENT, -- away until
	on_call FLAG, -- on call now
	cover REF staff, -- who covers while they are away
	suffix TEXT, -- MD, RN and the like
	line TEXT, -- street lines
	city TEXT, -- city
	state TEXT, -- state
	zip TEXT, -- postal code
	organization_name TEXT, -- where they work, as the source says it
	practitioner REF staff, -- who has this role, where the record is a role
	location REF location, -- where they are to be found
	at MOMENT, -- in this role from
	until MOMENT, -- in this role until
	source TEXT NOT NULL, origin TEXT, told MOMENT, said INTEGER,
	recorded MOMENT NOT NULL, batch REF batch, rev INTEGER NOT NULL
);
CREATE UNIQUE INDEX staff_id ON staff (id);
CREATE INDEX staff_login ON staff (login);

-- oncall: a time that somebody is on call: a row of a roster
CREATE TABLE oncall (
	id ID NOT NULL, -- the record's name
	staff REF staff, -- who is on call
	role TEXT, -- as what: nurse, physician ...; not said: in their own role
	at MOMENT, -- from when
	until MOMENT, -- until when
	status TEXT
		CONSTRAINT status CHECK (status = 'active' OR
		status = 'cancelled' OR status = 'entered-in-error'), -- whether it holds
	note TEXT, -- comment
	source TEXT NOT NULL, origin TEXT, told MOMENT, said INTEGER,
	recorded MOMENT NOT NULL, batch REF batch, rev INTEGER NOT NULL
);
CREATE UNIQUE INDEX oncall_id ON oncall (id);
CREATE INDEX oncall_until ON oncall (until);

-- team: somebody's place in a patient's care team
CREATE TABLE team (
	id ID NOT NULL, -- the record's name
	patient REF patient, -- whose team it is
	team TEXT, -- the team's name
	status TEXT
		CONSTRAINT status CHECK (status = 'proposed' OR
		status = 'active' OR status = 'suspended' OR
		status = 'inactive' OR status = 'entered-in-error'), -- of the team
	member ANYREF, -- who it is
	member_type TEXT, -- the type of `member`
	name TEXT, -- the member's name, as the source says it
	role TEXT, -- what they do in the team, in words
	code TEXT, -- what they do in the team, as a code
	at MOMENT, -- member from
	until MOMENT, -- member until
	careteam REF team, -- the care team that it is a place in
	organization REF organization, -- for whom they act there
	lead REF organization, -- the organization that runs the team
	reason TEXT, -- why there is a team
	source TEXT NOT NULL, origin TEXT, told MOMENT, said INTEGER,
	recorded MOMENT NOT NULL, batch REF batch, rev INTEGER NOT NULL
);
CREATE UNIQUE INDEX team_id ON team (id);
CREATE INDEX team_patient ON team (patient);
CREATE INDEX team_careteam ON team (careteam);

-- organization: a hospital, clinic, agency or payer
CREATE TABLE organization (
	id ID NOT NULL, -- the record's name
	name TEXT, -- name
	kind TEXT, -- what it is, organization-type
	parent REF organization, -- the organization that it is part of
	npi TEXT, -- national provider identifier
	phone TEXT, -- phone
	email TEXT, -- mail address
	line TEXT, -- street lines
	city TEXT, -- city
	state TEXT, -- state
	zip TEXT, -- postal code
	zone TEXT, -- time zone, IANA name
	calendar TEXT, -- name of its working calendar
	active FLAG, -- false: no longer in use
	source TEXT NOT NULL, origin TEXT, told MOMENT, said INTEGER,
	recorded MOMENT NOT NULL, batch REF batch, rev INTEGER NOT NULL
);
CREATE UNIQUE INDEX organization_id ON organization (id);

-- location: a place where care is given
CREATE TABLE location (
	id ID NOT NULL, -- the record's name
	name TEXT, -- name
	status TEXT
		CONSTRAINT status CHECK (status = 'active' OR
		status = 'suspended' OR status = 'inactive'), -- in use or not
	kind TEXT, -- what it is, in words
	organization REF organization, -- who runs it
	phone TEXT, -- phone
	line TEXT, -- street lines
	city TEXT, -- city
	state TEXT, -- state
	zip TEXT, -- postal code
	latitude REAL, -- degrees north
	longitude REAL, -- degrees east
	parent REF location, -- the place that it is part of
	zone TEXT, -- time zone, IANA name
	source TEXT NOT NULL, origin TEXT, told MOMENT, said INTEGER,
	recorded MOMENT NOT NULL, batch REF batch, rev INTEGER NOT NULL
);
CREATE UNIQUE INDEX location_id ON location (id);

-- preference: how a person wants to be spoken to and cared for
CREATE TABLE preference (
	id ID NOT NULL, -- the record's name
	patient REF patient, -- whose it is
	kind TEXT
		CONSTRAINT kind CHECK (kind = 'language' OR kind = 'channel' OR
		kind = 'quiet-from' OR kind = 'quiet-until' OR kind = 'wake' OR
		kind = 'sleep' OR kind = 'breakfast' OR kind = 'lunch' OR
		kind = 'dinner' OR kind = 'zone' OR
		kind = 'work-from' OR kind = 'work-until' OR
		kind = 'meal' OR kind = 'diet' OR kind = 'belief' OR
		kind = 'goal' OR kind = 'other'), -- what it is about
	value TEXT, -- in a word, or in their own words
	at MOMENT, -- since when
	source TEXT NOT NULL, origin TEXT, told MOMENT, said INTEGER,
	recorded MOMENT NOT NULL, batch REF batch, rev INTEGER NOT NULL
);
CREATE UNIQUE INDEX preference_id ON preference (id);
CREATE INDEX preference_patient ON preference (patient);

-- room chart: what happened to people

-- encounter: a visit, stay or contact
CREATE TABLE encounter (
	id ID NOT NULL, -- the record's name
	patient REF patient, -- who was seen
	status TEXT
		CONSTRAINT status CHECK (status = 'planned' OR
		status = 'arrived' OR status = 'triaged' OR
		status = 'in-progress' OR status = 'onleave' OR
		status = 'finished' OR status = 'cancelled' OR
		status = 'entered-in-error' OR status = 'unknown'), -- FHIR encounter-status
	class TEXT, -- v3-ActCode: AMB, EMER, IMP, OBSENC, HH, VR ...
	priority TEXT, -- v3-ActPriority: EL elective, EM emergency, UR urgent ...
	code TEXT, -- kind of visit, as a code
	system TEXT, -- code system of `code`
	name TEXT, -- kind of visit, in words
	at MOMENT, -- start
	until MOMENT, -- end
	reason_code TEXT, -- why, as a code
	reason TEXT, -- why, in words
	practitioner REF staff, -- who saw them
	practitioner_name TEXT, -- who saw them, as the source says it
	organization REF organization, -- whose visit it was
	location REF location, -- where
	location_name TEXT, -- where, as the source says it
	admit_source TEXT, -- from where they came, admit-source
	disposition TEXT, -- to where they went, discharge-disposition
	part_of REF encounter, -- the stay that it is part of
	appointment REF appointment, -- the appointment that it kept
	same_as REF encounter, -- the record of the same stay that counts
	reasons JSONTEXT, -- the records that say why
	participants JSONTEXT, -- all who took part
	disposition_name TEXT, -- to where they went, as the source says it
	readmission TEXT, -- that it is one, as the source says it
	destination ANYREF, -- the place where they went
	destination_type TEXT, -- the type of `destination`
	destination_name TEXT, -- the same, as the source says it
	referral REF referral, -- the order that it answers
	episode REF episode, -- the programme that it is part of
	source TEXT NOT NULL, origin TEXT, told MOMENT, said INTEGER,
	recorded MOMENT NOT NULL, batch REF batch, rev INTEGER NOT NULL
);
CREATE UNIQUE INDEX encounter_id ON encounter (id);
CREATE INDEX encounter_patient_at ON encounter (patient, at);
CREATE INDEX encounter_class_at ON encounter (class, at);
-- Stays alone, with all that measures ask of them: read without the table.
CREATE INDEX encounter_stay ON encounter (class, at, until, patient,
	disposition, priority, reason_code, organization, status, same_as, id)
	WHERE class = 'IMP' OR class = 'ACUTE';

-- condition: a problem, diagnosis or concern
CREATE TABLE condition (
	id ID NOT NULL, -- the record's name
	patient REF patient, -- who has it
	encounter REF encounter, -- where it was said
	status TEXT
		CONSTRAINT status CHECK (status = 'active' OR
		status = 'recurrence' OR status = 'relapse' OR
		status = 'inactive' OR status = 'remission' OR
		status = 'resolved'), -- FHIR condition-clinical
	verified TEXT
		CONSTRAINT verified CHECK (verified = 'unconfirmed' OR
		verified = 'provisional' OR verified = 'differential' OR
		verified = 'confirmed' OR verified = 'refuted' OR
		verified = 'entered-in-error'), -- FHIR condition-ver-status
	category TEXT, -- problem-list-item, encounter-diagnosis, health-concern ...
	code TEXT, -- what it is
	system TEXT, -- code system of `code`
	name TEXT, -- what it is, in words
	icd10 TEXT, -- what it is in ICD-10-CM, where the source says so
	severity TEXT, -- how bad, in words
	at MOMENT, -- onset
	until MOMENT, -- abated
	site TEXT, -- where in the body, in words
	stage TEXT, -- how far it has come, in words
	note TEXT, -- comment
	noted MOMENT, -- when it was written down
	recorder ANYREF, -- who wrote it down
	recorder_type TEXT, -- the type of `recorder`
	asserter ANYREF, -- who says so
	asserter_type TEXT, -- the type of `asserter`
	evidence JSONTEXT, -- the records that show it
	source TEXT NOT NULL, origin TEXT, told MOMENT, said INTEGER,
	recorded MOMENT NOT NULL, batch REF batch, rev INTEGER NOT NULL
);
CREATE UNIQUE INDEX condition_id ON condition (id);
CREATE INDEX condition_patient_at ON condition (patient, at);
CREATE INDEX condition_code_patient ON condition (code, patient);
CREATE INDEX condition_icd10_patient ON condition (icd10, patient)
	WHERE icd10 IS NOT NULL;

-- diagnosis: what a visit or stay was about, and in what part
CREATE TABLE diagnosis (
	id ID NOT NULL, -- the record's name
	patient REF patient, -- who was seen
	encounter REF encounter, -- the visit or stay
	status TEXT
		CONSTRAINT status CHECK (status = 'active' OR
		status = 'entered-in-error'), -- no more said: in error
	condition REF condition, -- the condition
	procedure REF procedure, -- the procedure, where it is one
	use TEXT, -- AD admission, DD discharge, CC chief complaint ...
	rank INTEGER, -- 1 is the first of its use
	name TEXT, -- what it is, as the source says it
	source TEXT NOT NULL, origin TEXT, told MOMENT, said INTEGER,
	recorded MOMENT NOT NULL, batch REF batch, rev INTEGER NOT NULL
);
CREATE UNIQUE INDEX diagnosis_id ON diagnosis (id);
CREATE INDEX diagnosis_patient ON diagnosis (patient);
CREATE INDEX diagnosis_encounter ON diagnosis (encounter);

-- observation: a result, vital sign, finding or answer
CREATE TABLE observation (
	id ID NOT NULL, -- the record's name
	patient REF patient, -- whom it is about
	encounter REF encounter, -- where it was made
	panel REF observation, -- the observation that it is a component of
	status TEXT
		CONSTRAINT status CHECK (status = 'registered' OR
		status = 'preliminary' OR status = 'final' OR
		status = 'amended' OR status = 'corrected' OR
		status = 'cancelled' OR status = 'entered-in-error' OR
		status = 'unknown'), -- FHIR observation-status
	category TEXT, -- vital-signs, laboratory, survey, social-history ...
	code TEXT, -- what was observed
	system TEXT, -- code system of `code`
	name TEXT, -- what was observed, in words
	at MOMENT, -- when it was so
	until MOMENT, -- end, where it took a while
	issued MOMENT, -- when the result was given out, where that is another time
	value REAL, -- the number, as sent
	compare TEXT, -- <, <=, >= or > before the number
	unit TEXT, -- its unit, as sent
	value_std REAL, -- the number in the code's standard unit
	unit_std TEXT, -- the code's standard unit, UCUM
	vcode TEXT, -- the value, as a code
	text TEXT, -- the value, in words
	missing TEXT, -- why there is no value, data-absent-reason
	flag TEXT, -- interpretation: H, L, HH, LL, A, N ...
	low REAL, -- low end of the reference range
	high REAL, -- high end of the reference range
	range TEXT, -- the reference range in words
	note TEXT, -- comment
	practitioner REF staff, -- who made it
	same_as REF observation, -- the record of the same result that counts
	site TEXT, -- where in the body, in words
	method TEXT, -- how it was found, in words
	members JSONTEXT, -- the observations that it groups
	derived JSONTEXT, -- the records that it was worked out from
	requests JSONTEXT, -- the orders that it answers
	focus ANYREF, -- whom or what it is about, where that is not the patient
	focus_type TEXT, -- the type of `focus`
	performer ANYREF, -- who made it, where that is nobody of the staff
	performer_type TEXT, -- the type of `performer`
	source TEXT NOT NULL, origin TEXT, told MOMENT, said INTEGER,
	recorded MOMENT NOT NULL, batch REF batch, rev INTEGER NOT NULL
);
CREATE UNIQUE INDEX observation_id ON observation (id);
CREATE INDEX observation_patient_at ON observation (patient, at);
CREATE INDEX observation_panel ON observation (panel) WHERE panel IS NOT NULL;

-- medication: a medicine ordered, given or stated
CREATE TABLE medication (
	id ID NOT NULL, -- the record's name
	patient REF patient, -- who takes it
	encounter REF encounter, -- where it was ordered
	status TEXT
		CONSTRAINT status CHECK (status = 'active' OR
		status = 'on-hold' OR status = 'cancelled' OR
		status = 'completed' OR status = 'entered-in-error' OR
		status = 'stopped' OR status = 'draft' OR
		status = 'unknown'), -- FHIR medicationrequest-status
	intent TEXT, -- proposal, plan, order ...
	prohibited FLAG, -- an order not to give it
	code TEXT, -- the medicine
	system TEXT, -- code system of `code`
	name TEXT, -- the medicine, in words
	at MOMENT, -- when it was ordered
	until MOMENT, -- when it ended
	dose DECIMALTEXT, -- amount each time
	dose_unit TEXT, -- unit of `dose`
	route TEXT, -- how it is taken
	sig TEXT, -- how to take it, in words
	as_needed FLAG, -- only when needed
	quantity DECIMALTEXT, -- amount dispensed
	days REAL, -- days' supply
	refills INTEGER, -- repeats allowed
	prescriber REF staff, -- who ordered it
	prescriber_name TEXT, -- who ordered it, as the source says it
	reason TEXT, -- why, in words
	reason_code TEXT, -- why, as a code
	condition REF condition, -- the condition it is for
	category TEXT, -- inpatient, outpatient, community, discharge
	medicine REF medicine, -- where the medicine is described
	dose_high DECIMALTEXT, -- the most of it, where a range is said
	site TEXT, -- where in the body
	method TEXT, -- how it is given: swallow, inject ...
	frequency INTEGER, -- how many times a period
	period DECIMALTEXT, -- how long that period is
	period_unit TEXT, -- its unit, UCUM: d, h, wk ...
	timing TEXT, -- at what times of the day: FHIR event-timing, or hours
	max TEXT, -- the most that may be taken, in words
	quantity_unit TEXT, -- unit of `quantity`
	asked_by ANYREF, -- who ordered or stated it, where that is nobody of the staff
	asked_by_type TEXT, -- the type of `asked_by`
	reported FLAG, -- told by somebody else than who ordered it
	reasons JSONTEXT, -- all records that say why
	stop_reason TEXT, -- why it is not taken, or stopped
	replaces REF medication, -- the order that it takes the place of
	note TEXT, -- comment
	source TEXT NOT NULL, origin TEXT, told MOMENT, said INTEGER,
	recorded MOMENT NOT NULL, batch REF batch, rev INTEGER NOT NULL
);
CREATE UNIQUE INDEX medication_id ON medication (id);
CREATE INDEX medication_patient_at ON medication (patient, at);
CREATE INDEX medication_medicine ON medication (medicine)
	WHERE medicine IS NOT NULL;

-- dosage: one step of how a medicine is taken, where there are several
CREATE TABLE dosage (
	id ID NOT NULL, -- the record's name
	patient REF patient, -- who takes it
	medication REF medication, -- the order that it is a step of
	step INTEGER, -- its number: steps of one number go together
	sig TEXT, -- the step, in words
	dose DECIMALTEXT, -- amount each time
	dose_high DECIMALTEXT, -- the most of it, where a range is said
	dose_unit TEXT, -- unit of `dose`
	route TEXT, -- how it is taken
	site TEXT, -- where in the body
	method TEXT, -- how it is given: swallow, inject ...
	frequency INTEGER, -- how many times a period
	period DECIMALTEXT, -- how long that period is
	period_unit TEXT, -- its unit, UCUM: d, h, wk ...
	timing TEXT, -- at what times of the day: FHIR event-timing, or hours
	as_needed FLAG, -- only when needed
	max TEXT, -- the most that may be taken, in words
	at MOMENT, -- from when
	until MOMENT, -- until when
	source TEXT NOT NULL, origin TEXT, told MOMENT, said INTEGER,
	recorded MOMENT NOT NULL, batch REF batch, rev INTEGER NOT NULL
);
CREATE UNIQUE INDEX dosage_id ON dosage (id);
CREATE INDEX dosage_patient ON dosage (patient);
CREATE INDEX dosage_medication ON dosage (medication);

-- medicine: a medicine as such: what an order may refer to
CREATE TABLE medicine (
	id ID NOT NULL, -- the record's name
	status TEXT
		CONSTRAINT status CHECK (status = 'active' OR
		status = 'inactive' OR
		status = 'entered-in-error'), -- FHIR medication-status
	code TEXT, -- what it is
	system TEXT, -- code system of `code`
	name TEXT, -- what it is, in words
	form TEXT, -- tablet, solution ...
	ingredients TEXT, -- what is in it, in words
	amount DECIMALTEXT, -- how much is in a package
	unit TEXT, -- unit of `amount`
	maker REF organization, -- who makes it
	lot TEXT, -- lot number
	expires MOMENT, -- when that lot expires
	source TEXT NOT NULL, origin TEXT, told MOMENT, said INTEGER,
	recorded MOMENT NOT NULL, batch REF batch, rev INTEGER NOT NULL
);
CREATE UNIQUE INDEX medicine_id ON medicine (id);

-- allergy: an allergy or intolerance
CREATE TABLE allergy (
	id ID NOT NULL, -- the record's name
	patient REF patient, -- who has it
	encounter REF encounter, -- where it was said
	status TEXT
		CONSTRAINT status CHECK (status = 'active' OR
		status = 'inactive' OR status = 'resolved'), -- FHIR allergyintolerance-clinical
	verified TEXT
		CONSTRAINT verified CHECK (verified = 'unconfirmed' OR
		verified = 'presumed' OR verified = 'confirmed' OR
		verified = 'refuted' OR verified = 'entered-in-error'), -- FHIR allergyintolerance-verification
	kind TEXT, -- allergy or intolerance
	category TEXT, -- food, medication, environment, biologic
	criticality TEXT, -- low, high, unable-to-assess
	code TEXT, -- to what
	system TEXT, -- code system of `code`
	name TEXT, -- to what, in words
	reaction TEXT, -- what happens, in words
	severity TEXT, -- mild, moderate, severe
	at MOMENT, -- onset, or since when it is known
	until MOMENT, -- until
	last MOMENT, -- when it last happened
	noted MOMENT, -- when it was written down
	recorder ANYREF, -- who wrote it down
	recorder_type TEXT, -- the type of `recorder`
	asserter ANYREF, -- who says so
	asserter_type TEXT, -- the type of `asserter`
	note TEXT, -- comment
	source TEXT NOT NULL, origin TEXT, told MOMENT, said INTEGER,
	recorded MOMENT NOT NULL, batch REF batch, rev INTEGER NOT NULL
);
CREATE UNIQUE INDEX allergy_id ON allergy (id);
CREATE INDEX allergy_patient_at ON allergy (patient, at);

-- procedure: something done to or for a patient
CREATE TABLE procedure (
	id ID NOT NULL, -- the record's name
	patient REF patient, -- to whom
	encounter REF encounter, -- where
	status TEXT
		CONSTRAINT status CHECK (status = 'preparation' OR
		status = 'in-progress' OR status = 'not-done' OR
		status = 'on-hold' OR status = 'stopped' OR
		status = 'completed' OR status = 'entered-in-error' OR
		status = 'unknown'), -- FHIR event-status
	category TEXT, -- category, as a code
	code TEXT, -- what was done
	system TEXT, -- code system of `code`
	name TEXT, -- what was done, in words
	at MOMENT, -- start
	until MOMENT, -- end
	reason TEXT, -- why, in words
	reason_code TEXT, -- why, as a code
	practitioner REF staff, -- who did it
	location REF location, -- where
	reasons JSONTEXT, -- the records that say why
	stop_reason TEXT, -- why it was not done, or stopped
	occurred TEXT, -- when, in words, where there is no date
	noted MOMENT, -- when it was written down
	site TEXT, -- where in the body, in words
	outcome TEXT, -- what came of it
	follow_up TEXT, -- what is to be done after it
	note TEXT, -- comment
	requests JSONTEXT, -- the orders that it answers
	part_of REF procedure, -- the procedure that it is part of
	performer ANYREF, -- who did it, where that is nobody of the staff
	performer_type TEXT, -- the type of `performer`
	source TEXT NOT NULL, origin TEXT, told MOMENT, said INTEGER,
	recorded MOMENT NOT NULL, batch REF batch, rev INTEGER NOT NULL
);
CREATE UNIQUE INDEX procedure_id ON procedure (id);
CREATE INDEX procedure_patient_at ON procedure (patient, at);

-- immunization: a vaccine given or refused
CREATE TABLE immunization (
	id ID NOT NULL, -- the record's name
	patient REF patient, -- to whom
	encounter REF encounter, -- where
	status TEXT
		CONSTRAINT status CHECK (status = 'completed' OR
		status = 'entered-in-error' OR status = 'not-done'), -- FHIR immunization-status
	code TEXT, -- the vaccine
	system TEXT, -- code system of `code`
	name TEXT, -- the vaccine, in words
	at MOMENT, -- when
	lot TEXT, -- lot number
	dose TEXT, -- number in its series
	reason TEXT, -- why it was not done
	primary_source FLAG, -- told by those who gave it
	occurred TEXT, -- when, in words, where there is no date
	noted MOMENT, -- when it was written down
	subpotent FLAG, -- it may not work: the dose was damaged or too small
	site TEXT, -- where in the body
	route TEXT, -- how it was given
	quantity DECIMALTEXT, -- how much was given
	unit TEXT, -- unit of `quantity`
	maker TEXT, -- who made it, as the source says it
	expires MOMENT, -- when that lot expires
	practitioner REF staff, -- who gave it
	location REF location, -- where
	note TEXT, -- comment
	source TEXT NOT NULL, origin TEXT, told MOMENT, said INTEGER,
	recorded MOMENT NOT NULL, batch REF batch, rev INTEGER NOT NULL
);
CREATE UNIQUE INDEX immunization_id ON immunization (id);
CREATE INDEX immunization_patient_at ON immunization (patient, at);

-- report: a diagnostic report over several results
CREATE TABLE report (
	id ID NOT NULL, -- the record's name
	patient REF patient, -- whom it is about
	encounter REF encounter, -- where
	status TEXT
		CONSTRAINT status CHECK (status = 'registered' OR
		status = 'partial' OR status = 'preliminary' OR
		status = 'final' OR status = 'amended' OR
		status = 'corrected' OR status = 'appended' OR
		status = 'cancelled' OR status = 'entered-in-error' OR
		status = 'unknown'), -- FHIR diagnostic-report-status
	category TEXT, -- LAB, RAD ...
	code TEXT, -- what it is
	system TEXT, -- code system of `code`
	name TEXT, -- what it is, in words
	at MOMENT, -- when the findings were so
	until MOMENT, -- end, where it took a while
	issued MOMENT, -- when it was given out
	conclusion TEXT, -- conclusion, in words
	practitioner REF staff, -- who answers for it
	performer ANYREF, -- who made it, where that is nobody of the staff
	performer_type TEXT, -- the type of `performer`
	results JSONTEXT, -- the observations that it reports
	requests JSONTEXT, -- the orders that it answers
	format TEXT, -- media type of the report itself
	url TEXT, -- where the report itself is kept
	forms JSONTEXT, -- all places where it is kept, and its pictures
	source TEXT NOT NULL, origin TEXT, told MOMENT, said INTEGER,
	recorded MOMENT NOT NULL, batch REF batch, rev INTEGER NOT NULL
);
CREATE UNIQUE INDEX report_id ON report (id);
CREATE INDEX report_patient_at ON report (patient, at);

-- document: a document about a patient; the hub keeps where it is, not the file
CREATE TABLE document (
	id ID NOT NULL, -- the record's name
	patient REF patient, -- whom it is about
	encounter REF encounter, -- where
	status TEXT
		CONSTRAINT status CHECK (status = 'current' OR
		status = 'superseded' OR status = 'entered-in-error'), -- FHIR document-reference-status
	category TEXT, -- category, as a code
	code TEXT, -- what it is
	system TEXT, -- code system of `code`
	name TEXT, -- what it is, in words
	at MOMENT, -- date
	format TEXT, -- media type
	url TEXT, -- where it is kept
	author REF staff, -- who wrote it
	until MOMENT, -- until when, where it is about a while
	state TEXT, -- preliminary, final, amended: the text's own state
	urls JSONTEXT, -- all places where it is kept
	replaces REF document, -- the document that it takes the place of
	about JSONTEXT, -- the records that it is about
	authors JSONTEXT, -- all who wrote it
	custodian REF organization, -- who keeps it
	source TEXT NOT NULL, origin TEXT, told MOMENT, said INTEGER,
	recorded MOMENT NOT NULL, batch REF batch, rev INTEGER NOT NULL
);
CREATE UNIQUE INDEX document_id ON document (id);
CREATE INDEX document_patient_at ON document (patient, at);

-- device: a device that a patient has
CREATE TABLE device (
	id ID NOT NULL, -- the record's name
	patient REF patient, -- who has it
	status TEXT
		CONSTRAINT status CHECK (status = 'active' OR
		status = 'inactive' OR status = 'entered-in-error' OR
		status = 'unknown'), -- FHIR device-status
	code TEXT, -- what it is
	system TEXT, -- code system of `code`
	name TEXT, -- what it is, in words
	at MOMENT, -- from when
	until MOMENT, -- until when
	serial TEXT, -- serial number
	udi TEXT, -- unique device identifier
	identifier TEXT, -- its kind's part of `udi`
	lot TEXT, -- lot number
	made MOMENT, -- when it was made
	expires MOMENT, -- when it expires
	maker TEXT, -- who made it
	model TEXT, -- model
	reason TEXT, -- why it is in this status
	note TEXT, -- comment
	source TEXT NOT NULL, origin TEXT, told MOMENT, said INTEGER,
	recorded MOMENT NOT NULL, batch REF batch, rev INTEGER NOT NULL
);
CREATE UNIQUE INDEX device_id ON device (id);
CREATE INDEX device_patient_at ON device (patient, at);

-- coverage: who pays for a patient's care
CREATE TABLE coverage (
	id ID NOT NULL, -- the record's name
	patient REF patient, -- who is covered
	status TEXT
		CONSTRAINT status CHECK (status = 'active' OR
		status = 'cancelled' OR status = 'draft' OR
		status = 'entered-in-error'), -- FHIR fm-status
	kind TEXT, -- kind of plan, in words
	payer REF organization, -- who pays
	payer_name TEXT, -- who pays, as the source says it
	member TEXT, -- member number
	at MOMENT, -- from when
	until MOMENT, -- until when
	code TEXT, -- kind of plan, as a code
	system TEXT, -- code system of `code`
	subscriber ANYREF, -- whose contract it is
	subscriber_type TEXT, -- the type of `subscriber`
	relationship TEXT, -- what the patient is to the subscriber: self, child ...
	group_code TEXT, -- number of the group
	group_name TEXT, -- name of the group
	plan_code TEXT, -- number of the plan
	plan_name TEXT, -- name of the plan
	rank INTEGER, -- 1 pays first
	source TEXT NOT NULL, origin TEXT, told MOMENT, said INTEGER,
	recorded MOMENT NOT NULL, batch REF batch, rev INTEGER NOT NULL
);
CREATE UNIQUE INDEX coverage_id ON coverage (id);
CREATE INDEX coverage_patient_at ON coverage (patient, at);

-- episode: a programme that a patient is enrolled in
CREATE TABLE episode (
	id ID NOT NULL, -- the record's name
	patient REF patient, -- who
	status TEXT
		CONSTRAINT status CHECK (status = 'planned' OR
		status = 'waitlist' OR status = 'active' OR
		status = 'onhold' OR status = 'finished' OR
		status = 'cancelled' OR status = 'entered-in-error'), -- FHIR episode-of-care-status
	kind TEXT, -- the programme
	at MOMENT, -- from when
	until MOMENT, -- until when
	manager REF staff, -- care manager
	organization REF organization, -- who runs it
	reason TEXT, -- why it was declined or closed
	code TEXT, -- the programme, as a code
	system TEXT, -- code system of `code`
	teams JSONTEXT, -- the care teams
	conditions JSONTEXT, -- the conditions that it is about
	referral REF referral, -- the order that began it
	source TEXT NOT NULL, origin TEXT, told MOMENT, said INTEGER,
	recorded MOMENT NOT NULL, batch REF batch, rev INTEGER NOT NULL
);
CREATE UNIQUE INDEX episode_id ON episode (id);
CREATE INDEX episode_patient_at ON episode (patient, at);

-- coding: a further code of a record's field, beside the one that it holds
CREATE TABLE coding (
	id ID NOT NULL, -- the record's name: it follows from record, field, system and code
	patient REF patient, -- whom that record is about
	record ANYREF, -- the record
	record_type TEXT, -- the type of `record`
	field TEXT, -- which of its fields: code, vcode, reason_code ...
	place INTEGER, -- its place in the source's list, from 1
	system TEXT, -- code system of `code`
	code TEXT, -- the code
	name TEXT, -- what it means, in words
	source TEXT NOT NULL, origin TEXT, told MOMENT, said INTEGER,
	recorded MOMENT NOT NULL, batch REF batch, rev INTEGER NOT NULL
);
CREATE UNIQUE INDEX coding_id ON coding (id);
CREATE INDEX coding_record ON coding (record, field, code);
-- Code sets lead: all that a set asks of a coding, without the table.
CREATE INDEX coding_code ON coding (code, record_type, field, system, record);

-- room care: what the hub does about it

-- plan: a care plan
CREATE TABLE plan (
	id ID NOT NULL, -- the record's name
	patient REF patient, -- whose plan
	encounter REF encounter, -- where it was made
	status TEXT
		CONSTRAINT status CHECK (status = 'draft' OR
		status = 'active' OR status = 'on-hold' OR
		status = 'revoked' OR status = 'completed' OR
		status = 'entered-in-error' OR status = 'unknown'), -- FHIR request-status
	intent TEXT, -- proposal, plan, order, option
	code TEXT, -- what kind, as a code
	system TEXT, -- code system of `code`
	title TEXT, -- what it is called
	at MOMENT, -- from when
	until MOMENT, -- until when
	author REF staff, -- who answers for it
	reason TEXT, -- what it is for, in words
	reason_code TEXT, -- what it is for, as a code
	template TEXT, -- the template it was made from
	template_version TEXT, -- version of the template
	template_hash TEXT, -- SHA-256 of the template
	about ANYREF, -- the record that it was made about
	about_type TEXT, -- the type of `about`
	red_flags JSONTEXT, -- when to call whom: [{"level":"911","text":"..."}]
	review MOMENT, -- to be reviewed by
	reviewed MOMENT, -- when it was last reviewed
	closing TEXT, -- why it was held or closed
	authors JSONTEXT, -- all who made it
	conditions JSONTEXT, -- the records that it is about
	goals JSONTEXT, -- the goals that it has
	teams JSONTEXT, -- the care teams that do it
	part_of REF plan, -- the plan that it is part of
	replaces REF plan, -- the plan that it takes the place of
	detail TEXT, -- more about it
	source TEXT NOT NULL, origin TEXT, told MOMENT, said INTEGER,
	recorded MOMENT NOT NULL, batch REF batch, rev INTEGER NOT NULL
);
CREATE UNIQUE INDEX plan_id ON plan (id);
CREATE INDEX plan_patient_at ON plan (patient, at);

-- goal: what a patient wants to reach
CREATE TABLE goal (
	id ID NOT NULL, -- the record's name
	patient REF patient, -- whose goal
	plan REF plan, -- of which plan
	item TEXT, -- its name in the plan's template
	status TEXT
		CONSTRAINT status CHECK (status = 'proposed' OR
		status = 'planned' OR status = 'accepted' OR
		status = 'active' OR status = 'on-hold' OR
		status = 'completed' OR status = 'cancelled' OR
		status = 'entered-in-error' OR status = 'rejected'), -- FHIR goal-status
	achievement TEXT
		CONSTRAINT achievement CHECK (achievement = 'in-progress' OR
		achievement = 'improving' OR achievement = 'worsening' OR
		achievement = 'no-change' OR achievement = 'achieved' OR
		achievement = 'sustaining' OR achievement = 'not-achieved' OR
		achievement = 'no-progress' OR
		achievement = 'not-attainable'), -- FHIR goal-achievement
	code TEXT, -- what kind, as a code
	system TEXT, -- code system of `code`
	title TEXT, -- the goal, in words
	own_words TEXT, -- the goal in the patient's own words
	priority TEXT, -- high-priority, medium-priority, low-priority
	measure TEXT, -- code of the observation that shows it
	compare TEXT
		CONSTRAINT compare CHECK (compare = '<' OR compare = '<=' OR
		compare = '>=' OR compare = '>'), -- how it is held against its one end; not said: ends count
	low REAL, -- lowest value that reaches it
	high REAL, -- highest value that reaches it
	unit TEXT, -- unit of `low` and `high`
	at MOMENT, -- from when
	due MOMENT, -- by when
	conditions JSONTEXT, -- the records that it is about
	target TEXT, -- what is to be reached, in words, where it is no number
	outcome TEXT, -- what came of it
	outcomes JSONTEXT, -- the records that show what came of it
	said_by ANYREF, -- whose goal it was first
	said_by_type TEXT, -- the type of `said_by`
	reason TEXT, -- why it is in this status
	source TEXT NOT NULL, origin TEXT, told MOMENT, said INTEGER,
	recorded MOMENT NOT NULL, batch REF batch, rev INTEGER NOT NULL
);
CREATE UNIQUE INDEX goal_id ON goal (id);
CREATE INDEX goal_patient ON goal (patient);
CREATE INDEX goal_plan ON goal (plan);

-- activity: something that a plan says shall be done
CREATE TABLE activity (
	id ID NOT NULL, -- the record's name
	patient REF patient, -- for whom
	plan REF plan, -- of which plan
	goal REF goal, -- for which goal
	item TEXT, -- its name in the plan's template
	status TEXT
		CONSTRAINT status CHECK (status = 'not-started' OR
		status = 'scheduled' OR status = 'in-progress' OR
		status = 'on-hold' OR status = 'completed' OR
		status = 'cancelled' OR status = 'stopped' OR
		status = 'unknown' OR status = 'entered-in-error'), -- FHIR care-plan-activity-status
	kind TEXT, -- visit, call, lab, teach, self, medicine ...
	code TEXT, -- what, as a code
	system TEXT, -- code system of `code`
	title TEXT, -- what, in words
	role TEXT, -- who is to do it
	every TEXT, -- how often: 1w, 3m ...; not said: once
	every_met TEXT, -- how often while its goal is reached
	opens INTEGER, -- days before it is due that its window opens
	closes INTEGER, -- days after it is due that its window closes
	timing TEXT, -- when in the person's day: FHIR event-timing, WAKE, CM, HS ...
	shift INTEGER, -- minutes from `timing`: before it for AC, HS; else after
	priority TEXT
		CONSTRAINT priority CHECK (priority = 'routine' OR
		priority = 'urgent' OR priority = 'asap' OR
		priority = 'stat'), -- how soon
	needs TEXT, -- evidence that it was done, as task.needs
	at MOMENT, -- when it is first due
	until MOMENT, -- until when
	about ANYREF, -- the order or appointment that does it
	about_type TEXT, -- the type of `about`
	goals JSONTEXT, -- all goals that it is for
	prohibited FLAG, -- not to be done
	performer ANYREF, -- who is to do it
	performer_type TEXT, -- the type of `performer`
	performer_name TEXT, -- the same, as the source says it
	schedule TEXT, -- how often, in words, where `every` cannot say it
	reason TEXT, -- why, or why it is in this status
	reasons JSONTEXT, -- the records that say why
	detail TEXT, -- more about it
	source TEXT NOT NULL, origin TEXT, told MOMENT, said INTEGER,
	recorded MOMENT NOT NULL, batch REF batch, rev INTEGER NOT NULL
);
CREATE UNIQUE INDEX activity_id ON activity (id);
CREATE INDEX activity_patient ON activity (patient);
CREATE INDEX activity_plan ON activity (plan);

-- ack: that somebody saw a record, up to a change of it
CREATE TABLE ack (
	id ID NOT NULL, -- the record's name
	patient REF patient, -- whom it is about
	about ANYREF, -- what was seen
	about_type TEXT, -- the type of `about`
	staff REF staff, -- who saw it
	seen INTEGER, -- the journal's last row about it that was there to be seen
	at MOMENT, -- when
	word TEXT, -- what was signed: seen, unless it says taken, carried ...
	detail TEXT, -- more about it
	source TEXT NOT NULL, origin TEXT, told MOMENT, said INTEGER,
	recorded MOMENT NOT NULL, batch REF batch, rev INTEGER NOT NULL
);
CREATE UNIQUE INDEX ack_id ON ack (id);
CREATE INDEX ack_about ON ack (about);

-- task: a piece of work for a person, a role or a team
CREATE TABLE task (
	id ID NOT NULL, -- the record's name
	patient REF patient, -- whom it is about
	status TEXT
		CONSTRAINT status CHECK (status = 'draft' OR
		status = 'requested' OR status = 'received' OR
		status = 'accepted' OR status = 'rejected' OR
		status = 'ready' OR status = 'cancelled' OR
		status = 'in-progress' OR status = 'on-hold' OR
		status = 'failed' OR status = 'completed' OR
		status = 'entered-in-error'), -- FHIR task-status
	priority TEXT
		CONSTRAINT priority CHECK (priority = 'routine' OR
		priority = 'urgent' OR priority = 'asap' OR
		priority = 'stat'), -- how soon
	kind TEXT, -- what kind of work: follow-up, call, review ...
	title TEXT, -- what is to be done
	detail TEXT, -- more about it
	owner REF staff, -- who does it
	role TEXT, -- role it waits for, while nobody has it
	team TEXT, -- team it waits for
	requester REF staff, -- who asked for it
	about ANYREF, -- the record that it came from
	about_type TEXT, -- the type of `about`
	plan REF plan, -- the plan it belongs to
	activity REF activity, -- the activity it does
	part_of REF task, -- the task it is part of
	at MOMENT, -- when it was made
	start MOMENT, -- not before
	due MOMENT, -- to be done by
	until MOMENT, -- pointless after
	begun MOMENT, -- when the work began
	done MOMENT, -- when it was first finished
	reason TEXT, -- why it waits, failed or was cancelled
	needs TEXT, -- evidence to be given when it is done: TYPE [FIELD=VALUE]
	evidence ANYREF, -- the record that shows it was done
	evidence_type TEXT, -- the type of `evidence`
	outcome TEXT, -- what came of it
	prohibited FLAG, -- not to be done
	performer ANYREF, -- who does it, where that is nobody of the staff
	performer_type TEXT, -- the type of `performer`
	asked_by ANYREF, -- who asked for it, where that is nobody of the staff
	asked_by_type TEXT, -- the type of `asked_by`
	encounter REF encounter, -- where it came up
	intent TEXT, -- proposal, plan, order ...
	requests JSONTEXT, -- the orders that it carries out
	source TEXT NOT NULL, origin TEXT, told MOMENT, said INTEGER,
	recorded MOMENT NOT NULL, batch REF batch, rev INTEGER NOT NULL
);
CREATE UNIQUE INDEX task_id ON task (id);
CREATE INDEX task_patient ON task (patient);
CREATE INDEX task_owner_status ON task (owner, status);
CREATE INDEX task_status_due ON task (status, due);
CREATE INDEX task_role_status ON task (role, status);
CREATE INDEX task_about ON task (about) WHERE about IS NOT NULL;
CREATE INDEX task_activity ON task (activity) WHERE activity IS NOT NULL;

-- alert: something that somebody must look at
CREATE TABLE alert (
	id ID NOT NULL, -- the record's name
	patient REF patient, -- whom it is about
	status TEXT
		CONSTRAINT status CHECK (status = 'new' OR
		status = 'notified' OR status = 'acknowledged' OR
		status = 'resolved' OR status = 'expired' OR
		status = 'suppressed'), -- where it stands
	level TEXT
		CONSTRAINT level CHECK (level = 'info' OR level = 'warning' OR
		level = 'urgent' OR level = 'critical'), -- how serious
	rule TEXT, -- the rule that raised it
	rule_version TEXT, -- its version
	rule_hash TEXT, -- SHA-256 of the rule
	title TEXT, -- what it says
	about ANYREF, -- the record that it came from
	about_type TEXT, -- the type of `about`
	step INTEGER, -- how far it was escalated
	owner REF staff, -- who looks at it
	role TEXT, -- role it waits for
	at MOMENT, -- when it was raised
	notified MOMENT, -- when somebody was told
	acknowledged MOMENT, -- when somebody answered
	resolved MOMENT, -- when it was settled
	reason TEXT, -- why it was resolved or suppressed
	why TEXT, -- why it was raised, in words
	ladder TEXT, -- the ladder that it climbs; not said: its level's
	needs TEXT
		CONSTRAINT needs CHECK (needs = 'read-back'), -- what an answer must give
	read_back MOMENT, -- when the value was read back, and was right
	climbed MOMENT, -- when it was last escalated
	source TEXT NOT NULL, origin TEXT, told MOMENT, said INTEGER,
	recorded MOMENT NOT NULL, batch REF batch, rev INTEGER NOT NULL
);
CREATE UNIQUE INDEX alert_id ON alert (id);
CREATE INDEX alert_patient ON alert (patient);
CREATE INDEX alert_status_at ON alert (status, at);
CREATE INDEX alert_role_status ON alert (role, status);
CREATE INDEX alert_about ON alert (about);

-- occurrence: a time that a rule's condition held, from its beginning to its end
CREATE TABLE occurrence (
	id ID NOT NULL, -- the record's name
	patient REF patient, -- about whom
	rule TEXT, -- the rule
	rule_version TEXT, -- its version
	rule_hash TEXT, -- SHA-256 of the rule
	status TEXT
		CONSTRAINT status CHECK (status = 'open' OR
		status = 'settled'), -- whether it still goes on
	about ANYREF, -- the record that it is about
	about_type TEXT, -- the type of `about`
	item TEXT, -- which of several about the same: what `once` names beside it
	why TEXT, -- why the rule fired, in words
	at MOMENT, -- when the condition became true
	seen MOMENT, -- when it was last true
	times INTEGER, -- how often it was seen
	settled MOMENT, -- when it was over
	reason TEXT, -- why it was over, in a word
	made ANYREF, -- the record that it led to
	made_type TEXT, -- the type of `made`
	compared FLAG, -- outside the pilot: noticed, and nothing was done
	source TEXT NOT NULL, origin TEXT, told MOMENT, said INTEGER,
	recorded MOMENT NOT NULL, batch REF batch, rev INTEGER NOT NULL
);
CREATE UNIQUE INDEX occurrence_id ON occurrence (id);
CREATE INDEX occurrence_patient ON occurrence (patient);
CREATE INDEX occurrence_rule_status ON occurrence (rule, status);

-- decision: what somebody decided: of a finding, or of a medicine after a stay
CREATE TABLE decision (
	id ID NOT NULL, -- the record's name
	patient REF patient, -- for whom
	encounter REF encounter, -- after which stay
	task REF task, -- the work that it is part of
	kind TEXT, -- that of the finding; medicine, reconciliation
	item TEXT, -- the finding: the row of its table
	name TEXT, -- what it is about, in words
	decision TEXT
		CONSTRAINT decision CHECK (decision = 'override' OR
		decision = 'keep' OR decision = 'stop' OR
		decision = 'change' OR decision = 'new'), -- what was decided
	first ANYREF, -- the record that it is about; a medicine's order before the stay
	first_type TEXT, -- the type of `first`
	second ANYREF, -- the other record, where there are two; the order after the stay
	second_type TEXT, -- the type of `second`
	basis TEXT, -- a hash of what it rested on: with another it is asked again
	reason TEXT, -- why, in a word
	staff REF staff, -- who decided
	at MOMENT, -- when
	source TEXT NOT NULL, origin TEXT, told MOMENT, said INTEGER,
	recorded MOMENT NOT NULL, batch REF batch, rev INTEGER NOT NULL
);
CREATE UNIQUE INDEX decision_id ON decision (id);
CREATE INDEX decision_patient ON decision (patient);
CREATE INDEX decision_encounter ON decision (encounter)
	WHERE encounter IS NOT NULL;

-- referral: an order that sends a patient to somebody else
CREATE TABLE referral (
	id ID NOT NULL, -- the record's name
	patient REF patient, -- who is sent
	encounter REF encounter, -- where it was ordered
	status TEXT
		CONSTRAINT status CHECK (status = 'draft' OR
		status = 'active' OR status = 'on-hold' OR
		status = 'revoked' OR status = 'completed' OR
		status = 'entered-in-error' OR status = 'unknown'), -- FHIR request-status
	stage TEXT
		CONSTRAINT stage CHECK (stage = 'created' OR
		stage = 'consent-ok' OR stage = 'sent' OR
		stage = 'delivered' OR stage = 'received' OR
		stage = 'accepted' OR stage = 'scheduled' OR
		stage = 'served' OR stage = 'report-received' OR
		stage = 'reviewed' OR stage = 'closed' OR stage = 'rejected' OR
		stage = 'no-capacity' OR stage = 'not-eligible' OR
		stage = 'cannot-contact' OR stage = 'client-declined' OR
		stage = 'no-show' OR stage = 'redirected' OR
		stage = 'expired' OR stage = 'cancelled'), -- where in the loop it is
	intent TEXT, -- proposal, plan, order ...
	category TEXT, -- clinical specialty or social service: transport, food, housing ...
	code TEXT, -- what is asked for
	system TEXT, -- code system of `code`
	title TEXT, -- what is asked for, in words
	priority TEXT
		CONSTRAINT priority CHECK (priority = 'routine' OR
		priority = 'urgent' OR priority = 'asap' OR
		priority = 'stat'), -- how soon
	at MOMENT, -- when it was ordered
	due MOMENT, -- to be served by
	requester REF staff, -- who sends
	performer ANYREF, -- who receives
	performer_type TEXT, -- the type of `performer`
	service REF service, -- the service of the directory
	need REF need, -- the need it answers
	about ANYREF, -- the record that it came from
	about_type TEXT, -- the type of `about`
	reason TEXT, -- why, in words
	reason_code TEXT, -- why, as a code
	prohibited FLAG, -- not to be done
	detail TEXT, -- more about it
	instruction TEXT, -- what the patient is told to do
	site TEXT, -- where in the body, in words
	schedule TEXT, -- how often, in words
	start MOMENT, -- not before
	asked_by ANYREF, -- who sends, where that is nobody of the staff
	asked_by_type TEXT, -- the type of `asked_by`
	requester_name TEXT, -- who sends, as the source says it
	performer_name TEXT, -- who receives, as the source says it
	performers JSONTEXT, -- all who receive
	reasons JSONTEXT, -- all records that say why
	requests JSONTEXT, -- the plans and orders that it carries out
	replaces REF referral, -- the order that it takes the place of
	owner REF staff, -- who sees to it here
	role TEXT, -- role that sees to it, while nobody has it
	stage_reason TEXT
		CONSTRAINT stage_reason CHECK (stage_reason = 'capacity' OR
		stage_reason = 'not-eligible' OR
		stage_reason = 'out-of-area' OR
		stage_reason = 'missing-documents' OR
		stage_reason = 'client-declined' OR
		stage_reason = 'cannot-contact' OR
		stage_reason = 'duplicate' OR stage_reason = 'died' OR
		stage_reason = 'other'), -- why it is in its stage: turned away, ended
	outcome TEXT
		CONSTRAINT outcome CHECK (outcome = 'got-help' OR
		outcome = 'partly' OR outcome = 'no-help' OR
		outcome = 'seen'), -- what came of it for the patient
	sent MOMENT, -- when it was sent
	answered MOMENT, -- when they first said yes or no
	scheduled MOMENT, -- when they first gave a time
	served MOMENT, -- when the patient was seen, or got help
	reported MOMENT, -- when their report came
	reviewed MOMENT, -- when the report was read
	closed MOMENT, -- when it was over
	report ANYREF, -- the record that reports
	report_type TEXT, -- the type of `report`
	consent REF consent, -- the consent on which it was sent
	source TEXT NOT NULL, origin TEXT, told MOMENT, said INTEGER,
	recorded MOMENT NOT NULL, batch REF batch, rev INTEGER NOT NULL
);
CREATE UNIQUE INDEX referral_id ON referral (id);
CREATE INDEX referral_patient ON referral (patient);
CREATE INDEX referral_status ON referral (status);
CREATE INDEX referral_replaces ON referral (replaces)
	WHERE replaces IS NOT NULL;

-- need: a social need or barrier
CREATE TABLE need (
	id ID NOT NULL, -- the record's name
	patient REF patient, -- whose it is
	status TEXT
		CONSTRAINT status CHECK (status = 'identified' OR
		status = 'confirmed' OR status = 'addressed' OR
		status = 'resolved' OR status = 'refused' OR
		status = 'entered-in-error'), -- where it stands
	category TEXT, -- transport, food, housing, utilities, safety ...
	code TEXT, -- what it is, as a code
	system TEXT, -- code system of `code`
	title TEXT, -- what it is, in words
	about ANYREF, -- the record that it came from
	about_type TEXT, -- the type of `about`
	at MOMENT, -- since when
	until MOMENT, -- until when
	answered MOMENT, -- when it was last asked about
	ended MOMENT, -- when it was resolved or refused
	reason TEXT, -- why it was refused or resolved, in a word
	sensitive FLAG, -- not for proxies and caregivers to see
	source TEXT NOT NULL, origin TEXT, told MOMENT, said INTEGER,
	recorded MOMENT NOT NULL, batch REF batch, rev INTEGER NOT NULL
);
CREATE UNIQUE INDEX need_id ON need (id);
CREATE INDEX need_patient ON need (patient);

-- appointment: a time agreed with a patient
CREATE TABLE appointment (
	id ID NOT NULL, -- the record's name
	patient REF patient, -- who comes
	status TEXT
		CONSTRAINT status CHECK (status = 'proposed' OR
		status = 'pending' OR status = 'booked' OR
		status = 'arrived' OR status = 'checked-in' OR
		status = 'fulfilled' OR status = 'cancelled' OR
		status = 'noshow' OR status = 'waitlist' OR
		status = 'entered-in-error'), -- FHIR appointmentstatus
	kind TEXT, -- what for, in words
	code TEXT, -- what for, as a code
	at MOMENT, -- start
	until MOMENT, -- end
	made MOMENT, -- when it was agreed
	practitioner REF staff, -- with whom
	practitioner_name TEXT, -- with whom, as the source says it
	location REF location, -- where
	location_name TEXT, -- where, as the source says it
	virtual FLAG, -- by video or phone
	referral REF referral, -- the referral it serves
	reason TEXT, -- why it was cancelled or missed
	detail TEXT, -- more about it
	answer TEXT
		CONSTRAINT answer CHECK (answer = 'accepted' OR
		answer = 'declined' OR answer = 'tentative' OR
		answer = 'needs-action'), -- what the patient said to it
	shared REF appointment, -- the same time, where several patients share it
	instruction TEXT, -- what the patient is told to do
	reasons JSONTEXT, -- the records that say what for
	participants JSONTEXT, -- all others who take part
	priority INTEGER, -- 1 is most urgent, 0 not said
	slot REF slot, -- the time that it takes
	category TEXT, -- what kind of service: specialty or social service
	expires MOMENT, -- an offer: void after
	notice INTEGER, -- hours of notice that they need
	link TEXT, -- where a video visit is joined
	ready FLAG, -- a video visit was tried beforehand
	cancelled MOMENT, -- when it was cancelled
	arrived MOMENT, -- when they came
	zip TEXT, -- postal code from where they come, or of a visit at home
	source TEXT NOT NULL, origin TEXT, told MOMENT, said INTEGER,
	recorded MOMENT NOT NULL, batch REF batch, rev INTEGER NOT NULL
);
CREATE UNIQUE INDEX appointment_id ON appointment (id);
CREATE INDEX appointment_patient_at ON appointment (patient, at);
CREATE INDEX appointment_status_at ON appointment (status, at);
CREATE INDEX appointment_slot ON appointment (slot) WHERE slot IS NOT NULL;
CREATE INDEX appointment_practitioner_at ON appointment (practitioner, at)
	WHERE practitioner IS NOT NULL;
CREATE INDEX appointment_shared ON appointment (shared)
	WHERE shared IS NOT NULL;

-- slot: a time that can be booked
CREATE TABLE slot (
	id ID NOT NULL, -- the record's name
	resource REF resource, -- of what or whom
	status TEXT
		CONSTRAINT status CHECK (status = 'free' OR status = 'busy' OR
		status = 'busy-unavailable' OR status = 'busy-tentative' OR
		status = 'entered-in-error'), -- FHIR slotstatus
	kind TEXT, -- for what
	at MOMENT, -- start
	until MOMENT, -- end
	overbooked FLAG, -- more than it holds
	category TEXT, -- what kind of service: specialty or social service
	holds INTEGER, -- how many it holds; not said: one
	virtual FLAG, -- by video or phone
	source TEXT NOT NULL, origin TEXT, told MOMENT, said INTEGER,
	recorded MOMENT NOT NULL, batch REF batch, rev INTEGER NOT NULL
);
CREATE UNIQUE INDEX slot_id ON slot (id);
CREATE INDEX slot_resource_at ON slot (resource, at);
CREATE INDEX slot_status_at ON slot (status, at);

-- resource: a person, room or thing that can be booked
CREATE TABLE resource (
	id ID NOT NULL, -- the record's name
	name TEXT, -- name
	kind TEXT, -- practitioner, room, equipment, vehicle ...
	status TEXT
		CONSTRAINT status CHECK (status = 'available' OR
		status = 'reserved' OR status = 'in-use' OR
		status = 'maintenance' OR status = 'out-of-service' OR
		status = 'retired'), -- where it stands
	staff REF staff, -- the person it is
	location REF location, -- where it is
	at MOMENT, -- to be booked from
	until MOMENT, -- to be booked until
	organization REF organization, -- whose it is
	category TEXT, -- what kind of service: specialty or social service
	availability TEXT, -- when it can be booked: VEVENTs of iCalendar
	zone TEXT, -- time zone of `availability`, IANA name; else the hub's
	minutes INTEGER, -- how long one of its slots is
	holds INTEGER, -- how many a slot holds; not said: one
	virtual FLAG, -- by video or phone
	link TEXT, -- where its video visits are joined
	holder ANYREF, -- who has it now
	holder_type TEXT, -- the type of `holder`
	due MOMENT, -- when it is due back
	source TEXT NOT NULL, origin TEXT, told MOMENT, said INTEGER,
	recorded MOMENT NOT NULL, batch REF batch, rev INTEGER NOT NULL
);
CREATE UNIQUE INDEX resource_id ON resource (id);

-- service: what an organization offers: the directory
CREATE TABLE service (
	id ID NOT NULL, -- the record's name
	name TEXT, -- name
	category TEXT, -- transport, food, housing, clinical specialty ...
	organization REF organization, -- who offers it
	location REF location, -- where
	phone TEXT, -- phone
	url TEXT, -- web address
	area TEXT, -- where it serves: postal codes, in words
	eligible TEXT, -- who may use it, in words
	languages TEXT, -- languages, BCP 47, comma between
	hours TEXT, -- when it is open, in words
	capacity INTEGER, -- places a week
	active FLAG, -- false: no longer offered
	part_of REF service, -- the service of which this is another place
	email TEXT, -- mail address
	description TEXT, -- what it offers, in words
	zip TEXT, -- postal code of where it is given
	latitude REAL, -- degrees north
	longitude REAL, -- degrees east
	schedule TEXT, -- when it is open: VEVENTs of iCalendar
	zone TEXT, -- time zone of `schedule`, IANA name; else the hub's
	age_from INTEGER, -- youngest age, in years
	age_until INTEGER, -- oldest age, in years
	places INTEGER, -- places that were free when they were last asked
	places_at MOMENT, -- when that was
	places_until MOMENT, -- until when it holds
	wait TEXT, -- how long one waits, in words
	fees TEXT, -- what it costs, in words
	documents TEXT, -- what has to be brought, in words
	how TEXT, -- how one applies, in words
	terms JSONTEXT, -- taxonomy terms, as the source says them
	source TEXT NOT NULL, origin TEXT, told MOMENT, said INTEGER,
	recorded MOMENT NOT NULL, batch REF batch, rev INTEGER NOT NULL
);
CREATE UNIQUE INDEX service_id ON service (id);
-- All that a search of the directory looks at, without the table: a category's
-- services lie scattered over it.
CREATE INDEX service_category ON service (category, active, id, zip, area,
	languages, latitude, longitude, age_from, age_until, places, places_at,
	places_until);
CREATE INDEX service_part_of ON service (part_of) WHERE part_of IS NOT NULL;

-- note: a note, visit record or case review
CREATE TABLE note (
	id ID NOT NULL, -- the record's name
	patient REF patient, -- whom it is about
	encounter REF encounter, -- where
	kind TEXT, -- progress, visit, call, review ...
	title TEXT, -- heading
	text TEXT, -- the note
	author REF staff, -- who wrote it
	about ANYREF, -- the record it is about
	about_type TEXT, -- the type of `about`
	at MOMENT, -- when
	source TEXT NOT NULL, origin TEXT, told MOMENT, said INTEGER,
	recorded MOMENT NOT NULL, batch REF batch, rev INTEGER NOT NULL
);
CREATE UNIQUE INDEX note_id ON note (id);
CREATE INDEX note_patient_at ON note (patient, at);

-- answer: one answer to a questionnaire's question
CREATE TABLE answer (
	id ID NOT NULL, -- the record's name
	patient REF patient, -- who answered
	encounter REF encounter, -- where
	survey TEXT, -- the questionnaire
	survey_version TEXT, -- its version
	status TEXT
		CONSTRAINT status CHECK (status = 'in-progress' OR
		status = 'completed' OR status = 'amended' OR
		status = 'stopped' OR status = 'entered-in-error'), -- FHIR questionnaire-answers-status
	item TEXT, -- the question's link id
	code TEXT, -- the question, as a code
	question TEXT, -- the question, in words
	value REAL, -- the answer, as a number
	vcode TEXT, -- the answer, as a code
	text TEXT, -- the answer, in words
	at MOMENT, -- when
	response TEXT, -- which filling-in it is of: the source's own id
	parent TEXT, -- link id of the item that it is nested in
	nth INTEGER, -- which of several answers to it, from 1
	vsystem TEXT, -- code system of `vcode`
	unit TEXT, -- unit of `value`
	date MOMENT, -- the answer, as a date
	record ANYREF, -- the answer, as a record
	record_type TEXT, -- the type of `record`
	author ANYREF, -- who said it, where that is not the patient
	author_type TEXT, -- the type of `author`
	source TEXT NOT NULL, origin TEXT, told MOMENT, said INTEGER,
	recorded MOMENT NOT NULL, batch REF batch, rev INTEGER NOT NULL
);
CREATE UNIQUE INDEX answer_id ON answer (id);
CREATE INDEX answer_patient_at ON answer (patient, at);
CREATE INDEX answer_response ON answer (response) WHERE response IS NOT NULL;

-- score: a score worked out for a patient
CREATE TABLE score (
	id ID NOT NULL, -- the record's name
	patient REF patient, -- whose
	encounter REF encounter, -- about which stay
	kind TEXT, -- the score: lace, hospital, phq-9 ...
	version TEXT, -- its version
	value REAL, -- the score
	tier TEXT, -- low, medium, high
	why JSONTEXT, -- the parts that it was added up from
	at MOMENT, -- as of when
	source TEXT NOT NULL, origin TEXT, told MOMENT, said INTEGER,
	recorded MOMENT NOT NULL, batch REF batch, rev INTEGER NOT NULL
);
CREATE UNIQUE INDEX score_id ON score (id);
CREATE INDEX score_patient_at ON score (patient, at);

-- room talk: what is said, and to whom

-- message: a message between people
CREATE TABLE message (
	id ID NOT NULL, -- the record's name
	patient REF patient, -- whom it is about
	status TEXT
		CONSTRAINT status CHECK (status = 'preparation' OR
		status = 'in-progress' OR status = 'not-done' OR
		status = 'on-hold' OR status = 'stopped' OR
		status = 'completed' OR status = 'entered-in-error' OR
		status = 'unknown'), -- FHIR event-status
	thread REF message, -- the first message of the thread
	reply_to REF message, -- the message it answers
	sender ANYREF, -- who wrote it
	sender_type TEXT, -- the type of `sender`
	recipient ANYREF, -- to whom
	recipient_type TEXT, -- the type of `recipient`
	role TEXT, -- role it is addressed to
	priority TEXT
		CONSTRAINT priority CHECK (priority = 'routine' OR
		priority = 'urgent' OR priority = 'asap' OR
		priority = 'stat'), -- how soon
	channel TEXT, -- how it came or goes
	subject TEXT, -- subject
	text TEXT, -- what it says
	about ANYREF, -- the record it is about
	about_type TEXT, -- the type of `about`
	at MOMENT, -- when it was sent
	received MOMENT, -- when it was received
	read MOMENT, -- when it was read
	reason TEXT, -- why it was not done
	recipients JSONTEXT, -- all to whom
	category TEXT, -- category, in words
	attachments JSONTEXT, -- what was sent with it: records and places
	source TEXT NOT NULL, origin TEXT, told MOMENT, said INTEGER,
	recorded MOMENT NOT NULL, batch REF batch, rev INTEGER NOT NULL
);
CREATE UNIQUE INDEX message_id ON message (id);
CREATE INDEX message_patient_at ON message (patient, at);

-- notice: one thing to be delivered to one person, with its attempts
CREATE TABLE notice (
	id ID NOT NULL, -- the record's name
	patient REF patient, -- whom it is about
	status TEXT
		CONSTRAINT status CHECK (status = 'scheduled' OR
		status = 'pending' OR status = 'handed' OR status = 'sent' OR
		status = 'delivered' OR status = 'failed' OR
		status = 'denied' OR status = 'cleared' OR status = 'muted' OR
		status = 'unknown'), -- where it stands
	kind TEXT, -- appointment, task, activity, follow-up ...
	occurrence TEXT, -- which of several about the same: -2d, 2026-11-22 ...
	recipient ANYREF, -- to whom
	recipient_type TEXT, -- the type of `recipient`
	channel TEXT, -- sms, email, voice, letter, portal
	address TEXT, -- the number or address
	language TEXT, -- language, BCP 47
	text_name TEXT, -- the text it is made from
	text_version TEXT, -- its version
	body TEXT, -- what it says
	about ANYREF, -- the record it is about
	about_type TEXT, -- the type of `about`
	at MOMENT, -- to be sent at
	until MOMENT, -- pointless after
	attempts INTEGER, -- how often it was tried
	tried MOMENT, -- when it was last tried
	sent MOMENT, -- when it went
	reason TEXT, -- why it failed or was silenced
	source TEXT NOT NULL, origin TEXT, told MOMENT, said INTEGER,
	recorded MOMENT NOT NULL, batch REF batch, rev INTEGER NOT NULL
);
CREATE UNIQUE INDEX notice_id ON notice (id);
CREATE INDEX notice_patient ON notice (patient);
CREATE INDEX notice_status_at ON notice (status, at);
CREATE INDEX notice_about ON notice (about);
CREATE INDEX notice_until ON notice (until);

-- teaching: something given to a patient to learn from
CREATE TABLE teaching (
	id ID NOT NULL, -- the record's name
	patient REF patient, -- who learns
	item TEXT, -- the item of the library
	language TEXT, -- language, BCP 47
	status TEXT
		CONSTRAINT status CHECK (status = 'assigned' OR
		status = 'sent' OR status = 'opened' OR
		status = 'understood' OR status = 'not-understood' OR
		status = 'cancelled'), -- where it stands
	plan REF plan, -- of which plan
	at MOMENT, -- when it was assigned
	opened MOMENT, -- when it was opened
	understood MOMENT, -- when it was taught back
	source TEXT NOT NULL, origin TEXT, told MOMENT, said INTEGER,
	recorded MOMENT NOT NULL, batch REF batch, rev INTEGER NOT NULL
);
CREATE UNIQUE INDEX teaching_id ON teaching (id);
CREATE INDEX teaching_patient ON teaching (patient);

-- room trust: who may, who did, and what arrived

-- consent: what a patient allows or forbids
CREATE TABLE consent (
	id ID NOT NULL, -- the record's name
	patient REF patient, -- whose
	status TEXT
		CONSTRAINT status CHECK (status = 'draft' OR
		status = 'proposed' OR status = 'active' OR
		status = 'rejected' OR status = 'inactive' OR
		status = 'entered-in-error'), -- FHIR consent-state-codes
	decision TEXT
		CONSTRAINT decision CHECK (decision = 'permit' OR
		decision = 'deny'), -- what it says
	scope TEXT, -- what it is about, as a code
	category TEXT, -- category, as a code
	recipient ANYREF, -- to whom
	recipient_type TEXT, -- the type of `recipient`
	purpose TEXT, -- for what purpose
	data TEXT, -- which class of data
	at MOMENT, -- from when
	until MOMENT, -- until when
	part_of REF consent, -- the consent that it is an exception to
	recipients JSONTEXT, -- all to whom
	policy TEXT, -- the rule that it follows
	data_from MOMENT, -- data from when
	data_until MOMENT, -- data until when
	source TEXT NOT NULL, origin TEXT, told MOMENT, said INTEGER,
	recorded MOMENT NOT NULL, batch REF batch, rev INTEGER NOT NULL
);
CREATE UNIQUE INDEX consent_id ON consent (id);
CREATE INDEX consent_patient ON consent (patient);
CREATE INDEX consent_part_of ON consent (part_of) WHERE part_of IS NOT NULL;

-- disclosure: health data that left the hub
CREATE TABLE disclosure (
	id ID NOT NULL, -- the record's name
	patient REF patient, -- whose
	recipient TEXT, -- to whom: name and address
	what TEXT, -- what was given, briefly
	purpose TEXT, -- why
	accountable FLAG, -- counts in the accounting of disclosures
	consent REF consent, -- the consent it rests on
	at MOMENT, -- when
	source TEXT NOT NULL, origin TEXT, told MOMENT, said INTEGER,
	recorded MOMENT NOT NULL, batch REF batch, rev INTEGER NOT NULL
);
CREATE UNIQUE INDEX disclosure_id ON disclosure (id);
CREATE INDEX disclosure_patient_at ON disclosure (patient, at);

-- batch: one import or other load
CREATE TABLE batch (
	id ID NOT NULL, -- the record's name
	program TEXT, -- the program that did it
	feed TEXT, -- the source named
	format TEXT, -- fhir, csv, put ...
	map TEXT, -- the maps used, with hashes
	files JSONTEXT, -- names and SHA-256 digests
	status TEXT
		CONSTRAINT status CHECK (status = 'done' OR
		status = 'refused' OR status = 'undone' OR
		status = 'partial'), -- how it ended
	at MOMENT, -- when it began
	until MOMENT, -- when it ended
	read INTEGER, -- resources or rows read
	records INTEGER, -- records they made
	created INTEGER, -- records that were new
	updated INTEGER, -- records that were changed
	overruled INTEGER, -- of those, changed here by hand before: that gave way
	unchanged INTEGER, -- records that were as they were
	older INTEGER, -- records left as they were: the source's word was older
	stubs INTEGER, -- patients known only by reference
	refused INTEGER, -- resources or rows refused
	skipped JSONTEXT, -- how many of each type no map knows
	unknown JSONTEXT, -- values that no table knows, by map line
	seconds REAL, -- how long it took
	unread JSONTEXT, -- what was said and no map reads, by path
	retired INTEGER, -- of the updated: those that their source no longer has
	source TEXT NOT NULL, origin TEXT, told MOMENT, said INTEGER,
	recorded MOMENT NOT NULL, batch REF batch, rev INTEGER NOT NULL
);
CREATE UNIQUE INDEX batch_id ON batch (id);
CREATE INDEX batch_at ON batch (at);

-- reject: a resource or row that was refused
CREATE TABLE reject (
	id ID NOT NULL, -- the record's name
	load REF batch, -- of which batch
	file TEXT, -- name of the file
	line INTEGER, -- line in it, from 1
	col INTEGER, -- byte in the line, or column of CSV, from 1, where it is known
	kind TEXT, -- resource type
	field TEXT, -- the field at fault
	reason TEXT, -- why: a stable word
	status TEXT
		CONSTRAINT status CHECK (status = 'waiting' OR
		status = 'done' OR status = 'dropped'), -- where it stands
	about REF patient, -- the patient, for identity-changed
	raw TEXT, -- the text itself
	at MOMENT, -- when
	record ANYREF, -- the record that it would be, where that much was read
	record_type TEXT, -- the type of `record`
	source TEXT NOT NULL, origin TEXT, told MOMENT, said INTEGER,
	recorded MOMENT NOT NULL, batch REF batch, rev INTEGER NOT NULL
);
CREATE UNIQUE INDEX reject_id ON reject (id);
CREATE INDEX reject_load ON reject (load);
CREATE INDEX reject_status ON reject (status);

-- alias: another name that a record answers to
CREATE TABLE alias (
	id ID NOT NULL, -- the record's name
	record ANYREF, -- the record
	record_type TEXT, -- the type of `record`
	name TEXT, -- the other name: system|value, urn:uuid:...
	until MOMENT, -- until when it was so
	shared FLAG, -- two patients of the source have it: it names neither
	source TEXT NOT NULL, origin TEXT, told MOMENT, said INTEGER,
	recorded MOMENT NOT NULL, batch REF batch, rev INTEGER NOT NULL
);
CREATE UNIQUE INDEX alias_id ON alias (id);
CREATE INDEX alias_record ON alias (record);

-- setting: the store's own settings
CREATE TABLE setting (
	name TEXT NOT NULL PRIMARY KEY, -- zone, name, site, calendar, idkey, practice, schema
	value TEXT -- its value
);

-- lifecycle: the steps that a field may take; verbs are held to them
CREATE TABLE lifecycle (
	on_type TEXT NOT NULL, -- the type
	field TEXT NOT NULL, -- the field: status, or a referral's stage
	was TEXT NOT NULL, -- the word before
	becomes TEXT NOT NULL, -- the word after
	word TEXT NOT NULL -- the verb that takes the step
);

-- journal: what happened, in order; each row's hash covers the one before
CREATE TABLE journal (
	seq INTEGER PRIMARY KEY, -- place in this store's chain
	v INTEGER NOT NULL, -- version of the hash's recipe
	site TEXT NOT NULL, -- the site where it happened
	n INTEGER NOT NULL, -- place in that site's own count
	hlc INTEGER NOT NULL, -- hybrid logical clock: milliseconds << 16 | counter
	at MOMENT NOT NULL, -- the real time
	as_of MOMENT, -- what now meant, where that was another time
	actor TEXT NOT NULL, -- the Unix login, and the staff record if there is one
	program TEXT NOT NULL, -- the program and its verb
	action TEXT NOT NULL, -- create, update, batch, undo, init, backup ...
	record ANYREF, -- the record
	record_type TEXT, -- the type of `record`
	rev INTEGER, -- its revision after
	patient REF patient, -- whom it is about
	fields JSONTEXT, -- what changed: {"status":["was","is"]}
	erased TEXT, -- sha256(salt, fields), where both were lawfully erased
	salt TEXT, -- random, so that `fields` cannot be guessed from `hash`
	reason TEXT, -- why
	batch REF batch, -- the batch it was part of
	cause TEXT, -- the rule, plan or record that led to it
	digest INTEGER, -- a hash of the record as this change left it
	total TEXT, -- a sum of the hashes of all records, as this change left them
	hash TEXT NOT NULL -- SHA-256 of the row before's hash and this row
);
CREATE INDEX journal_record_seq ON journal (record, seq);
CREATE INDEX journal_patient_seq ON journal (patient, seq);

-- seal: by type, how many records there are and the sum of their hashes; kept by
-- put, no record. The journal's `total` is the sum of these.
CREATE TABLE seal (
	on_type TEXT NOT NULL PRIMARY KEY,
	n INTEGER NOT NULL,
	sum TEXT NOT NULL
);

-- attempt: every run of a rule, those alike in one row; kept by the runner, no
-- record. `mark` is what it had looked at: the last row of each type, and of the
-- journal.
CREATE TABLE attempt (
	seq INTEGER PRIMARY KEY,
	rule TEXT NOT NULL, hash TEXT NOT NULL,
	outcome TEXT NOT NULL, -- done, failed, budget, refused
	message TEXT, -- what was wrong
	at MOMENT NOT NULL, until MOMENT NOT NULL, -- first and last of these runs
	times INTEGER NOT NULL,
	fired INTEGER NOT NULL, again INTEGER NOT NULL, settled INTEGER NOT NULL,
	late INTEGER NOT NULL, -- older than the window: counted, not fired
	compared INTEGER NOT NULL, -- outside the pilot
	seconds REAL NOT NULL, -- of all of them
	whole MOMENT, -- when it last looked at everything
	mark TEXT
);
CREATE INDEX attempt_rule ON attempt (rule, seq);

-- patient_word: the folded words of patients' names; kept by put, no record.
CREATE TABLE patient_word (
	word TEXT NOT NULL,
	patient INTEGER NOT NULL,
	PRIMARY KEY (word, patient)
) WITHOUT ROWID;

-- Once each: a stay or result that several sources tell counts by one record.
CREATE VIEW encounter_once AS
	SELECT * FROM encounter WHERE same_as IS NULL
	AND (status IS NULL OR status <> 'entered-in-error');
CREATE VIEW observation_once AS
	SELECT * FROM observation WHERE same_as IS NULL
	AND (status IS NULL OR status <> 'entered-in-error');
