PRAGMA user_version = 5;
CREATE TABLE patient (
	id ID NOT NULL,
	person REF patient,
	family TEXT,
	given TEXT,
	prefix TEXT,
	suffix TEXT,
	birth MOMENT,
	sex TEXT
		CONSTRAINT sex CHECK (sex = 'male' OR sex = 'female' OR
		sex = 'other' OR sex = 'unknown'),
	dead FLAG,
	died MOMENT,
	language TEXT,
	interpreter FLAG,
	marital TEXT,
	race TEXT,
	ethnicity TEXT,
	line TEXT,
	city TEXT,
	state TEXT,
	zip TEXT,
	country TEXT,
	practitioner REF staff,
	organization REF organization,
	replaced REF patient,
	known_by_reference FLAG,
	test FLAG,
	languages JSONTEXT,
	races JSONTEXT,
	birth_sex TEXT,
	practice REF organization,
	links JSONTEXT,
	active FLAG,
	source TEXT NOT NULL, origin TEXT, told MOMENT, said INTEGER,
	recorded MOMENT NOT NULL, batch REF batch, rev INTEGER NOT NULL
);
CREATE UNIQUE INDEX patient_id ON patient (id);
CREATE INDEX patient_person ON patient (person);
CREATE INDEX patient_odd ON patient (id, person, test, died)
	WHERE person <> id OR test = 1 OR died IS NOT NULL;
CREATE INDEX patient_test ON patient (id) WHERE test = 1;
CREATE INDEX patient_dead ON patient (person) WHERE dead = 1 AND died IS NULL;
CREATE TABLE identifier (
	id ID NOT NULL,
	patient REF patient,
	system TEXT,
	value TEXT,
	kind TEXT,
	use TEXT,
	assigner TEXT,
	at MOMENT,
	until MOMENT,
	source TEXT NOT NULL, origin TEXT, told MOMENT, said INTEGER,
	recorded MOMENT NOT NULL, batch REF batch, rev INTEGER NOT NULL
);
CREATE UNIQUE INDEX identifier_id ON identifier (id);
CREATE INDEX identifier_patient ON identifier (patient);
CREATE INDEX identifier_value ON identifier (value);
CREATE TABLE name (
	id ID NOT NULL,
	patient REF patient,
	use TEXT,
	family TEXT,
	given TEXT,
	prefix TEXT,
	suffix TEXT,
	text TEXT,
	at MOMENT,
	until MOMENT,
	source TEXT NOT NULL, origin TEXT, told MOMENT, said INTEGER,
	recorded MOMENT NOT NULL, batch REF batch, rev INTEGER NOT NULL
);
CREATE UNIQUE INDEX name_id ON name (id);
CREATE INDEX name_patient ON name (patient);
CREATE TABLE contact (
	id ID NOT NULL,
	patient REF patient,
	system TEXT
		CONSTRAINT system CHECK (system = 'phone' OR system = 'fax' OR
		system = 'email' OR system = 'pager' OR system = 'url' OR
		system = 'sms' OR system = 'other'),
	value TEXT,
	use TEXT,
	rank INTEGER,
	safe FLAG,
	voicemail FLAG,
	at MOMENT,
	until MOMENT,
	source TEXT NOT NULL, origin TEXT, told MOMENT, said INTEGER,
	recorded MOMENT NOT NULL, batch REF batch, rev INTEGER NOT NULL
);
CREATE UNIQUE INDEX contact_id ON contact (id);
CREATE INDEX contact_patient ON contact (patient);
CREATE TABLE address (
	id ID NOT NULL,
	patient REF patient,
	use TEXT,
	line TEXT,
	city TEXT,
	state TEXT,
	zip TEXT,
	country TEXT,
	at MOMENT,
	until MOMENT,
	kind TEXT,
	district TEXT,
	source TEXT NOT NULL, origin TEXT, told MOMENT, said INTEGER,
	recorded MOMENT NOT NULL, batch REF batch, rev INTEGER NOT NULL
);
CREATE UNIQUE INDEX address_id ON address (id);
CREATE INDEX address_patient ON address (patient);
CREATE TABLE related (
	id ID NOT NULL,
	patient REF patient,
	family TEXT,
	given TEXT,
	relation TEXT,
	code TEXT,
	phone TEXT,
	email TEXT,
	proxy FLAG,
	at MOMENT,
	until MOMENT,
	sex TEXT,
	birth MOMENT,
	language TEXT,
	line TEXT,
	city TEXT,
	state TEXT,
	zip TEXT,
	organization REF organization,
	organization_name TEXT,
	active FLAG,
	source TEXT NOT NULL, origin TEXT, told MOMENT, said INTEGER,
	recorded MOMENT NOT NULL, batch REF batch, rev INTEGER NOT NULL
);
CREATE UNIQUE INDEX related_id ON related (id);
CREATE INDEX related_patient ON related (patient);
CREATE TABLE staff (
	id ID NOT NULL,
	family TEXT,
	given TEXT,
	prefix TEXT,
	kind TEXT
		CONSTRAINT kind CHECK (kind = 'person' OR kind = 'service' OR
		kind = 'outside'),
	login TEXT,
	role TEXT,
	specialty TEXT,
	npi TEXT,
	phone TEXT,
	email TEXT,
	organization REF organization,
	active FLAG,
	away_from MOMENT,
	away_until MOMENT,
	on_call FLAG,
	cover REF staff,
	suffix TEXT,
	line TEXT,
	city TEXT,
	state TEXT,
	zip TEXT,
	organization_name TEXT,
	practitioner REF staff,
	location REF location,
	at MOMENT,
	until MOMENT,
	source TEXT NOT NULL, origin TEXT, told MOMENT, said INTEGER,
	recorded MOMENT NOT NULL, batch REF batch, rev INTEGER NOT NULL
);
CREATE UNIQUE INDEX staff_id ON staff (id);
CREATE INDEX staff_login ON staff (login);
CREATE TABLE oncall (
	id ID NOT NULL,
	staff REF staff,
	role TEXT,
	at MOMENT,
	until MOMENT,
	status TEXT
		CONSTRAINT status CHECK (status = 'active' OR
		status = 'cancelled' OR status = 'entered-in-error'),
	note TEXT,
	source TEXT NOT NULL, origin TEXT, told MOMENT, said INTEGER,
	recorded MOMENT NOT NULL, batch REF batch, rev INTEGER NOT NULL
);
CREATE UNIQUE INDEX oncall_id ON oncall (id);
CREATE INDEX oncall_until ON oncall (until);
CREATE TABLE team (
	id ID NOT NULL,
	patient REF patient,
	team TEXT,
	status TEXT
		CONSTRAINT status CHECK (status = 'proposed' OR
		status = 'active' OR status = 'suspended' OR
		status = 'inactive' OR status = 'entered-in-error'),
	member ANYREF,
	member_type TEXT,
	name TEXT,
	role TEXT,
	code TEXT,
	at MOMENT,
	until MOMENT,
	careteam REF team,
	organization REF organization,
	lead REF organization,
	reason TEXT,
	source TEXT NOT NULL, origin TEXT, told MOMENT, said INTEGER,
	recorded MOMENT NOT NULL, batch REF batch, rev INTEGER NOT NULL
);
CREATE UNIQUE INDEX team_id ON team (id);
CREATE INDEX team_patient ON team (patient);
CREATE INDEX team_careteam ON team (careteam);
CREATE TABLE organization (
	id ID NOT NULL,
	name TEXT,
	kind TEXT,
	parent REF organization,
	npi TEXT,
	phone TEXT,
	email TEXT,
	line TEXT,
	city TEXT,
	state TEXT,
	zip TEXT,
	zone TEXT,
	calendar TEXT,
	active FLAG,
	source TEXT NOT NULL, origin TEXT, told MOMENT, said INTEGER,
	recorded MOMENT NOT NULL, batch REF batch, rev INTEGER NOT NULL
);
CREATE UNIQUE INDEX organization_id ON organization (id);
CREATE TABLE location (
	id ID NOT NULL,
	name TEXT,
	status TEXT
		CONSTRAINT status CHECK (status = 'active' OR
		status = 'suspended' OR status = 'inactive'),
	kind TEXT,
	organization REF organization,
	phone TEXT,
	line TEXT,
	city TEXT,
	state TEXT,
	zip TEXT,
	latitude REAL,
	longitude REAL,
	parent REF location,
	source TEXT NOT NULL, origin TEXT, told MOMENT, said INTEGER,
	recorded MOMENT NOT NULL, batch REF batch, rev INTEGER NOT NULL
);
CREATE UNIQUE INDEX location_id ON location (id);
CREATE TABLE preference (
	id ID NOT NULL,
	patient REF patient,
	kind TEXT
		CONSTRAINT kind CHECK (kind = 'language' OR kind = 'channel' OR
		kind = 'quiet-from' OR kind = 'quiet-until' OR kind = 'wake' OR
		kind = 'sleep' OR kind = 'breakfast' OR kind = 'lunch' OR
		kind = 'dinner' OR kind = 'zone' OR
		kind = 'work-from' OR kind = 'work-until' OR
		kind = 'meal' OR kind = 'diet' OR kind = 'belief' OR
		kind = 'goal' OR kind = 'other'),
	value TEXT,
	at MOMENT,
	source TEXT NOT NULL, origin TEXT, told MOMENT, said INTEGER,
	recorded MOMENT NOT NULL, batch REF batch, rev INTEGER NOT NULL
);
CREATE UNIQUE INDEX preference_id ON preference (id);
CREATE INDEX preference_patient ON preference (patient);
CREATE TABLE encounter (
	id ID NOT NULL,
	patient REF patient,
	status TEXT
		CONSTRAINT status CHECK (status = 'planned' OR
		status = 'arrived' OR status = 'triaged' OR
		status = 'in-progress' OR status = 'onleave' OR
		status = 'finished' OR status = 'cancelled' OR
		status = 'entered-in-error' OR status = 'unknown'),
	class TEXT,
	priority TEXT,
	code TEXT,
	system TEXT,
	name TEXT,
	at MOMENT,
	until MOMENT,
	reason_code TEXT,
	reason TEXT,
	practitioner REF staff,
	practitioner_name TEXT,
	organization REF organization,
	location REF location,
	location_name TEXT,
	admit_source TEXT,
	disposition TEXT,
	part_of REF encounter,
	appointment REF appointment,
	same_as REF encounter,
	reasons JSONTEXT,
	participants JSONTEXT,
	disposition_name TEXT,
	readmission TEXT,
	destination ANYREF,
	destination_type TEXT,
	destination_name TEXT,
	referral REF referral,
	episode REF episode,
	source TEXT NOT NULL, origin TEXT, told MOMENT, said INTEGER,
	recorded MOMENT NOT NULL, batch REF batch, rev INTEGER NOT NULL
);
CREATE UNIQUE INDEX encounter_id ON encounter (id);
CREATE INDEX encounter_patient_at ON encounter (patient, at);
CREATE INDEX encounter_class_at ON encounter (class, at);
CREATE INDEX encounter_stay ON encounter (class, at, until, patient,
	disposition, priority, reason_code, organization, status, same_as, id)
	WHERE class = 'IMP' OR class = 'ACUTE';
