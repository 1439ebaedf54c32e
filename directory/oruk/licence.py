"""Under which licence others may use what is public here, in every format the same."""

from typing import Final

LICENCE: Final = "Open Government Licence v3.0"
LICENCE_ADDRESS: Final = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
