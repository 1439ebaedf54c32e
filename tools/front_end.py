"""Copies the few files of the design system that pages use into ``directory/static/vendor``, neutrally branded.

The typeface and the crest are kept for sites on GOV.UK, so they are taken out; what is left is under the MIT licence.
"""

import json
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FROM = ROOT / "node_modules" / "govuk-frontend" / "dist" / "govuk"
TO = ROOT / "directory" / "static" / "vendor"
FONTS = "GDS Transport,arial,sans-serif"
NOTICE = (
    "govuk-frontend (npm), Crown copyright (Government Digital Service), MIT licence, less its typeface and crest.\n"
)
OURS = 'arial,"Helvetica Neue",sans-serif'


def copy() -> None:
    """Copy the style sheet and the script, and make sure that nothing is left in them that we may not use."""
    css = (FROM / "govuk-frontend.min.css").read_text(encoding="utf-8")
    css = re.sub(r"@font-face\{[^}]*\}", "", css).replace(FONTS, OURS)
    css = re.sub(r"url\([^)]*govuk-crest[^)]*\)", "none", css)
    css = re.sub(r"/\*# sourceMappingURL.*?\*/", "", css)
    for reserved in ("GDS Transport", "/assets/", "crest"):
        if reserved in css:
            raise SystemExit(f"The style sheet of govuk-frontend still speaks of {reserved!r}; see tools/front_end.py")
    script = (FROM / "govuk-frontend.min.js").read_text(encoding="utf-8")
    TO.mkdir(parents=True, exist_ok=True)
    (TO / "govuk-frontend.min.css").write_text(css, encoding="utf-8")
    (TO / "govuk-frontend.min.js").write_text(re.sub(r"//# sourceMappingURL=.*", "", script), encoding="utf-8")
    (TO / "README.txt").write_text(NOTICE, encoding="utf-8")


def version() -> str:
    """Which versions are asked for, as one text."""
    packages = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    return json.dumps({name: package.get("integrity") for name, package in packages.items()}, sort_keys=True)
