"""Settings, read from the environment once, by the factory alone.

Every default is right in production and fit to publish; what is neither has no default. The table of settings
in README is checked against this class by a test.
"""

import re
from email.errors import MessageError
from email.headerregistry import Address
from email.utils import parseaddr
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, SecretStr, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

_SITE = re.compile(r"https?://(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)*(:[0-9]{1,5})?", re.IGNORECASE)
_NO_QUOTES = str.maketrans("", "", '"\\')


class Settings(BaseSettings):
    """What may differ between two installations. Frozen: nothing changes a setting while the program runs."""

    model_config = SettingsConfigDict(env_prefix="FINGERPOST_", frozen=True, extra="forbid")

    home: Path = Field(default=Path("instance"), description="folder of the database, the index, the gazetteer")
    database_url: str = Field(default="", description="SQLAlchemy address; empty: SQLite in the home folder")
    secret_key: SecretStr = Field(
        default=SecretStr(""),
        description="signs cookies and links; empty: made once and kept in the home folder",
    )
    service_name: str = Field(default="Fingerpost", description="the name in the header of every page")
    council_name: str = Field(
        default="",
        description="who runs this directory: in the header and footer, and as the source in all that others take",
    )
    demonstration: bool = Field(default=False, description="say on every page that the groups are fictional")
    contact_email: str = Field(default="", description="where people can write about the directory; empty: not shown")
    address: str = Field(
        default="",
        description="what links begin with that others take, like https://directory.example; empty: where it serves",
    )
    idle_minutes: int = Field(default=120, ge=5, description="minutes without a page until somebody is signed out")
    session_hours: int = Field(default=12, ge=1, description="hours until somebody signs in anew")
    second_step: bool = Field(
        default=True, description="ask those who decide about other people's texts for a code from an app, too"
    )
    mail: Literal["", "smtp", "notify", "file", "console"] = Field(
        default="",
        description="how letters leave: smtp, notify, file (into outbox in the home folder), console; empty: they wait",
    )
    mail_from: str = Field(
        default="", validate_default=True, description="the address letters come from, alone or as Name <address>"
    )
    smtp_host: str = Field(default="", validate_default=True, description="the mail server")
    smtp_port: int = Field(default=587, ge=1, le=65535, description="its port; with tls usually 465")
    smtp_user: str = Field(default="", description="who we are to the mail server; empty: it does not ask")
    smtp_password: SecretStr = Field(default=SecretStr(""), description="what goes with that")
    smtp_security: Literal["starttls", "tls", "none"] = Field(
        default="starttls", description="encrypted after a greeting (starttls), from the start (tls), or never (none)"
    )
    notify_key: SecretStr = Field(
        default=SecretStr(""), validate_default=True, description="the API key of GOV.UK Notify, whole"
    )
    notify_template: str = Field(
        default="",
        validate_default=True,
        description="the key of a template there, whose subject is ((subject)) and whose text is ((body))",
    )
    trusted_hosts: Annotated[tuple[str, ...], NoDecode] = Field(
        default=(), description="host names this site answers to, with commas between; empty: any"
    )
    proxies: int = Field(default=0, ge=0, le=5, description="reverse proxies in front whose headers are believed")
    capacity_fresh_days: int = Field(default=28, ge=1, description="days until a capacity statement is not known")
    confirm_days: int = Field(default=90, ge=1, description="days after which a listing should be confirmed again")
    unconfirmed_days: int = Field(default=120, ge=1, description="days after which a listing is labelled unconfirmed")
    archive_days: int = Field(
        default=365, ge=1, description="days without a confirmation after which a listing is put away, and kept"
    )
    remind: bool = Field(
        default=False, description="let the server itself ask groups once a day whether their listings are still right"
    )
    check_links: bool = Field(
        default=False,
        description="let the server itself ask, one a minute, whether the web addresses in listings answer",
    )
    radius_miles: float = Field(default=10, gt=0, le=100, description="how far a search looks unless told otherwise")
    count_unmet: bool = Field(
        default=True, description="count the needs that met no good answer, by postcode district and month"
    )
    import_megabytes: int = Field(default=500, ge=1, description="the largest file or feed that is read")
    feed_minutes: int = Field(default=60, ge=1, description="for how long a feed of the web is read at most")
    feed_pause: float = Field(default=0.5, ge=0, description="seconds between two pages of a feed of the web")
    private_feeds: bool = Field(
        default=False, description="read feeds from machines of private networks, too, and from this machine"
    )

    embed_ancestors: Annotated[tuple[str, ...], NoDecode] = Field(
        default=(),
        description="sites that may show the search box in a frame, like https://surgery.example, with commas between",
    )

    @field_validator("trusted_hosts", "embed_ancestors", mode="before")
    @classmethod
    def _split(cls, typed: object) -> object:
        return tuple(host.strip() for host in typed.split(",") if host.strip()) if isinstance(typed, str) else typed

    @field_validator("embed_ancestors")
    @classmethod
    def _are_sites(cls, typed: tuple[str, ...]) -> tuple[str, ...]:
        # They go into a header: whatever is no plain origin could say something else there.
        if wrong := [each for each in typed if not _SITE.fullmatch(each)]:
            raise ValueError(f"{wrong[0][:100]} is not a site, like https://surgery.example or https://*.nhs.uk")
        return typed

    @field_validator("mail_from", "smtp_host")
    @classmethod
    def _needed_by_smtp(cls, typed: str, info: ValidationInfo) -> str:
        if not typed.strip() and info.data.get("mail") == "smtp":
            raise ValueError("it is needed when FINGERPOST_MAIL is smtp")
        return typed.strip()

    @field_validator("notify_key", "notify_template")
    @classmethod
    def _needed_by_notify(cls, typed: SecretStr | str, info: ValidationInfo) -> SecretStr | str:
        if not typed and info.data.get("mail") == "notify":
            raise ValueError("it is needed when FINGERPOST_MAIL is notify")
        return typed

    @field_validator("mail_from")
    @classmethod
    def _is_an_address(cls, typed: str) -> str:
        try:
            address = parseaddr(typed)[1]
            known = not typed or (address.isascii() and bool(Address(addr_spec=address).domain))
        except (MessageError, ValueError, IndexError):
            known = False
        if not (known and typed.isprintable()):
            raise ValueError("it is not an e-mail address")
        return typed

    @property
    def publisher(self) -> str:
        """What this directory is called as the source of what is made in it."""
        return self.council_name or self.service_name

    @property
    def sender(self) -> str:
        """The name and address that letters come from. Where they do not leave this machine any address will do."""
        name, address = parseaddr(self.mail_from or "letters@fingerpost.localhost")
        return f'"{(name or self.service_name).translate(_NO_QUOTES)}" <{address}>'

    @property
    def way_of_mail(self) -> Literal["", "smtp", "notify", "file", "console"]:
        """How letters leave: as was chosen, and in a demonstration at least into a folder."""
        return self.mail or ("file" if self.demonstration else "")

    @property
    def database(self) -> str:
        """The database address in use: a setting that was left empty means SQLite in the home folder."""
        return self.database_url or f"sqlite:///{(self.home / 'fingerpost.sqlite').absolute()}"

    @property
    def index_folder(self) -> Path:
        return self.home / "index"

    @property
    def feeds(self) -> Path:
        """Where feeds lie that were brought in from the web."""
        return self.home / "feeds"

    @property
    def handed_over(self) -> Path:
        """Where feeds lie that were handed over on a page."""
        return self.feeds / "handed-over"

    @property
    def waiting_files(self) -> Path:
        """Where files lie that were handed over with a form that was not right yet."""
        return self.feeds / "waiting"

    @property
    def outbox(self) -> Path:
        """Where letters are written that leave as files."""
        return self.home / "outbox"

    @property
    def gazetteer_file(self) -> Path:
        return self.home / "gazetteer.bin"
