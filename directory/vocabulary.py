"""The closed lists of words that the whole application shares, with what each is called on a page."""

from enum import StrEnum


class _Word(StrEnum):
    """A code that is stored and exchanged, with the words a person reads."""

    label: str

    def __new__(cls, code: str, label: str = "") -> "_Word":
        word = str.__new__(cls, code)
        word._value_ = code
        word.label = label
        return word

    @property
    def heading(self) -> str:
        """The label as it begins a line; "Is LGBTQ+" keeps its capitals."""
        return self.label[:1].upper() + self.label[1:]


class Verdict(_Word):
    """Whether a service is for this client. Order matters: the last is the worst."""

    YES = "yes", "Fits"
    ASK = "ask", "Ask first"
    NO = "no", "Not for this person"


class Gender(_Word):
    """As a group states whom it is for, and as a navigator states who the client is."""

    FEMALE = "female", "women and girls"
    MALE = "male", "men and boys"
    NON_BINARY = "non-binary", "non-binary people"


class Way(_Word):
    """How a service reaches a person (Open Referral's attending type)."""

    IN_PERSON = "in_person", "At a place"
    ONLINE = "online", "Online"
    PHONE = "phone", "By phone"
    HOME_VISIT = "home_visit", "Visits at home"


class CapacityStatus(_Word):
    """What a group said of its room. That nobody has said, or long ago, is not a status: see Capacity."""

    OPEN = "open", "Has room"
    FEW = "few", "A few places left"
    WAITING_LIST = "waiting_list", "Waiting list"
    FULL = "full", "Full"
    ASK = "ask", "Ask first"


class Answer(_Word):
    """What a group says by one press when it is asked whether its listing is still right."""

    RIGHT = "right", "Still right"
    OPEN = "open", "Has room"
    FEW = "few", "A few places left"
    WAITING_LIST = "waiting_list", "There is a waiting list"
    FULL = "full", "Now full"
    CLOSED = "closed", "Has closed"


class Referrer(_Word):
    """Who may send a person to a service."""

    SELF = "self", "People can refer themselves"
    PROFESSIONAL = "professional", "Any professional can refer"
    GP = "gp", "GP practices can refer"


class RuleKind(_Word):
    """What an eligibility rule is about."""

    ANYONE = "anyone", "Anyone"
    AGE = "age", "Age"
    GENDER = "gender", "Gender"
    RESIDENCE = "residence", "Where the person lives"
    CIRCUMSTANCE = "circumstance", "Circumstances"
    REFERRER = "referrer", "Who refers"


class ModerationStatus(_Word):
    """Where a listing stands between being written and being shown."""

    DRAFT = "draft", "Draft"
    SUBMITTED = "submitted", "Waiting for a decision"
    PUBLISHED = "published", "Published"
    CHANGES_ASKED = "changes_asked", "Returned to the group for changes"
    DECLINED = "declined", "Declined"
    WITHDRAWN = "withdrawn", "Withdrawn"
    ARCHIVED = "archived", "Archived"


class TermKind(_Word):
    """Which of our lists a taxonomy term belongs to."""

    NEED = "need", "Need"
    CATEGORY = "category", "Kind of activity"
    ACCESS = "access", "Access feature"
    FOREIGN = "foreign", "Term of another list"


class TermOrigin(_Word):
    """Why a service is linked to a term."""

    STATED = "stated", "said by the group"
    IMPORTED = "imported", "came with the record"
    SUGGESTED = "suggested", "suggested by its words"


class NominationStatus(_Word):
    """What became of a group that a councillor told us of."""

    WAITING = "waiting", "Waiting"
    INVITED = "invited", "The group has been invited"
    TAKEN_OVER = "taken_over", "The group keeps its own listing"
    CLOSED = "closed", "Closed"


class RevisionState(_Word):
    """What became of a text that somebody wrote for a listing."""

    IN_FORCE = "in_force", "Published"
    PROPOSED = "proposed", "Waiting for a decision"
    ACCEPTED = "accepted", "Accepted"
    REFUSED = "refused", "Not taken"
    REPLACED = "replaced", "Replaced by a later proposal"