CREATE TABLE condition (
	id ID NOT NULL,
	patient REF patient,
	encounter REF encounter,
	status TEXT
		CONSTRAINT status CHECK (status = 'active' OR
		status = 'recurrence' OR status = 'relapse' OR
		status = 'inactive' OR status = 'remission' OR
		status = 'resolved'),
	verified TEXT
		CONSTRAINT verified CHECK (verified = 'unconfirmed' OR
		verified = 'provisional' OR verified = 'differential' OR
		verified = 'confirmed' OR verified = 'refuted' OR
		verified = 'entered-in-error'),
	category TEXT,
	code TEXT,
	system TEXT,
	name TEXT,
	icd10 TEXT,
	severity TEXT,
	at MOMENT,
	until MOMENT,
	site TEXT,
	stage TEXT,
	note TEXT,
	noted MOMENT,
	recorder ANYREF,
	recorder_type TEXT,
	asserter ANYREF,
	asserter_type TEXT,
	evidence JSONTEXT,
	source TEXT NOT NULL, origin TEXT, told MOMENT, said INTEGER,
	recorded MOMENT NOT NULL, batch REF batch, rev INTEGER NOT NULL
);
CREATE UNIQUE INDEX condition_id ON condition (id);
CREATE INDEX condition_patient_at ON condition (patient, at);
CREATE INDEX condition_code_patient ON condition (code, patient);
CREATE INDEX condition_icd10_patient ON condition (icd10, patient)
	WHERE icd10 IS NOT NULL;
CREATE TABLE diagnosis (
	id ID NOT NULL,
	patient REF patient,
	encounter REF encounter,
	status TEXT
		CONSTRAINT status CHECK (status = 'active' OR
		status = 'entered-in-error'),
	condition REF condition,
	procedure REF procedure,
	use TEXT,
	rank INTEGER,
	name TEXT,
	source TEXT NOT NULL, origin TEXT, told MOMENT, said INTEGER,
	recorded MOMENT NOT NULL, batch REF batch, rev INTEGER NOT NULL
);
CREATE UNIQUE INDEX diagnosis_id ON diagnosis (id);
CREATE INDEX diagnosis_patient ON diagnosis (patient);
CREATE INDEX diagnosis_encounter ON diagnosis (encounter);
CREATE TABLE observation (
	id ID NOT NULL,
	patient REF patient,
	encounter REF encounter,
	panel REF observation,
	status TEXT
		CONSTRAINT status CHECK (status = 'registered' OR
		status = 'preliminary' OR status = 'final' OR
		status = 'amended' OR status = 'corrected' OR
		status = 'cancelled' OR status = 'entered-in-error' OR
		status = 'unknown'),
	category TEXT,
	code TEXT,
	system TEXT,
	name TEXT,
	at MOMENT,
	until MOMENT,
	issued MOMENT,
	value REAL,
	compare TEXT,
	unit TEXT,
	value_std REAL,
	unit_std TEXT,
	vcode TEXT,
	text TEXT,
	missing TEXT,
	flag TEXT,
	low REAL,
	high REAL,
	range TEXT,
	note TEXT,
	practitioner REF staff,
	same_as REF observation,
	site TEXT,
	method TEXT,
	members JSONTEXT,
	derived JSONTEXT,
	requests JSONTEXT,
	focus ANYREF,
	focus_type TEXT,
	performer ANYREF,
	performer_type TEXT,
	source TEXT NOT NULL, origin TEXT, told MOMENT, said INTEGER,
	recorded MOMENT NOT NULL, batch REF batch, rev INTEGER NOT NULL
);
CREATE UNIQUE INDEX observation_id ON observation (id);
CREATE INDEX observation_patient_at ON observation (patient, at);
CREATE INDEX observation_panel ON observation (panel) WHERE panel IS NOT NULL;
CREATE TABLE medication (
	id ID NOT NULL,
	patient REF patient,
	encounter REF encounter,
	status TEXT
		CONSTRAINT status CHECK (status = 'active' OR
		status = 'on-hold' OR status = 'cancelled' OR
		status = 'completed' OR status = 'entered-in-error' OR
		status = 'stopped' OR status = 'draft' OR
		status = 'unknown'),
	intent TEXT,
	prohibited FLAG,
	code TEXT,
	system TEXT,
	name TEXT,
	at MOMENT,
	until MOMENT,
	dose DECIMALTEXT,
	dose_unit TEXT,
	route TEXT,
	sig TEXT,
	as_needed FLAG,
	quantity DECIMALTEXT,
	days REAL,
	refills INTEGER,
	prescriber REF staff,
	prescriber_name TEXT,
	reason TEXT,
	reason_code TEXT,
	condition REF condition,
	category TEXT,
	medicine REF medicine,
	dose_high DECIMALTEXT,
	site TEXT,
	method TEXT,
	frequency INTEGER,
	period DECIMALTEXT,
	period_unit TEXT,
	timing TEXT,
	max TEXT,
	quantity_unit TEXT,
	asked_by ANYREF,
	asked_by_type TEXT,
	reported FLAG,
	reasons JSONTEXT,
	stop_reason TEXT,
	replaces REF medication,
	note TEXT,
	source TEXT NOT NULL, origin TEXT, told MOMENT, said INTEGER,
	recorded MOMENT NOT NULL, batch REF batch, rev INTEGER NOT NULL
);
CREATE UNIQUE INDEX medication_id ON medication (id);
CREATE INDEX medication_patient_at ON medication (patient, at);
CREATE INDEX medication_medicine ON medication (medicine)
	WHERE medicine IS NOT NULL;
