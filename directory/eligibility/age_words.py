"""Ages as a navigator would say them."""

from directory.eligibility.ages import AgeRange, is_in_months, months


def people_aged(ages: AgeRange) -> str:
    """Whom a group with these age limits is for: "people aged 60 and over", "babies from 6 months to under 2 years"."""
    if ages.maximum is None:
        return f"people aged {_age(ages.minimum)} and over" if ages.minimum else "people of any age"
    noun = _noun(ages.minimum, ages.maximum)
    if _sounds_better_in_months(ages.minimum, ages.maximum):
        return f"{noun} {_from_to(ages.minimum, ages.maximum)}"
    if not ages.minimum and ages.maximum < 18:
        return f"{noun} under {_next(ages.maximum)}"
    if not ages.minimum:
        return f"{noun} aged {_age(ages.maximum)} and under"
    if ages.is_exact:
        return f"{noun} aged {_age(ages.minimum)}"
    return f"{noun} aged {_age(ages.minimum)} to {_age(ages.maximum)}"


def is_aged(ages: AgeRange) -> str:
    """What follows "Your client is": "84", "70 or over", "between 70 and 79", "6 months old"."""
    if ages.maximum is None:
        return f"{_age(ages.minimum)} or over"
    if ages.is_exact and ages.minimum:
        return _old(ages.minimum)
    if not ages.minimum:
        return _at_most(ages.maximum)
    return f"between {_age(ages.minimum)} and {_age(ages.maximum)}"


def age_label(ages: AgeRange) -> str:
    """A few words that stand alone: "Aged 84", "Aged 70 or over", "Aged 70 to 79", "Under 25"."""
    if ages.maximum is None:
        return f"Aged {_age(ages.minimum)} or over"
    if not ages.minimum:
        return _at_most(ages.maximum).capitalize()
    if ages.is_exact:
        return f"Aged {_age(ages.minimum)}"
    return f"Aged {_age(ages.minimum)} to {_age(ages.maximum)}"


def _noun(minimum: float, maximum: float) -> str:
    if maximum < 2:
        return "babies" if minimum < 1 else "children"
    if maximum < 13:
        return "children"
    if minimum >= 11 and maximum <= 25:
        return "young people"
    return "children and young people" if maximum < 18 else "people"


def _sounds_better_in_months(minimum: float, maximum: float) -> bool:
    return is_in_months(minimum) or is_in_months(maximum) or (not minimum and maximum < 2)


def _from_to(minimum: float, maximum: float) -> str:
    if minimum == maximum and minimum:
        return f"aged {_age(minimum)}"
    # A highest age in years is said as the birthday that ends it; one in months is said as it is.
    end = f"{_age(maximum)}" if is_in_months(maximum) else f"under {_years(int(maximum) + 1)}"
    if minimum:
        return f"from {_age(minimum) if is_in_months(minimum) else _years(int(minimum))} to {end}"
    return f"up to {end}" if is_in_months(maximum) else end


def _at_most(maximum: float) -> str:
    if is_in_months(maximum):
        return f"{_age(maximum)} or under"
    return f"under {_next(maximum)}" if maximum >= 1 else "under 1 year old"


def _old(age: float) -> str:
    if is_in_months(age):
        return f"{_age(age)} old"
    return _age(age) if age >= 2 else "1 year old"


def _age(age: float) -> str:
    if not is_in_months(age):
        return str(int(age))
    return "1 month" if months(age) == 1 else f"{months(age)} months"


def _next(age: float) -> int:
    return int(age) + 1


def _years(age: int) -> str:
    return "1 year" if age == 1 else f"{age} years"
