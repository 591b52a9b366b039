"""Runs at the same time into one folder."""

import os
import re
import signal
import threading
import time

from harness import WELL, files, hidden
from disks import Many

AT_ONCE = 1.0
SAYS = re.compile(r"(?i)another run|already (writing|running)|is writing")


def refused(ran, pid):
    """The troubles of a run that should have been refused."""
    troubles = ran.troubles((1,))
    if not troubles:
        if not SAYS.search(ran.err):
            troubles.append("does not say that another run writes there: " + ran.err.strip()[:100])
        if str(pid) not in ran.err:
            troubles.append("does not name the other's process id")
        if ran.seconds > AT_ONCE:
            troubles.append(f"is refused only after {AT_ONCE} s")
    return ["the second run " + trouble for trouble in troubles]


class Behind:
    """Waits for a started run in a thread of its own, so that its end is known to the instant."""

    def __init__(self, campaign, child):
        self.ran, self.child = None, child
        self.thread = threading.Thread(target=lambda: setattr(self, "ran", campaign.wait(child)))
        self.thread.start()

    def end(self):
        self.thread.join()
        return self.ran


def overlaps(campaign, outputs, fault):
    """A second run while another is stopped, or has much to read; with --wait; and two at one instant without a folder."""
    rng, kinds, many = campaign.rng("overlaps"), [], None
    times = 2 if campaign.short else 60
    for kind, share in (("stopped", 0.2), ("stopped, --wait", 0.2), ("instant", 0)):
        kinds += [(kind, rng.uniform(share, 0.9), rng.random() < 0.5) for _ in range(times)]
    if not campaign.short:
        many = Many(outputs, 4000)
        length = campaign.run(*many.arguments("M", campaign.place("time") / "out")).seconds
        kinds += [(kind, rng.uniform(0.1, 0.6), rng.random() < 0.5) for kind in ("large", "large, --wait") for _ in range(times // 4)]

    def result(folder, which):
        """The troubles of the folder's content: it is to be that of one of these runs."""
        found = files(folder)
        if not any(source.is_whole(found, name) for source, name in which):
            return ["the result is a mixture, or none"]
        return ["hidden things left"] if hidden(folder) else []

    def instant(folder, share):
        """Two at once: one may be refused, or they ran one after the other."""
        first = campaign.start(*outputs.arguments("A", folder))
        time.sleep(share * 0.03)
        second = campaign.start(*outputs.arguments("B", folder))
        behind = Behind(campaign, first)
        other, ran = campaign.wait(second), behind.end()
        well = [source for source, end in (((outputs, "A"), ran), ((outputs, "B"), other)) if end.code in WELL]
        if not well:
            return ran.troubles() + other.troubles()
        troubles = [] if len(well) == 2 else refused(*((ran, second.pid) if ran.code not in WELL else (other, first.pid)))
        return troubles + result(folder, well)

    def trial(case):
        kind, share, has_earlier = case
        folder, waits = campaign.place("overlap") / "out", "--wait" in kind
        if waits and not campaign.has("--wait"):
            fault.count(["there is no --wait"], kind)
            return
        if kind == "instant":
            fault.count(instant(folder, share), kind)
            return
        if has_earlier:
            campaign.run(*outputs.arguments("B", folder))
        source, which, after = (many, "M", share * length) if "large" in kind else (outputs, "A", share * outputs.seconds)
        first = campaign.start(*source.arguments(which, folder))
        behind = Behind(campaign, first)
        time.sleep(after)
        if "stopped" in kind and behind.thread.is_alive():
            os.kill(first.pid, signal.SIGSTOP)
        # A run stopped on its way out, with its result in place, may or may not still keep others away.
        done = source.is_whole(files(folder), which) and not hidden(folder)
        begun = time.monotonic()
        second = campaign.start(*outputs.arguments("B", folder), *(["--wait"] if waits else []))
        if waits:
            time.sleep(0.5)
            has_waited = not campaign.has_ended(second)
        else:
            other = campaign.wait(second)
        if "stopped" in kind and behind.thread.is_alive():
            os.kill(first.pid, signal.SIGCONT)
        ran = behind.end()
        overlapped = first.started + ran.seconds - begun > 0.3
        troubles = [f"the first run: {trouble}" for trouble in ran.troubles()]
        if waits:
            other = campaign.wait(second)
            if overlapped and not has_waited:
                troubles.append("with --wait the second does not wait")
            troubles += [f"with --wait: {trouble}" for trouble in other.troubles()] + result(folder, [(outputs, "B")])
        elif overlapped and other.code in WELL and done:
            troubles += result(folder, [(outputs, "B")])
        elif overlapped:
            troubles += refused(other, first.pid) + result(folder, [(source, which)])
        else:
            troubles += result(folder, [(source, which), (outputs, "B")])
        fault.count(troubles, f"{kind}, after {after:.3f} s")

    # On two cores two runs at once are enough.
    for case in kinds:
        trial(case)