CREATE TABLE dosage (
	id ID NOT NULL,
	patient REF patient,
	medication REF medication,
	step INTEGER,
	sig TEXT,
	dose DECIMALTEXT,
	dose_high DECIMALTEXT,
	dose_unit TEXT,
	route TEXT,
	site TEXT,
	method TEXT,
	frequency INTEGER,
	period DECIMALTEXT,
	period_unit TEXT,
	timing TEXT,
	as_needed FLAG,
	max TEXT,
	at MOMENT,
	until MOMENT,
	source TEXT NOT NULL, origin TEXT, told MOMENT, said INTEGER,
	recorded MOMENT NOT NULL, batch REF batch, rev INTEGER NOT NULL
);
CREATE UNIQUE INDEX dosage_id ON dosage (id);
CREATE INDEX dosage_patient ON dosage (patient);
CREATE INDEX dosage_medication ON dosage (medication);
CREATE TABLE medicine (
	id ID NOT NULL,
	status TEXT
		CONSTRAINT status CHECK (status = 'active' OR
		status = 'inactive' OR
		status = 'entered-in-error'),
	code TEXT,
	system TEXT,
	name TEXT,
	form TEXT,
	ingredients TEXT,
	amount DECIMALTEXT,
	unit TEXT,
	maker REF organization,
	lot TEXT,
	expires MOMENT,
	source TEXT NOT NULL, origin TEXT, told MOMENT, said INTEGER,
	recorded MOMENT NOT NULL, batch REF batch, rev INTEGER NOT NULL
);
CREATE UNIQUE INDEX medicine_id ON medicine (id);
CREATE TABLE allergy (
	id ID NOT NULL,
	patient REF patient,
	encounter REF encounter,
	status TEXT
		CONSTRAINT status CHECK (status = 'active' OR
		status = 'inactive' OR status = 'resolved'),
	verified TEXT
		CONSTRAINT verified CHECK (verified = 'unconfirmed' OR
		verified = 'presumed' OR verified = 'confirmed' OR
		verified = 'refuted' OR verified = 'entered-in-error'),
	kind TEXT,
	category TEXT,
	criticality TEXT,
	code TEXT,
	system TEXT,
	name TEXT,
	reaction TEXT,
	severity TEXT,
	at MOMENT,
	until MOMENT,
	last MOMENT,
	noted MOMENT,
	recorder ANYREF,
	recorder_type TEXT,
	asserter ANYREF,
	asserter_type TEXT,
	note TEXT,
	source TEXT NOT NULL, origin TEXT, told MOMENT, said INTEGER,
	recorded MOMENT NOT NULL, batch REF batch, rev INTEGER NOT NULL
);
CREATE UNIQUE INDEX allergy_id ON allergy (id);
CREATE INDEX allergy_patient_at ON allergy (patient, at);
CREATE TABLE procedure (
	id ID NOT NULL,
	patient REF patient,
	encounter REF encounter,
	status TEXT
		CONSTRAINT status CHECK (status = 'preparation' OR
		status = 'in-progress' OR status = 'not-done' OR
		status = 'on-hold' OR status = 'stopped' OR
		status = 'completed' OR status = 'entered-in-error' OR
		status = 'unknown'),
	category TEXT,
	code TEXT,
	system TEXT,
	name TEXT,
	at MOMENT,
	until MOMENT,
	reason TEXT,
	reason_code TEXT,
	practitioner REF staff,
	location REF location,
	reasons JSONTEXT,
	stop_reason TEXT,
	occurred TEXT,
	noted MOMENT,
	site TEXT,
	outcome TEXT,
	follow_up TEXT,
	note TEXT,
	requests JSONTEXT,
	part_of REF procedure,
	performer ANYREF,
	performer_type TEXT,
	source TEXT NOT NULL, origin TEXT, told MOMENT, said INTEGER,
	recorded MOMENT NOT NULL, batch REF batch, rev INTEGER NOT NULL
);
CREATE UNIQUE INDEX procedure_id ON procedure (id);
CREATE INDEX procedure_patient_at ON procedure (patient, at);
CREATE TABLE immunization (
	id ID NOT NULL,
	patient REF patient,
	encounter REF encounter,
	status TEXT
		CONSTRAINT status CHECK (status = 'completed' OR
		status = 'entered-in-error' OR status = 'not-done'),
	code TEXT,
	system TEXT,
	name TEXT,
	at MOMENT,
	lot TEXT,
	dose TEXT,
	reason TEXT,
	primary_source FLAG,
	occurred TEXT,
	noted MOMENT,
	subpotent FLAG,
	site TEXT,
	route TEXT,
	quantity DECIMALTEXT,
	unit TEXT,
	maker TEXT,
	expires MOMENT,
	practitioner REF staff,
	location REF location,
	note TEXT,
	source TEXT NOT NULL, origin TEXT, told MOMENT, said INTEGER,
	recorded MOMENT NOT NULL, batch REF batch, rev INTEGER NOT NULL
);
CREATE UNIQUE INDEX immunization_id ON immunization (id);
CREATE INDEX immunization_patient_at ON immunization (patient, at);
CREATE TABLE report (
	id ID NOT NULL,
	patient REF patient,
	encounter REF encounter,
	status TEXT
		CONSTRAINT status CHECK (status = 'registered' OR
		status = 'partial' OR status = 'preliminary' OR
		status = 'final' OR status = 'amended' OR
		status = 'corrected' OR status = 'appended' OR
		status = 'cancelled' OR status = 'entered-in-error' OR
		status = 'unknown'),
	category TEXT,
	code TEXT,
	system TEXT,
	name TEXT,
	at MOMENT,
	until MOMENT,
	issued MOMENT,
	conclusion TEXT,
	practitioner REF staff,
	performer ANYREF,
	performer_type TEXT,
	results JSONTEXT,
	requests JSONTEXT,
	format TEXT,
	url TEXT,
	forms JSONTEXT,
	source TEXT NOT NULL, origin TEXT, told MOMENT, said INTEGER,
	recorded MOMENT NOT NULL, batch REF batch, rev INTEGER NOT NULL
);
CREATE UNIQUE INDEX report_id ON report (id);
CREATE INDEX report_patient_at ON report (patient, at);
CREATE TABLE document (
	id ID NOT NULL,
	patient REF patient,
	encounter REF encounter,
	status TEXT
		CONSTRAINT status CHECK (status = 'current' OR
		status = 'superseded' OR status = 'entered-in-error'),
	category TEXT,
	code TEXT,
	system TEXT,
	name TEXT,
	at MOMENT,
	format TEXT,
	url TEXT,
	author REF staff,
	until MOMENT,
	state TEXT,
	urls JSONTEXT,
	replaces REF document,
	about JSONTEXT,
	authors JSONTEXT,
	custodian REF organization,
	source TEXT NOT NULL, origin TEXT, told MOMENT, said INTEGER,
	recorded MOMENT NOT NULL, batch REF batch, rev INTEGER NOT NULL
);
CREATE UNIQUE INDEX document_id ON document (id);
CREATE INDEX document_patient_at ON document (patient, at);
CREATE TABLE device (
	id ID NOT NULL,
	patient REF patient,
	status TEXT
		CONSTRAINT status CHECK (status = 'active' OR
		status = 'inactive' OR status = 'entered-in-error' OR
		status = 'unknown'),
	code TEXT,
	system TEXT,
	name TEXT,
	at MOMENT,
	until MOMENT,
	serial TEXT,
	udi TEXT,
	identifier TEXT,
	lot TEXT,
	made MOMENT,
	expires MOMENT,
	maker TEXT,
	model TEXT,
	reason TEXT,
	note TEXT,
	source TEXT NOT NULL, origin TEXT, told MOMENT, said INTEGER,
	recorded MOMENT NOT NULL, batch REF batch, rev INTEGER NOT NULL
);
CREATE UNIQUE INDEX device_id ON device (id);
CREATE INDEX device_patient_at ON device (patient, at);
CREATE TABLE coverage (
	id ID NOT NULL,
	patient REF patient,
	status TEXT
		CONSTRAINT status CHECK (status = 'active' OR
		status = 'cancelled' OR status = 'draft' OR
		status = 'entered-in-error'),
	kind TEXT,
	payer REF organization,
	payer_name TEXT,
	member TEXT,
	at MOMENT,
	until MOMENT,
	code TEXT,
	system TEXT,
	subscriber ANYREF,
	subscriber_type TEXT,
	relationship TEXT,
	group_code TEXT,
	group_name TEXT,
	plan_code TEXT,
	plan_name TEXT,
	rank INTEGER,
	source TEXT NOT NULL, origin TEXT, told MOMENT, said INTEGER,
	recorded MOMENT NOT NULL, batch REF batch, rev INTEGER NOT NULL
);
CREATE UNIQUE INDEX coverage_id ON coverage (id);
CREATE INDEX coverage_patient_at ON coverage (patient, at);
CREATE TABLE episode (
	id ID NOT NULL,
	patient REF patient,
	status TEXT
		CONSTRAINT status CHECK (status = 'planned' OR
		status = 'waitlist' OR status = 'active' OR
		status = 'onhold' OR status = 'finished' OR
		status = 'cancelled' OR status = 'entered-in-error'),
	kind TEXT,
	at MOMENT,
	until MOMENT,
	manager REF staff,
	organization REF organization,
	reason TEXT,
	code TEXT,
	system TEXT,
	teams JSONTEXT,
	conditions JSONTEXT,
	referral REF referral,
	source TEXT NOT NULL, origin TEXT, told MOMENT, said INTEGER,
	recorded MOMENT NOT NULL, batch REF batch, rev INTEGER NOT NULL
);
CREATE UNIQUE INDEX episode_id ON episode (id);
CREATE INDEX episode_patient_at ON episode (patient, at);
CREATE TABLE coding (
	id ID NOT NULL,
	patient REF patient,
	record ANYREF,
	record_type TEXT,
	field TEXT,
	place INTEGER,
	system TEXT,
	code TEXT,
	name TEXT,
	source TEXT NOT NULL, origin TEXT, told MOMENT, said INTEGER,
	recorded MOMENT NOT NULL, batch REF batch, rev INTEGER NOT NULL
);
CREATE UNIQUE INDEX coding_id ON coding (id);
CREATE INDEX coding_record ON coding (record, field, code);
CREATE INDEX coding_code ON coding (code, record_type, field, system, record);
CREATE TABLE plan (
	id ID NOT NULL,
	patient REF patient,
	encounter REF encounter,
	status TEXT
		CONSTRAINT status CHECK (status = 'draft' OR
		status = 'active' OR status = 'on-hold' OR
		status = 'revoked' OR status = 'completed' OR
		status = 'entered-in-error' OR status = 'unknown'),
	intent TEXT,
	code TEXT,
	system TEXT,
	title TEXT,
	at MOMENT,
	until MOMENT,
	author REF staff,
	reason TEXT,
	reason_code TEXT,
	template TEXT,
	template_version TEXT,
	template_hash TEXT,
	about ANYREF,
	about_type TEXT,
	red_flags JSONTEXT,
	review MOMENT,
	reviewed MOMENT,
	closing TEXT,
	authors JSONTEXT,
	conditions JSONTEXT,
	goals JSONTEXT,
	teams JSONTEXT,
	part_of REF plan,
	replaces REF plan,
	detail TEXT,
	source TEXT NOT NULL, origin TEXT, told MOMENT, said INTEGER,
	recorded MOMENT NOT NULL, batch REF batch, rev INTEGER NOT NULL
);
CREATE UNIQUE INDEX plan_id ON plan (id);
CREATE INDEX plan_patient_at ON plan (patient, at);
CREATE TABLE goal (
	id ID NOT NULL,
	patient REF patient,
	plan REF plan,
	item TEXT,
	status TEXT
		CONSTRAINT status CHECK (status = 'proposed' OR
		status = 'planned' OR status = 'accepted' OR
		status = 'active' OR status = 'on-hold' OR
		status = 'completed' OR status = 'cancelled' OR
		status = 'entered-in-error' OR status = 'rejected'),
	achievement TEXT
		CONSTRAINT achievement CHECK (achievement = 'in-progress' OR
		achievement = 'improving' OR achievement = 'worsening' OR
		achievement = 'no-change' OR achievement = 'achieved' OR
		achievement = 'sustaining' OR achievement = 'not-achieved' OR
		achievement = 'no-progress' OR
		achievement = 'not-attainable'),
	code TEXT,
	system TEXT,
	title TEXT,
	own_words TEXT,
	priority TEXT,
	measure TEXT,
	compare TEXT
		CONSTRAINT compare CHECK (compare = '<' OR compare = '<=' OR
		compare = '>=' OR compare = '>'),
	low REAL,
	high REAL,
	unit TEXT,
	at MOMENT,
	due MOMENT,
	conditions JSONTEXT,
	target TEXT,
	outcome TEXT,
	outcomes JSONTEXT,
	said_by ANYREF,
	said_by_type TEXT,
	reason TEXT,
	source TEXT NOT NULL, origin TEXT, told MOMENT, said INTEGER,
	recorded MOMENT NOT NULL, batch REF batch, rev INTEGER NOT NULL
);
CREATE UNIQUE INDEX goal_id ON goal (id);
CREATE INDEX goal_patient ON goal (patient);
CREATE INDEX goal_plan ON goal (plan);
CREATE TABLE activity (
	id ID NOT NULL,
	patient REF patient,
	plan REF plan,
	goal REF goal,
	item TEXT,
	status TEXT
		CONSTRAINT status CHECK (status = 'not-started' OR
		status = 'scheduled' OR status = 'in-progress' OR
		status = 'on-hold' OR status = 'completed' OR
		status = 'cancelled' OR status = 'stopped' OR
		status = 'unknown' OR status = 'entered-in-error'),
	kind TEXT,
	code TEXT,
	system TEXT,
	title TEXT,
	role TEXT,
	every TEXT,
	every_met TEXT,
	opens INTEGER,
	closes INTEGER,
	timing TEXT,
	shift INTEGER,
	priority TEXT
		CONSTRAINT priority CHECK (priority = 'routine' OR
		priority = 'urgent' OR priority = 'asap' OR
		priority = 'stat'),
	needs TEXT,
	at MOMENT,
	until MOMENT,
	about ANYREF,
	about_type TEXT,
	goals JSONTEXT,
	prohibited FLAG,
	performer ANYREF,
	performer_type TEXT,
	performer_name TEXT,
	schedule TEXT,
	reason TEXT,
	reasons JSONTEXT,
	detail TEXT,
	source TEXT NOT NULL, origin TEXT, told MOMENT, said INTEGER,
	recorded MOMENT NOT NULL, batch REF batch, rev INTEGER NOT NULL
);
CREATE UNIQUE INDEX activity_id ON activity (id);
CREATE INDEX activity_patient ON activity (patient);
CREATE INDEX activity_plan ON activity (plan);
CREATE TABLE ack (
	id ID NOT NULL,
	patient REF patient,
	about ANYREF,
	about_type TEXT,
	staff REF staff,
	seen INTEGER,
	at MOMENT,
	source TEXT NOT NULL, origin TEXT, told MOMENT, said INTEGER,
	recorded MOMENT NOT NULL, batch REF batch, rev INTEGER NOT NULL
);
CREATE UNIQUE INDEX ack_id ON ack (id);
CREATE INDEX ack_about ON ack (about);
CREATE TABLE task (
	id ID NOT NULL,
	patient REF patient,
	status TEXT
		CONSTRAINT status CHECK (status = 'draft' OR
		status = 'requested' OR status = 'received' OR
		status = 'accepted' OR status = 'rejected' OR
		status = 'ready' OR status = 'cancelled' OR
		status = 'in-progress' OR status = 'on-hold' OR
		status = 'failed' OR status = 'completed' OR
		status = 'entered-in-error'),
	priority TEXT
		CONSTRAINT priority CHECK (priority = 'routine' OR
		priority = 'urgent' OR priority = 'asap' OR
		priority = 'stat'),
	kind TEXT,
	title TEXT,
	detail TEXT,
	owner REF staff,
	role TEXT,
	team TEXT,
	requester REF staff,
	about ANYREF,
	about_type TEXT,
	plan REF plan,
	activity REF activity,
	part_of REF task,
	at MOMENT,
	start MOMENT,
	due MOMENT,
	until MOMENT,
	begun MOMENT,
	done MOMENT,
	reason TEXT,
	needs TEXT,
	evidence ANYREF,
	evidence_type TEXT,
	outcome TEXT,
	prohibited FLAG,
	performer ANYREF,
	performer_type TEXT,
	asked_by ANYREF,
	asked_by_type TEXT,
	encounter REF encounter,
	intent TEXT,
	source TEXT NOT NULL, origin TEXT, told MOMENT, said INTEGER,
	recorded MOMENT NOT NULL, batch REF batch, rev INTEGER NOT NULL
);
CREATE UNIQUE INDEX task_id ON task (id);
CREATE INDEX task_patient ON task (patient);
CREATE INDEX task_owner_status ON task (owner, status);
CREATE INDEX task_status_due ON task (status, due);
CREATE INDEX task_role_status ON task (role, status);
CREATE INDEX task_activity ON task (activity) WHERE activity IS NOT NULL;
CREATE TABLE alert (
	id ID NOT NULL,
	patient REF patient,
	status TEXT
		CONSTRAINT status CHECK (status = 'new' OR
		status = 'notified' OR status = 'acknowledged' OR
		status = 'resolved' OR status = 'expired' OR
		status = 'suppressed'),
	level TEXT
		CONSTRAINT level CHECK (level = 'info' OR level = 'warning' OR
		level = 'urgent' OR level = 'critical'),
	rule TEXT,
	rule_version TEXT,
	rule_hash TEXT,
	title TEXT,
	about ANYREF,
	about_type TEXT,
	step INTEGER,
	owner REF staff,
	role TEXT,
	at MOMENT,
	notified MOMENT,
	acknowledged MOMENT,
	resolved MOMENT,
	reason TEXT,
	why TEXT,
	ladder TEXT,
	needs TEXT
		CONSTRAINT needs CHECK (needs = 'read-back'),
	read_back MOMENT,
	climbed MOMENT,
	source TEXT NOT NULL, origin TEXT, told MOMENT, said INTEGER,
	recorded MOMENT NOT NULL, batch REF batch, rev INTEGER NOT NULL
);
CREATE UNIQUE INDEX alert_id ON alert (id);
CREATE INDEX alert_patient ON alert (patient);
CREATE INDEX alert_status_at ON alert (status, at);
CREATE INDEX alert_role_status ON alert (role, status);
CREATE INDEX alert_about ON alert (about);
CREATE TABLE occurrence (
	id ID NOT NULL,
	patient REF patient,
	rule TEXT,
	rule_version TEXT,
	rule_hash TEXT,
	status TEXT
		CONSTRAINT status CHECK (status = 'open' OR
		status = 'settled'),
	about ANYREF,
	about_type TEXT,
	item TEXT,
	why TEXT,
	at MOMENT,
	seen MOMENT,
	times INTEGER,
	settled MOMENT,
	reason TEXT,
	made ANYREF,
	made_type TEXT,
	compared FLAG,
	source TEXT NOT NULL, origin TEXT, told MOMENT, said INTEGER,
	recorded MOMENT NOT NULL, batch REF batch, rev INTEGER NOT NULL
);
CREATE UNIQUE INDEX occurrence_id ON occurrence (id);
CREATE INDEX occurrence_patient ON occurrence (patient);
CREATE INDEX occurrence_rule_status ON occurrence (rule, status);
CREATE TABLE decision (
	id ID NOT NULL,
	patient REF patient,
	encounter REF encounter,
	task REF task,
	kind TEXT,
	item TEXT,
	name TEXT,
	decision TEXT
		CONSTRAINT decision CHECK (decision = 'override' OR
		decision = 'keep' OR decision = 'stop' OR
		decision = 'change' OR decision = 'new'),
	first ANYREF,
	first_type TEXT,
	second ANYREF,
	second_type TEXT,
	basis TEXT,
	reason TEXT,
	staff REF staff,
	at MOMENT,
	source TEXT NOT NULL, origin TEXT, told MOMENT, said INTEGER,
	recorded MOMENT NOT NULL, batch REF batch, rev INTEGER NOT NULL
);
CREATE UNIQUE INDEX decision_id ON decision (id);
CREATE INDEX decision_patient ON decision (patient);
CREATE INDEX decision_encounter ON decision (encounter)
	WHERE encounter IS NOT NULL;
