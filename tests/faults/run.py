#!/usr/bin/env python3
"""Does to themeshift what disks, users and power cuts do: python3 tests/faults/run.py BINARY [--short] [--only NAME ...]

Prints a line for each fault, survived and tried, with what happened where one is not survived; exit code 1 where there is one.
See README.md beside this file.
"""

import argparse
import pathlib
import shutil
import signal
import sys
import tempfile
import time
import traceback

import counts
import disks
import formulas
import inputs
import kills
import memory
import mutations
import named
import overlaps
import settings
import users
from harness import Campaign, Fault, Outputs, Skip

FAULTS = {
    "kills": kills.at_random, "calls": kills.at_calls, "moves": kills.at_moves, "disks": disks.full_output, "tmpdir": disks.full_tmpdir,
    "overlaps": overlaps.overlaps, "inputs": inputs.strange, "users": users.own_files, "bombs": memory.bombs,
    "named": named.named, "formulas": formulas.formulas, "counts": counts.edited, "mutations": mutations.mutated, "settings": settings.changed,
}


def parse():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary", type=pathlib.Path)
    parser.add_argument("--short", action="store_true", help="about a minute: a few trials of each")
    parser.add_argument("--only", nargs="+", choices=FAULTS, default=list(FAULTS), metavar="NAME", help=", ".join(FAULTS))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kills", type=int, default=1000, help="kills in all, two in five at calls [default: 1000]")
    parser.add_argument("--keep", action="store_true", help="leave the folder of work, and say where")
    return parser.parse_args()


def tried(name, campaign, outputs):
    """One fault; whether it was survived each time."""
    fault, started = Fault(name), time.monotonic()
    try:
        FAULTS[name](campaign, outputs, fault)
    except Skip as reason:
        print(f"{name:<10} SKIPPED: {reason}", flush=True)
        return True
    except Exception:  # pylint: disable=broad-except
        fault.count(["the harness itself failed: " + traceback.format_exc()])
    fault.notes.append(f"{time.monotonic() - started:.0f} s")
    print("\n".join(fault.lines()), flush=True)
    return fault.survived == fault.tried


def main():
    arguments = parse()
    if not sys.platform.startswith("linux"):
        print("\n".join(f"{name:<10} SKIPPED: not Linux" for name in FAULTS if name in arguments.only))
        return 0
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    # Where they were ignored, as in the background of a script or below nohup, children would ignore them, too.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
    root = pathlib.Path(tempfile.mkdtemp(prefix="themeshift-faults-"))
    root.chmod(0o755)
    campaign = None
    try:
        campaign = Campaign(arguments.binary.resolve(), root, arguments.seed, arguments.short, arguments.kills)
        outputs = Outputs(campaign)
        for trouble in outputs.troubles:
            print("plain run  " + trouble)
        survived = [tried(name, campaign, outputs) for name in FAULTS if name in arguments.only]
        return int(not all(survived) or bool(outputs.troubles))
    finally:
        if campaign:
            campaign.close()
        if arguments.keep:
            print(f"kept: {root}")
        else:
            shutil.rmtree(root, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
