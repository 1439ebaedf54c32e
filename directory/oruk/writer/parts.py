"""The smaller lists that belong to a service, as documents."""

import re
from collections.abc import Iterable
from typing import Final

from directory.oruk.entities import ENTITIES, Document
from directory.oruk.keys import key_of
from directory.oruk.records import AreaRecord, ContactRecord, CostRecord
from directory.oruk.writer.context import Context
from directory.oruk.writer.forms import as_allowed, plain, with_fallbacks

ONS: Final = "http://statistics.data.gov.uk/id/statistical-geography/"
"""What the addresses of areas begin with at the Office for National Statistics."""

REFERRAL_FORM: Final = "Referral form"

_ONS_CODE = re.compile(r"[EWSNKJ][0-9]{8}")


def areas(records: Iterable[AreaRecord], owner: str, context: Context) -> list[Document]:
    """The areas that a service covers."""
    return [_area(record, owner, number, context) for number, record in enumerate(records)]


def _area(record: AreaRecord, owner: str, number: int, context: Context) -> Document:
    is_ons = _ONS_CODE.fullmatch(record.code)
    said: Document = {
        "id": key_of(owner, "service_area", str(number)),
        "service_id": owner,
        "name": record.name,
        "uri": ONS + record.code if is_ons else "",
        "fingerpost_code": "" if is_ons else record.code,
    }
    if not record.name:
        said = with_fallbacks(said, name=context.name_of(record.code) or record.code)
    return ENTITIES["service_area"].write({**said, "service_area": said["name"]})


def languages(codes: Iterable[str], owner: str, context: Context) -> list[Document]:
    """The languages that are spoken."""
    said = (
        {
            "id": key_of(owner, "language", str(number)),
            "service_id": owner,
            "name": context.languages.get(code, ""),
            "code": code,
        }
        for number, code in enumerate(codes)
    )
    return [ENTITIES["language"].write(each) for each in said]


def costs(records: Iterable[CostRecord], owner: str) -> list[Document]:
    """What it costs."""
    return [_cost(record, owner, number) for number, record in enumerate(records)]


def _cost(record: CostRecord, owner: str, number: int) -> Document:
    said = {
        "id": key_of(owner, "cost_option", str(number)),
        "service_id": owner,
        "valid_from": record.valid_from.isoformat() if record.valid_from else "",
        "valid_to": record.valid_to.isoformat() if record.valid_to else "",
        "option": record.option,
        "amount": None if record.amount is None else plain(float(record.amount)),
        "amount_description": record.note,
        "currency": "" if record.amount is None else "GBP",
    }
    return ENTITIES["cost_option"].write(said)


def contacts(records: Iterable[ContactRecord], owner: str) -> list[Document]:
    """Whom to ring or write to."""
    return [_contact(record, owner, number) for number, record in enumerate(records)]


def _contact(record: ContactRecord, owner: str, number: int) -> Document:
    key = key_of(owner, "contact", str(number))
    said = {"id": key, "service_id": owner, "name": record.role, "title": record.role}
    phones = [_phone(key, record.phone)] if record.phone else []
    return ENTITIES["contact"].write({**said, **as_allowed({"email": record.email}), "phones": phones})


def _phone(owner: str, number: str) -> Document:
    return ENTITIES["phone"].write({"id": key_of(owner, "phone", "0"), "contact_id": owner, "number": number})


def referral(address: str, owner: str) -> list[Document]:
    """The form by which professionals refer, as a further page."""
    said = {"id": key_of(owner, "url", "0"), "label": REFERRAL_FORM, "url": address}
    return [ENTITIES["url"].write(said)] if address else []