CREATE TABLE referral (
	id ID NOT NULL,
	patient REF patient,
	encounter REF encounter,
	status TEXT
		CONSTRAINT status CHECK (status = 'draft' OR
		status = 'active' OR status = 'on-hold' OR
		status = 'revoked' OR status = 'completed' OR
		status = 'entered-in-error' OR status = 'unknown'),
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
		stage = 'expired' OR stage = 'cancelled'),
	intent TEXT,
	category TEXT,
	code TEXT,
	system TEXT,
	title TEXT,
	priority TEXT
		CONSTRAINT priority CHECK (priority = 'routine' OR
		priority = 'urgent' OR priority = 'asap' OR
		priority = 'stat'),
	at MOMENT,
	due MOMENT,
	requester REF staff,
	performer ANYREF,
	performer_type TEXT,
	service REF service,
	need REF need,
	about ANYREF,
	about_type TEXT,
	reason TEXT,
	reason_code TEXT,
	prohibited FLAG,
	detail TEXT,
	instruction TEXT,
	site TEXT,
	schedule TEXT,
	start MOMENT,
	asked_by ANYREF,
	asked_by_type TEXT,
	requester_name TEXT,
	performer_name TEXT,
	performers JSONTEXT,
	reasons JSONTEXT,
	requests JSONTEXT,
	replaces REF referral,
	owner REF staff,
	role TEXT,
	source TEXT NOT NULL, origin TEXT, told MOMENT, said INTEGER,
	recorded MOMENT NOT NULL, batch REF batch, rev INTEGER NOT NULL
);
CREATE UNIQUE INDEX referral_id ON referral (id);
CREATE INDEX referral_patient ON referral (patient);
CREATE INDEX referral_status ON referral (status);
CREATE TABLE need (
	id ID NOT NULL,
	patient REF patient,
	status TEXT
		CONSTRAINT status CHECK (status = 'identified' OR
		status = 'confirmed' OR status = 'addressed' OR
		status = 'resolved' OR status = 'refused' OR
		status = 'entered-in-error'),
	category TEXT,
	code TEXT,
	system TEXT,
	title TEXT,
	about ANYREF,
	about_type TEXT,
	at MOMENT,
	until MOMENT,
	source TEXT NOT NULL, origin TEXT, told MOMENT, said INTEGER,
	recorded MOMENT NOT NULL, batch REF batch, rev INTEGER NOT NULL
);
CREATE UNIQUE INDEX need_id ON need (id);
CREATE INDEX need_patient ON need (patient);
CREATE TABLE appointment (
	id ID NOT NULL,
	patient REF patient,
	status TEXT
		CONSTRAINT status CHECK (status = 'proposed' OR
		status = 'pending' OR status = 'booked' OR
		status = 'arrived' OR status = 'checked-in' OR
		status = 'fulfilled' OR status = 'cancelled' OR
		status = 'noshow' OR status = 'waitlist' OR
		status = 'entered-in-error'),
	kind TEXT,
	code TEXT,
	at MOMENT,
	until MOMENT,
	made MOMENT,
	practitioner REF staff,
	practitioner_name TEXT,
	location REF location,
	location_name TEXT,
	virtual FLAG,
	referral REF referral,
	reason TEXT,
	detail TEXT,
	answer TEXT
		CONSTRAINT answer CHECK (answer = 'accepted' OR
		answer = 'declined' OR answer = 'tentative' OR
		answer = 'needs-action'),
	shared REF appointment,
	instruction TEXT,
	reasons JSONTEXT,
	participants JSONTEXT,
	priority INTEGER,
	source TEXT NOT NULL, origin TEXT, told MOMENT, said INTEGER,
	recorded MOMENT NOT NULL, batch REF batch, rev INTEGER NOT NULL
);
CREATE UNIQUE INDEX appointment_id ON appointment (id);
CREATE INDEX appointment_patient_at ON appointment (patient, at);
CREATE INDEX appointment_status_at ON appointment (status, at);
CREATE INDEX appointment_shared ON appointment (shared)
	WHERE shared IS NOT NULL;
