"""Where the rules of time zones come from: the locked package tzdata, the same on every machine.

Two processes with different rules would disagree about whose morning it is; what a machine's own folder holds is
whatever its packages were when somebody last updated them. PYTHONTZPATH names another folder for those who want one.
"""

import os
import zoneinfo


def use_the_package() -> None:
    """Leaves the machine's zone data aside, unless PYTHONTZPATH is set."""
    if "PYTHONTZPATH" not in os.environ:
        zoneinfo.reset_tzpath(())
