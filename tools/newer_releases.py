"""Makes an empty newer release of every locked package, so that a run can prove that a release changes nothing.

`python3 -m tools.newer_releases FOLDER`, then PIP_FIND_LINKS=FOLDER: whatever asks pip for more than the locks is seen.
"""

import re
import sys
from collections.abc import Iterable
from pathlib import Path
from zipfile import ZipFile

ROOT = Path(__file__).parents[1]
LOCKS = ("requirements.lock", "requirements-dev.lock")
NEWER = "99999"  # newer than years, which are versions too


def wheel(folder: Path, name: str, version: str, needs: Iterable[str] = ()) -> Path:
    """An installable wheel without modules. `needs` are what it depends on, each as after `Requires-Dist:`."""
    stem = f"{name.replace('-', '_')}-{version}"
    told = [
        f"Name: {name}",
        f"Version: {version}",
        "Provides-Extra: extra",
        *(f"Requires-Dist: {one}" for one in needs),
    ]
    made = folder / f"{stem}-py3-none-any.whl"
    with ZipFile(made, "w") as file:
        file.writestr(f"{stem}.dist-info/METADATA", "\n".join(["Metadata-Version: 2.1", *told, ""]))
        file.writestr(f"{stem}.dist-info/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        file.writestr(f"{stem}.dist-info/RECORD", "")
    return made


def main(folder: Path) -> None:
    """One newer release of each pin of both locks."""
    pins = {name for lock in LOCKS for name in re.findall(r"^([\w.-]+)==", (ROOT / lock).read_text(), re.MULTILINE)}
    for name in pins:
        wheel(folder, name, NEWER)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