CREATE TABLE slot (
	id ID NOT NULL,
	resource REF resource,
	status TEXT
		CONSTRAINT status CHECK (status = 'free' OR status = 'busy' OR
		status = 'busy-unavailable' OR status = 'busy-tentative' OR
		status = 'entered-in-error'),
	kind TEXT,
	at MOMENT,
	until MOMENT,
	overbooked FLAG,
	source TEXT NOT NULL, origin TEXT, told MOMENT, said INTEGER,
	recorded MOMENT NOT NULL, batch REF batch, rev INTEGER NOT NULL
);
CREATE UNIQUE INDEX slot_id ON slot (id);
CREATE TABLE resource (
	id ID NOT NULL,
	name TEXT,
	kind TEXT,
	status TEXT
		CONSTRAINT status CHECK (status = 'available' OR
		status = 'reserved' OR status = 'in-use' OR
		status = 'maintenance' OR status = 'out-of-service' OR
		status = 'retired'),
	staff REF staff,
	location REF location,
	at MOMENT,
	until MOMENT,
	source TEXT NOT NULL, origin TEXT, told MOMENT, said INTEGER,
	recorded MOMENT NOT NULL, batch REF batch, rev INTEGER NOT NULL
);
CREATE UNIQUE INDEX resource_id ON resource (id);
CREATE TABLE service (
	id ID NOT NULL,
	name TEXT,
	category TEXT,
	organization REF organization,
	location REF location,
	phone TEXT,
	url TEXT,
	area TEXT,
	eligible TEXT,
	languages TEXT,
	hours TEXT,
	capacity INTEGER,
	active FLAG,
	source TEXT NOT NULL, origin TEXT, told MOMENT, said INTEGER,
	recorded MOMENT NOT NULL, batch REF batch, rev INTEGER NOT NULL
);
CREATE UNIQUE INDEX service_id ON service (id);
CREATE TABLE note (
	id ID NOT NULL,
	patient REF patient,
	encounter REF encounter,
	kind TEXT,
	title TEXT,
	text TEXT,
	author REF staff,
	about ANYREF,
	about_type TEXT,
	at MOMENT,
	source TEXT NOT NULL, origin TEXT, told MOMENT, said INTEGER,
	recorded MOMENT NOT NULL, batch REF batch, rev INTEGER NOT NULL
);
CREATE UNIQUE INDEX note_id ON note (id);
CREATE INDEX note_patient_at ON note (patient, at);
CREATE TABLE answer (
	id ID NOT NULL,
	patient REF patient,
	encounter REF encounter,
	survey TEXT,
	survey_version TEXT,
	status TEXT
		CONSTRAINT status CHECK (status = 'in-progress' OR
		status = 'completed' OR status = 'amended' OR
		status = 'stopped' OR status = 'entered-in-error'),
	item TEXT,
	code TEXT,
	question TEXT,
	value REAL,
	vcode TEXT,
	text TEXT,
	at MOMENT,
	source TEXT NOT NULL, origin TEXT, told MOMENT, said INTEGER,
	recorded MOMENT NOT NULL, batch REF batch, rev INTEGER NOT NULL
);
CREATE UNIQUE INDEX answer_id ON answer (id);
CREATE INDEX answer_patient_at ON answer (patient, at);
CREATE TABLE score (
	id ID NOT NULL,
	patient REF patient,
	encounter REF encounter,
	kind TEXT,
	version TEXT,
	value REAL,
	tier TEXT,
	why JSONTEXT,
	at MOMENT,
	source TEXT NOT NULL, origin TEXT, told MOMENT, said INTEGER,
	recorded MOMENT NOT NULL, batch REF batch, rev INTEGER NOT NULL
);
CREATE UNIQUE INDEX score_id ON score (id);
CREATE INDEX score_patient_at ON score (patient, at);
CREATE TABLE message (
	id ID NOT NULL,
	patient REF patient,
	status TEXT
		CONSTRAINT status CHECK (status = 'preparation' OR
		status = 'in-progress' OR status = 'not-done' OR
		status = 'on-hold' OR status = 'stopped' OR
		status = 'completed' OR status = 'entered-in-error' OR
		status = 'unknown'),
	thread REF message,
	reply_to REF message,
	sender ANYREF,
	sender_type TEXT,
	recipient ANYREF,
	recipient_type TEXT,
	role TEXT,
	priority TEXT
		CONSTRAINT priority CHECK (priority = 'routine' OR
		priority = 'urgent' OR priority = 'asap' OR
		priority = 'stat'),
	channel TEXT,
	subject TEXT,
	text TEXT,
	about ANYREF,
	about_type TEXT,
	at MOMENT,
	received MOMENT,
	read MOMENT,
	reason TEXT,
	recipients JSONTEXT,
	category TEXT,
	attachments JSONTEXT,
	source TEXT NOT NULL, origin TEXT, told MOMENT, said INTEGER,
	recorded MOMENT NOT NULL, batch REF batch, rev INTEGER NOT NULL
);
CREATE UNIQUE INDEX message_id ON message (id);
CREATE INDEX message_patient_at ON message (patient, at);
CREATE TABLE notice (
	id ID NOT NULL,
	patient REF patient,
	status TEXT
		CONSTRAINT status CHECK (status = 'scheduled' OR
		status = 'pending' OR status = 'handed' OR status = 'sent' OR
		status = 'delivered' OR status = 'failed' OR
		status = 'denied' OR status = 'cleared' OR status = 'muted' OR
		status = 'unknown'),
	kind TEXT,
	occurrence TEXT,
	recipient ANYREF,
	recipient_type TEXT,
	channel TEXT,
	address TEXT,
	language TEXT,
	text_name TEXT,
	text_version TEXT,
	body TEXT,
	about ANYREF,
	about_type TEXT,
	at MOMENT,
	until MOMENT,
	attempts INTEGER,
	tried MOMENT,
	sent MOMENT,
	reason TEXT,
	source TEXT NOT NULL, origin TEXT, told MOMENT, said INTEGER,
	recorded MOMENT NOT NULL, batch REF batch, rev INTEGER NOT NULL
);
CREATE UNIQUE INDEX notice_id ON notice (id);
CREATE INDEX notice_patient ON notice (patient);
CREATE INDEX notice_status_at ON notice (status, at);
CREATE INDEX notice_about ON notice (about);
CREATE INDEX notice_until ON notice (until);
CREATE TABLE teaching (
	id ID NOT NULL,
	patient REF patient,
	item TEXT,
	language TEXT,
	status TEXT
		CONSTRAINT status CHECK (status = 'assigned' OR
		status = 'sent' OR status = 'opened' OR
		status = 'understood' OR status = 'not-understood' OR
		status = 'cancelled'),
	plan REF plan,
	at MOMENT,
	opened MOMENT,
	understood MOMENT,
	source TEXT NOT NULL, origin TEXT, told MOMENT, said INTEGER,
	recorded MOMENT NOT NULL, batch REF batch, rev INTEGER NOT NULL
);
CREATE UNIQUE INDEX teaching_id ON teaching (id);
CREATE INDEX teaching_patient ON teaching (patient);
CREATE TABLE consent (
	id ID NOT NULL,
	patient REF patient,
	status TEXT
		CONSTRAINT status CHECK (status = 'draft' OR
		status = 'proposed' OR status = 'active' OR
		status = 'rejected' OR status = 'inactive' OR
		status = 'entered-in-error'),
	decision TEXT
		CONSTRAINT decision CHECK (decision = 'permit' OR
		decision = 'deny'),
	scope TEXT,
	category TEXT,
	recipient ANYREF,
	recipient_type TEXT,
	purpose TEXT,
	data TEXT,
	at MOMENT,
	until MOMENT,
	part_of REF consent,
	recipients JSONTEXT,
	policy TEXT,
	data_from MOMENT,
	data_until MOMENT,
	source TEXT NOT NULL, origin TEXT, told MOMENT, said INTEGER,
	recorded MOMENT NOT NULL, batch REF batch, rev INTEGER NOT NULL
);
CREATE UNIQUE INDEX consent_id ON consent (id);
CREATE INDEX consent_patient ON consent (patient);
CREATE INDEX consent_part_of ON consent (part_of) WHERE part_of IS NOT NULL;
CREATE TABLE disclosure (
	id ID NOT NULL,
	patient REF patient,
	recipient TEXT,
	what TEXT,
	purpose TEXT,
	accountable FLAG,
	consent REF consent,
	at MOMENT,
	source TEXT NOT NULL, origin TEXT, told MOMENT, said INTEGER,
	recorded MOMENT NOT NULL, batch REF batch, rev INTEGER NOT NULL
);
CREATE UNIQUE INDEX disclosure_id ON disclosure (id);
CREATE INDEX disclosure_patient_at ON disclosure (patient, at);
CREATE TABLE batch (
	id ID NOT NULL,
	program TEXT,
	feed TEXT,
	format TEXT,
	map TEXT,
	files JSONTEXT,
	status TEXT
		CONSTRAINT status CHECK (status = 'done' OR
		status = 'refused' OR status = 'undone' OR
		status = 'partial'),
	at MOMENT,
	until MOMENT,
	read INTEGER,
	records INTEGER,
	created INTEGER,
	updated INTEGER,
	overruled INTEGER,
	unchanged INTEGER,
	older INTEGER,
	stubs INTEGER,
	refused INTEGER,
	skipped JSONTEXT,
	unknown JSONTEXT,
	seconds REAL,
	unread JSONTEXT,
	retired INTEGER,
	source TEXT NOT NULL, origin TEXT, told MOMENT, said INTEGER,
	recorded MOMENT NOT NULL, batch REF batch, rev INTEGER NOT NULL
);
CREATE UNIQUE INDEX batch_id ON batch (id);
CREATE INDEX batch_at ON batch (at);
CREATE TABLE reject (
	id ID NOT NULL,
	load REF batch,
	file TEXT,
	line INTEGER,
	col INTEGER,
	kind TEXT,
	field TEXT,
	reason TEXT,
	status TEXT
		CONSTRAINT status CHECK (status = 'waiting' OR
		status = 'done' OR status = 'dropped'),
	about REF patient,
	raw TEXT,
	at MOMENT,
	record ANYREF,
	record_type TEXT,
	source TEXT NOT NULL, origin TEXT, told MOMENT, said INTEGER,
	recorded MOMENT NOT NULL, batch REF batch, rev INTEGER NOT NULL
);
CREATE UNIQUE INDEX reject_id ON reject (id);
CREATE INDEX reject_load ON reject (load);
CREATE INDEX reject_status ON reject (status);
CREATE TABLE alias (
	id ID NOT NULL,
	record ANYREF,
	record_type TEXT,
	name TEXT,
	until MOMENT,
	shared FLAG,
	source TEXT NOT NULL, origin TEXT, told MOMENT, said INTEGER,
	recorded MOMENT NOT NULL, batch REF batch, rev INTEGER NOT NULL
);
CREATE UNIQUE INDEX alias_id ON alias (id);
CREATE INDEX alias_record ON alias (record);
CREATE TABLE setting (
	name TEXT NOT NULL PRIMARY KEY,
	value TEXT
);
CREATE TABLE lifecycle (
	on_type TEXT NOT NULL,
	field TEXT NOT NULL,
	was TEXT NOT NULL,
	becomes TEXT NOT NULL,
	word TEXT NOT NULL
);
CREATE TABLE journal (
	seq INTEGER PRIMARY KEY,
	v INTEGER NOT NULL,
	site TEXT NOT NULL,
	n INTEGER NOT NULL,
	hlc INTEGER NOT NULL,
	at MOMENT NOT NULL,
	as_of MOMENT,
	actor TEXT NOT NULL,
	program TEXT NOT NULL,
	action TEXT NOT NULL,
	record ANYREF,
	record_type TEXT,
	rev INTEGER,
	patient REF patient,
	fields JSONTEXT,
	erased TEXT,
	salt TEXT,
	reason TEXT,
	batch REF batch,
	cause TEXT,
	digest INTEGER,
	total TEXT,
	hash TEXT NOT NULL
);
CREATE INDEX journal_record_seq ON journal (record, seq);
CREATE INDEX journal_patient_seq ON journal (patient, seq);
CREATE TABLE seal (
	on_type TEXT NOT NULL PRIMARY KEY,
	n INTEGER NOT NULL,
	sum TEXT NOT NULL
);
CREATE TABLE attempt (
	seq INTEGER PRIMARY KEY,
	rule TEXT NOT NULL, hash TEXT NOT NULL,
	outcome TEXT NOT NULL,
	message TEXT,
	at MOMENT NOT NULL, until MOMENT NOT NULL,
	times INTEGER NOT NULL,
	fired INTEGER NOT NULL, again INTEGER NOT NULL, settled INTEGER NOT NULL,
	late INTEGER NOT NULL,
	compared INTEGER NOT NULL,
	seconds REAL NOT NULL,
	whole MOMENT,
	mark TEXT
);
CREATE INDEX attempt_rule ON attempt (rule, seq);
CREATE TABLE patient_word (
	word TEXT NOT NULL,
	patient INTEGER NOT NULL,
	PRIMARY KEY (word, patient)
) WITHOUT ROWID;
CREATE VIEW encounter_once AS
	SELECT * FROM encounter WHERE same_as IS NULL
	AND (status IS NULL OR status <> 'entered-in-error');
