"""Areas as people write them: a council's by its name, a postcode district, or a place that we only know by name."""

from directory.eligibility.areas import is_postcode_district, tidy
from directory.geography import Place
from directory.geography.local_gazetteer import LocalGazetteer
from directory.geography.names import plain
from directory.oruk.records import AreaRecord


def area_named(typed: str, gazetteer: LocalGazetteer) -> AreaRecord:
    """The area that is meant. One that we do not know is kept by its name, without a code."""
    code = tidy(typed)
    if is_postcode_district(code) and isinstance(gazetteer.find(code), Place):
        return AreaRecord(code=code, name=code)
    wanted = plain(typed)
    named = (area for area in gazetteer.areas.of_kind("district") if wanted in (plain(area.name), plain(area.label)))
    found = next(named, None)
    return AreaRecord(code=found.code, name=found.label) if found else AreaRecord(name=typed)