class EventKind(_Word):
    """What a moderation event tells of."""

    STATUS = "status", "Status changed"
    CHANGE_ACCEPTED = "change_accepted", "Change accepted"
    CHANGE_REFUSED = "change_refused", "Change not taken"
    CHANGE_UNDONE = "change_undone", "Change undone"
    CLAIM_GRANTED = "claim_granted", "Claim granted"
    CLAIM_REFUSED = "claim_refused", "Claim refused"
    MERGED = "merged", "Merged"
    UNMERGED = "unmerged", "Merge undone"
    NOT_THE_SAME = "not_the_same", "Found to be two services"
    CONFIRMED = "confirmed", "Confirmed to be right"
    REPORT_ANSWERED = "report_answered", "Report answered"


class QueueKind(_Word):
    """What somebody who decides finds in their queue, in the order of its filters."""

    NEW = "new", "New listings"
    CHANGE = "change", "Changes"
    CLAIM = "claim", "Claims"
    REPORT = "report", "Reports"
    MAIL = "mail", "Mail that does not arrive"
    STALE = "stale", "Not confirmed for long"


class ClaimStatus(_Word):
    """Where somebody's claim to speak for a group stands."""

    WAITING = "waiting", "Waiting for a decision"
    GRANTED = "granted", "Granted"
    REFUSED = "refused", "Refused"


class ReportKind(_Word):
    """What somebody without an account tells us of."""

    NEW_GROUP = "new_group", "A group that is not listed"
    PROBLEM = "problem", "Something wrong with a listing"


class ReportStatus(_Word):
    """What became of it."""

    WAITING = "waiting", "Waiting"
    ANSWERED = "answered", "Answered"
    CLOSED = "closed", "Closed without an answer"


class Role(_Word):
    """What an account may do; a grant also says where."""

    GROUP_EDITOR = "group_editor", "Group editor"
    NAVIGATOR = "navigator", "Navigator"
    COUNCILLOR = "councillor", "Councillor"
    MODERATOR = "moderator", "Moderator"
    ADMINISTRATOR = "administrator", "Administrator"


class Circumstance(_Word):
    """A thing about a person's life that a group may ask for or rule out."""

    CARER = "carer", "looks after someone"
    YOUNG_CARER = "young_carer", "is a young carer"
    PARENT = "parent", "is a parent"
    PREGNANT = "pregnant", "is pregnant"
    LONE_PARENT = "lone_parent", "is a lone parent"
    VETERAN = "veteran", "has served in the armed forces"
    DISABLED = "disabled", "is disabled"
    LEARNING_DISABILITY = "learning_disability", "has a learning disability"
    AUTISTIC = "autistic", "is autistic"
    DEMENTIA = "dementia", "lives with dementia"
    SIGHT_LOSS = "sight_loss", "lives with sight loss"
    HEARING_LOSS = "hearing_loss", "is deaf or lives with hearing loss"
    MENTAL_ILLNESS = "mental_illness", "lives with a mental health problem"
    LONG_TERM_CONDITION = "long_term_condition", "lives with a long-term condition"
    CANCER = "cancer", "lives with cancer"
    STROKE = "stroke", "has had a stroke"
    SUBSTANCE_USE = "substance_use", "has trouble with alcohol or drugs"
    BEREAVED = "bereaved", "is bereaved"
    HOMELESS = "homeless", "is homeless"
    LOW_INCOME = "low_income", "is on a low income or benefits"
    UNEMPLOYED = "unemployed", "is out of work"
    REFUGEE = "refugee", "is a refugee or seeking asylum"
    LGBT = "lgbt", "is LGBTQ+"
    CARE_LEAVER = "care_leaver", "has been in care"
    DOMESTIC_ABUSE = "domestic_abuse", "has lived with domestic abuse"
    EX_OFFENDER = "ex_offender", "has been in prison or on probation"
    TRAVELLER = "traveller", "is from a Gypsy, Roma or Traveller community"
    STUDENT = "student", "is a student"
    LIVES_ALONE = "lives_alone", "lives alone"
    HOUSEBOUND = "housebound", "cannot easily leave home"
    RECENT_HOSPITAL_STAY = "recent_hospital_stay", "has just come home from hospital"