CREATE VIEW observation_once AS
	SELECT * FROM observation WHERE same_as IS NULL
	AND (status IS NULL OR status <> 'entered-in-error');
INSERT INTO lifecycle (on_type, field, was, becomes, word) VALUES
	('task', 'status', 'draft', 'requested', 'request'),
	('task', 'status', 'draft', 'ready', 'request'),
	('task', 'status', 'draft', 'cancelled', 'cancel'),
	('task', 'status', 'requested', 'received', 'receive'),
	('task', 'status', 'requested', 'accepted', 'accept'),
	('task', 'status', 'requested', 'rejected', 'reject'),
	('task', 'status', 'requested', 'ready', 'claim'),
	('task', 'status', 'requested', 'cancelled', 'cancel'),
	('task', 'status', 'requested', 'in-progress', 'start'),
	('task', 'status', 'received', 'accepted', 'accept'),
	('task', 'status', 'received', 'ready', 'claim'),
	('task', 'status', 'received', 'completed', 'done'),
	('task', 'status', 'received', 'rejected', 'reject'),
	('task', 'status', 'received', 'cancelled', 'cancel'),
	('task', 'status', 'accepted', 'ready', 'claim'),
	('task', 'status', 'accepted', 'in-progress', 'start'),
	('task', 'status', 'accepted', 'on-hold', 'hold'),
	('task', 'status', 'accepted', 'cancelled', 'cancel'),
	('task', 'status', 'accepted', 'completed', 'done'),
	('task', 'status', 'ready', 'in-progress', 'start'),
	('task', 'status', 'ready', 'on-hold', 'hold'),
	('task', 'status', 'ready', 'completed', 'done'),
	('task', 'status', 'ready', 'failed', 'fail'),
	('task', 'status', 'ready', 'cancelled', 'cancel'),
	('task', 'status', 'requested', 'completed', 'done'),
	('task', 'status', 'requested', 'on-hold', 'hold'),
	('task', 'status', 'in-progress', 'on-hold', 'hold'),
	('task', 'status', 'in-progress', 'completed', 'done'),
	('task', 'status', 'in-progress', 'failed', 'fail'),
	('task', 'status', 'in-progress', 'cancelled', 'cancel'),
	('task', 'status', 'on-hold', 'ready', 'start'),
	('task', 'status', 'on-hold', 'in-progress', 'start'),
	('task', 'status', 'on-hold', 'completed', 'done'),
	('task', 'status', 'on-hold', 'cancelled', 'cancel'),
	('task', 'status', 'on-hold', 'failed', 'fail'),
	('task', 'status', 'completed', 'in-progress', 'reopen'),
	('task', 'status', 'failed', 'in-progress', 'reopen'),
	('task', 'status', 'cancelled', 'ready', 'reopen'),
	('task', 'status', 'rejected', 'ready', 'reopen');
