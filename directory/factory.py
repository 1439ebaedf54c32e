"""Puts the application together: settings, resources, pages. Alone in knowing which search engine is used."""

import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from flask import Flask
from flask.cli import FlaskGroup
from flask_wtf import CSRFProtect
from jinja2 import ChoiceLoader, FileSystemLoader, PackageLoader, PrefixLoader
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.middleware.proxy_fix import ProxyFix
from whitenoise import WhiteNoise

from config import Settings
from directory import clock
from directory.actions.letters import Stationery
from directory.cli.main import COMMANDS, run
from directory.database import Database
from directory.errors import UnavailableError
from directory.mail import ConsoleMailer, FileMailer, Mailer, NotifyMailer, SmtpMailer
from directory.oruk.ical import long_date
from directory.queries.describing import miles_in_words, moment_in_words
from directory.resources import SECRET, STATIC, Resources
from directory.signing import Signer
from directory.views import (
    accounts,
    calendar,
    claiming,
    data,
    editing,
    embed,
    exchange,
    feed,
    fhir,
    groups,
    history,
    invitation,
    listing,
    moderation,
    nomination,
    oruk,
    outbox,
    pages,
    people,
    registration,
    report,
    search,
    second_step,
    shortlist,
    signposts,
    suggest,
    upkeep,
    ward,
)
from directory.views.assets import static_address
from directory.views.context import close_session, is_demonstration
from directory.views.exchange import set_up_uploads
from directory.views.headers import add_to_file, set_up_headers
from directory.views.problems import set_up_problems
from directory.views.signed_in import current_person
from search_index.documents import Document
from search_index.port import SearchIndex
from search_index.thesaurus import Thesaurus
from search_index.whoosh_index import WhooshIndex

TEMPLATES = Path(__file__).parent.parent / "templates"
A_DAY = 86_400

PARTS = (
    search,
    suggest,
    listing,
    pages,
    accounts,
    second_step,
    outbox,
    nomination,
    ward,
    invitation,
    report,
    registration,
    moderation,
    people,
    claiming,
    groups,
    editing,
    history,
    upkeep,
    oruk,
    calendar,
    shortlist,
    fhir,
    data,
    feed,
    signposts,
    embed,
    exchange,
)
"""The parts of the site, each with a blueprint."""


def create_app(settings: Settings | None = None, resources: Resources | None = None) -> Flask:
    """The application, ready to be served.

    Args:
        settings: instead of those of the environment.
        resources: instead of those of the settings; tests bring their own.
    """
    settings = settings or Settings()
    resources = resources or make_resources(settings)
    secure = settings.address.startswith("https://")
    app = Flask("directory", template_folder=None, static_folder=STATIC)
    app.config.update(
        SECRET_KEY=_secret(settings),
        SESSION_COOKIE_NAME="__Host-fingerpost" if secure else "fingerpost",
        SESSION_COOKIE_SECURE=secure,
        SESSION_COOKIE_SAMESITE="Lax",
        # A form that was open for a day can still be sent.
        WTF_CSRF_TIME_LIMIT=None,
        MAX_CONTENT_LENGTH=2_000_000,
        MAX_FORM_MEMORY_SIZE=500_000,
        MAX_FORM_PARTS=500,
        TRUSTED_HOSTS=list(settings.trusted_hosts) or None,
    )
    app.extensions["settings"] = settings
    app.extensions["resources"] = resources
    # First of all: what looks for the proof that a form is ours reads all of it.
    set_up_uploads(app)
    CSRFProtect(app)
    _set_up_templates(app, settings)
    set_up_headers(app)
    set_up_problems(app)
    app.teardown_appcontext(close_session)
    for part in PARTS:
        app.register_blueprint(part.blueprint)
    for command in COMMANDS:
        app.cli.add_command(command)
    _set_up_serving(app, settings)
    return app


