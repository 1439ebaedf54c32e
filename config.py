"""Settings, read from the environment once, by the factory alone.

Every default is right in production and fit to publish; what is neither has no default. The table of settings
in README is checked against this class by a test.
"""

from pathlib import Path
from typing import Annotated

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict


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
    council_name: str = Field(default="", description="who runs this directory, shown in the header and footer")
    demonstration: bool = Field(default=False, description="say on every page that the groups are fictional")
    contact_email: str = Field(default="", description="where people can write about the directory; empty: not shown")
    address: str = Field(
        default="",
        description="what links in letters begin with, like https://directory.example; empty: where it serves",
    )
    idle_minutes: int = Field(default=120, ge=5, description="minutes without a page until somebody is signed out")
    session_hours: int = Field(default=12, ge=1, description="hours until somebody signs in anew")
    second_step: bool = Field(
        default=True, description="ask those who decide about other people's texts for a code from an app, too"
    )
    trusted_hosts: Annotated[tuple[str, ...], NoDecode] = Field(
        default=(), description="host names this site answers to, with commas between; empty: any"
    )
    proxies: int = Field(default=0, ge=0, le=5, description="reverse proxies in front whose headers are believed")
    capacity_fresh_days: int = Field(default=28, ge=1, description="days until a capacity statement is not known")
    confirm_days: int = Field(default=90, ge=1, description="days after which a listing should be confirmed again")
    unconfirmed_days: int = Field(default=120, ge=1, description="days after which a listing is labelled unconfirmed")
    radius_miles: float = Field(default=10, gt=0, le=100, description="how far a search looks unless told otherwise")
    count_unmet: bool = Field(
        default=True, description="count the needs that met no good answer, by postcode district and month"
    )
    import_megabytes: int = Field(default=500, ge=1, description="the largest file or feed that is read")

    @field_validator("trusted_hosts", mode="before")
    @classmethod
    def _split(cls, typed: object) -> object:
        return tuple(host.strip() for host in typed.split(",") if host.strip()) if isinstance(typed, str) else typed

    @property
    def database(self) -> str:
        """The database address in use: a setting that was left empty means SQLite in the home folder."""
        return self.database_url or f"sqlite:///{(self.home / 'fingerpost.sqlite').absolute()}"

    @property
    def index_folder(self) -> Path:
        return self.home / "index"

    @property
    def gazetteer_file(self) -> Path:
        return self.home / "gazetteer.bin"