INSERT INTO lifecycle (on_type, field, was, becomes, word) VALUES
	('plan', 'status', 'draft', 'active', 'activate'),
	('plan', 'status', 'draft', 'revoked', 'close'),
	('plan', 'status', 'active', 'on-hold', 'hold'),
	('plan', 'status', 'active', 'completed', 'close'),
	('plan', 'status', 'active', 'revoked', 'close'),
	('plan', 'status', 'on-hold', 'active', 'resume'),
	('plan', 'status', 'on-hold', 'completed', 'close'),
	('plan', 'status', 'on-hold', 'revoked', 'close'),
	('plan', 'status', 'completed', 'active', 'reopen'),
	('plan', 'status', 'revoked', 'active', 'reopen');
INSERT INTO lifecycle (on_type, field, was, becomes, word) VALUES
	('goal', 'status', 'proposed', 'planned', 'plan'),
	('goal', 'status', 'proposed', 'accepted', 'accept'),
	('goal', 'status', 'proposed', 'rejected', 'reject'),
	('goal', 'status', 'planned', 'accepted', 'accept'),
	('goal', 'status', 'planned', 'active', 'start'),
	('goal', 'status', 'planned', 'cancelled', 'cancel'),
	('goal', 'status', 'accepted', 'active', 'start'),
	('goal', 'status', 'accepted', 'cancelled', 'cancel'),
	('goal', 'status', 'active', 'on-hold', 'hold'),
	('goal', 'status', 'active', 'completed', 'done'),
	('goal', 'status', 'active', 'cancelled', 'cancel'),
	('goal', 'status', 'on-hold', 'active', 'start'),
	('goal', 'status', 'on-hold', 'cancelled', 'cancel'),
	('goal', 'status', 'proposed', 'active', 'start');
INSERT INTO lifecycle (on_type, field, was, becomes, word) VALUES
	('activity', 'status', 'not-started', 'scheduled', 'schedule'),
	('activity', 'status', 'not-started', 'in-progress', 'start'),
	('activity', 'status', 'not-started', 'completed', 'done'),
	('activity', 'status', 'not-started', 'cancelled', 'cancel'),
	('activity', 'status', 'scheduled', 'in-progress', 'start'),
	('activity', 'status', 'scheduled', 'completed', 'done'),
	('activity', 'status', 'scheduled', 'cancelled', 'cancel'),
	('activity', 'status', 'in-progress', 'on-hold', 'hold'),
	('activity', 'status', 'in-progress', 'completed', 'done'),
	('activity', 'status', 'in-progress', 'stopped', 'stop'),
	('activity', 'status', 'on-hold', 'in-progress', 'start'),
	('activity', 'status', 'on-hold', 'stopped', 'stop'),
	('activity', 'status', 'on-hold', 'cancelled', 'cancel');
INSERT INTO lifecycle (on_type, field, was, becomes, word) VALUES
	('referral', 'status', 'draft', 'active', 'send'),
	('referral', 'status', 'draft', 'revoked', 'cancel'),
	('referral', 'status', 'active', 'on-hold', 'hold'),
	('referral', 'status', 'active', 'revoked', 'cancel'),
	('referral', 'status', 'active', 'completed', 'close'),
	('referral', 'status', 'on-hold', 'active', 'resume'),
	('referral', 'status', 'on-hold', 'revoked', 'cancel'),
	('referral', 'status', 'completed', 'active', 'reopen');
INSERT INTO lifecycle (on_type, field, was, becomes, word) VALUES
	('appointment', 'status', 'proposed', 'pending', 'offer'),
	('appointment', 'status', 'proposed', 'booked', 'book'),
	('appointment', 'status', 'proposed', 'cancelled', 'cancel'),
	('appointment', 'status', 'pending', 'booked', 'book'),
	('appointment', 'status', 'pending', 'cancelled', 'cancel'),
	('appointment', 'status', 'waitlist', 'booked', 'book'),
	('appointment', 'status', 'waitlist', 'cancelled', 'cancel'),
	('appointment', 'status', 'booked', 'arrived', 'arrive'),
	('appointment', 'status', 'booked', 'checked-in', 'check-in'),
	('appointment', 'status', 'booked', 'fulfilled', 'keep'),
	('appointment', 'status', 'booked', 'noshow', 'miss'),
	('appointment', 'status', 'booked', 'cancelled', 'cancel'),
	('appointment', 'status', 'arrived', 'checked-in', 'check-in'),
	('appointment', 'status', 'arrived', 'fulfilled', 'keep'),
	('appointment', 'status', 'checked-in', 'fulfilled', 'keep'),
	('appointment', 'status', 'arrived', 'cancelled', 'cancel'),
	('appointment', 'status', 'noshow', 'fulfilled', 'correct'),
	('appointment', 'status', 'fulfilled', 'noshow', 'correct');