def main(make: Callable[[], Flask] = create_app) -> None:
    """The command ``fingerpost``.

    Args:
        make: makes the application; tests bring one that is warm already.
    """
    group = FlaskGroup(
        create_app=make,
        add_default_commands=False,
        add_version_option=False,
        set_debug_flag=False,
        load_dotenv=False,
        help="Fingerpost, a directory of local groups: find what fits, is near, and has room.",
    )
    # Flask's own options choose another application; here there is only one.
    group.params.clear()
    run(group)


def make_resources(settings: Settings) -> Resources:
    """The resources of the settings; nothing is opened yet."""

    def index(thesaurus: Thesaurus, source: Callable[[], Iterator[Document]]) -> SearchIndex:
        return WhooshIndex(settings.index_folder, thesaurus, source=source)

    try:
        database = Database(settings.database)
    except (SQLAlchemyError, ImportError) as fault:
        raise UnavailableError("FINGERPOST_DATABASE_URL is not the address of a database that can be used") from fault
    return Resources(
        home=settings.home,
        database=database,
        make_index=index,
        gazetteer_file=settings.gazetteer_file,
        signer=Signer(_secret(settings)),
        stationery=make_stationery(settings),
        mailer=make_mailer(settings),
        sender=settings.sender,
    )


def make_stationery(settings: Settings) -> Stationery:
    """How letters of this installation are made."""
    return Stationery(
        folder=TEMPLATES / "email",
        address=settings.address,
        service_name=settings.service_name,
        council_name=settings.council_name,
        contact_email=settings.contact_email,
    )


def make_mailer(settings: Settings) -> Mailer | None:
    """The way that letters leave; None: they wait."""
    match settings.way_of_mail:
        case "smtp":
            return SmtpMailer(
                host=settings.smtp_host,
                port=settings.smtp_port,
                security=settings.smtp_security,
                user=settings.smtp_user,
                password=settings.smtp_password.get_secret_value(),
            )
        case "notify":
            return NotifyMailer(settings.notify_key.get_secret_value(), settings.notify_template)
        case "file":
            return FileMailer(settings.outbox)
        case "console":
            return ConsoleMailer()
        case "":
            return None


def _secret(settings: Settings) -> str:
    return settings.secret_key.get_secret_value() or _kept_secret(settings.home)


def _kept_secret(home: Path) -> str:
    """The key that was made at the first start. It lies beside the database, readable by its owner alone."""
    home.mkdir(parents=True, exist_ok=True)
    path = home / SECRET
    with suppress(FileExistsError):
        made = home / f"secret_key.{os.getpid()}"
        made.touch(mode=0o600)
        made.write_text(secrets.token_urlsafe(48), encoding="ascii")
        # A link is made whole or not at all, also when two processes start at once.
        try:
            path.hardlink_to(made)
        finally:
            made.unlink()
    return path.read_text(encoding="ascii")


def _set_up_templates(app: Flask, settings: Settings) -> None:
    app.jinja_loader = ChoiceLoader(
        [
            FileSystemLoader(TEMPLATES),
            PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")}),
        ]
    )
    app.jinja_env.filters.update(day=long_date, moment=moment_in_words, miles=miles_in_words)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(
        today=clock.today,
        service_name=settings.service_name,
        council_name=settings.council_name,
        contact_email=settings.contact_email,
        demonstration=is_demonstration,
        static=static_address,
        current_person=current_person,
    )


def _set_up_serving(app: Flask, settings: Settings) -> None:
    """Files from disk are compressed once, at set-up; proxies are believed only as far as the settings say."""
    app.wsgi_app = WhiteNoise(  # type: ignore[method-assign]
        app.wsgi_app,
        root=STATIC,
        prefix="static/",
        max_age=A_DAY,
        allow_all_origins=False,
        add_headers_function=add_to_file,
    )
    if settings.proxies:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=settings.proxies, x_proto=settings.proxies, x_host=0
        )