INSERT INTO lifecycle (on_type, field, was, becomes, word) VALUES
	('alert', 'status', 'new', 'notified', 'notify'),
	('alert', 'status', 'new', 'acknowledged', 'ack'),
	('alert', 'status', 'new', 'resolved', 'resolve'),
	('alert', 'status', 'new', 'expired', 'expire'),
	('alert', 'status', 'new', 'suppressed', 'suppress'),
	('alert', 'status', 'new', 'notified', 'hand-over'),
	('alert', 'status', 'notified', 'acknowledged', 'ack'),
	('alert', 'status', 'notified', 'resolved', 'resolve'),
	('alert', 'status', 'notified', 'expired', 'expire'),
	('alert', 'status', 'acknowledged', 'notified', 'hand-over'),
	('alert', 'status', 'acknowledged', 'resolved', 'resolve'),
	('alert', 'status', 'acknowledged', 'expired', 'expire');
INSERT INTO lifecycle (on_type, field, was, becomes, word) VALUES
	('notice', 'status', 'scheduled', 'pending', 'queue'),
	('notice', 'status', 'scheduled', 'cleared', 'clear'),
	('notice', 'status', 'scheduled', 'muted', 'mute'),
	('notice', 'status', 'scheduled', 'denied', 'deny'),
	('notice', 'status', 'pending', 'handed', 'hand'),
	('notice', 'status', 'pending', 'cleared', 'clear'),
	('notice', 'status', 'pending', 'muted', 'mute'),
	('notice', 'status', 'pending', 'denied', 'deny'),
	('notice', 'status', 'pending', 'failed', 'fail'),
	('notice', 'status', 'handed', 'sent', 'send'),
	('notice', 'status', 'handed', 'failed', 'fail'),
	('notice', 'status', 'handed', 'unknown', 'lose'),
	('notice', 'status', 'sent', 'delivered', 'deliver'),
	('notice', 'status', 'sent', 'failed', 'fail'),
	('notice', 'status', 'failed', 'pending', 'retry'),
	('notice', 'status', 'muted', 'scheduled', 'unmute'),
	('notice', 'status', 'cleared', 'scheduled', 'restore'),
	('notice', 'status', 'denied', 'scheduled', 'allow'),
	('notice', 'status', 'denied', 'cleared', 'clear'),
	('notice', 'status', 'muted', 'cleared', 'clear'),
	('notice', 'status', 'unknown', 'sent', 'find'),
	('notice', 'status', 'unknown', 'failed', 'fail');
INSERT INTO lifecycle (on_type, field, was, becomes, word) VALUES
	('referral', 'stage', 'created', 'consent-ok', 'consent'),
	('referral', 'stage', 'created', 'sent', 'send'),
	('referral', 'stage', 'consent-ok', 'sent', 'send'),
	('referral', 'stage', 'sent', 'delivered', 'deliver'),
	('referral', 'stage', 'sent', 'received', 'receive'),
	('referral', 'stage', 'delivered', 'received', 'receive'),
	('referral', 'stage', 'sent', 'accepted', 'accept'),
	('referral', 'stage', 'delivered', 'accepted', 'accept'),
	('referral', 'stage', 'received', 'accepted', 'accept'),
	('referral', 'stage', 'accepted', 'scheduled', 'schedule'),
	('referral', 'stage', 'accepted', 'served', 'serve'),
	('referral', 'stage', 'scheduled', 'served', 'serve'),
	('referral', 'stage', 'scheduled', 'no-show', 'miss'),
	('referral', 'stage', 'no-show', 'scheduled', 'schedule'),
	('referral', 'stage', 'served', 'report-received', 'report'),
	('referral', 'stage', 'report-received', 'reviewed', 'review'),
	('referral', 'stage', 'reviewed', 'closed', 'close'),
	('referral', 'stage', 'served', 'closed', 'close'),
	('referral', 'stage', 'sent', 'rejected', 'reject'),
	('referral', 'stage', 'sent', 'no-capacity', 'reject'),
	('referral', 'stage', 'sent', 'not-eligible', 'reject'),
	('referral', 'stage', 'delivered', 'rejected', 'reject'),
	('referral', 'stage', 'delivered', 'no-capacity', 'reject'),
	('referral', 'stage', 'delivered', 'not-eligible', 'reject'),
	('referral', 'stage', 'received', 'rejected', 'reject'),
	('referral', 'stage', 'received', 'no-capacity', 'reject'),
	('referral', 'stage', 'received', 'not-eligible', 'reject'),
	('referral', 'stage', 'sent', 'cannot-contact', 'lose'),
	('referral', 'stage', 'sent', 'client-declined', 'decline'),
	('referral', 'stage', 'sent', 'redirected', 'redirect'),
	('referral', 'stage', 'sent', 'expired', 'expire'),
	('referral', 'stage', 'delivered', 'cannot-contact', 'lose'),
	('referral', 'stage', 'delivered', 'client-declined', 'decline'),
	('referral', 'stage', 'delivered', 'redirected', 'redirect'),
	('referral', 'stage', 'delivered', 'expired', 'expire'),
	('referral', 'stage', 'received', 'cannot-contact', 'lose'),
	('referral', 'stage', 'received', 'client-declined', 'decline'),
	('referral', 'stage', 'received', 'redirected', 'redirect'),
	('referral', 'stage', 'received', 'expired', 'expire'),
	('referral', 'stage', 'accepted', 'cannot-contact', 'lose'),
	('referral', 'stage', 'accepted', 'client-declined', 'decline'),
	('referral', 'stage', 'accepted', 'redirected', 'redirect'),
	('referral', 'stage', 'accepted', 'expired', 'expire'),
	('referral', 'stage', 'scheduled', 'cannot-contact', 'lose'),
	('referral', 'stage', 'scheduled', 'client-declined', 'decline'),
	('referral', 'stage', 'scheduled', 'redirected', 'redirect'),
	('referral', 'stage', 'scheduled', 'expired', 'expire'),
	('referral', 'stage', 'no-show', 'cannot-contact', 'lose'),
	('referral', 'stage', 'no-show', 'client-declined', 'decline'),
	('referral', 'stage', 'no-show', 'redirected', 'redirect'),
	('referral', 'stage', 'no-show', 'expired', 'expire'),
	('referral', 'stage', 'rejected', 'redirected', 'redirect'),
	('referral', 'stage', 'no-capacity', 'redirected', 'redirect'),
	('referral', 'stage', 'not-eligible', 'redirected', 'redirect'),
	('referral', 'stage', 'cannot-contact', 'redirected', 'redirect'),
	('referral', 'stage', 'created', 'cancelled', 'cancel'),
	('referral', 'stage', 'consent-ok', 'cancelled', 'cancel'),
	('referral', 'stage', 'sent', 'cancelled', 'cancel'),
	('referral', 'stage', 'delivered', 'cancelled', 'cancel'),
	('referral', 'stage', 'received', 'cancelled', 'cancel'),
	('referral', 'stage', 'accepted', 'cancelled', 'cancel'),
	('referral', 'stage', 'scheduled', 'cancelled', 'cancel'),
	('referral', 'stage', 'no-show', 'cancelled', 'cancel');
INSERT INTO lifecycle (on_type, field, was, becomes, word) VALUES
	('need', 'status', 'identified', 'confirmed', 'confirm'),
	('need', 'status', 'identified', 'addressed', 'address'),
	('need', 'status', 'identified', 'resolved', 'resolve'),
	('need', 'status', 'identified', 'refused', 'refuse'),
	('need', 'status', 'confirmed', 'addressed', 'address'),
	('need', 'status', 'confirmed', 'resolved', 'resolve'),
	('need', 'status', 'confirmed', 'refused', 'refuse'),
	('need', 'status', 'addressed', 'confirmed', 'confirm'),
	('need', 'status', 'addressed', 'resolved', 'resolve'),
	('need', 'status', 'addressed', 'refused', 'refuse'),
	('need', 'status', 'resolved', 'identified', 'reopen'),
	('need', 'status', 'refused', 'identified', 'reopen');
INSERT INTO lifecycle (on_type, field, was, becomes, word) VALUES
	('occurrence', 'status', 'open', 'settled', 'settle'),
	('oncall', 'status', 'active', 'cancelled', 'cancel');
