"""Kills: at random instants, and at each call that renames, links or deletes.

A run whose own folder is the output can't give the output's name to another folder, and moves files one by one: only
there a kill may leave a mixture until the next run.
"""

import os
import re
import shutil
import signal
import subprocess
import threading
import time

from harness import Skip, WELL, files, hidden

OWN = {"notes.txt": "mine", "tables/notes.txt": "mine, too", "mine/deep/list.csv": "a,b\n1,2\n"}
CALLS = ["rename", "renameat", "renameat2", "link", "linkat", "unlink", "unlinkat", "rmdir", "fsync", "exit_group"]
MOVES = "rename", "renameat", "renameat2", "link", "linkat", "unlink", "unlinkat"
LIMIT, SLACK = 0.5, 0.5
SAYS = re.compile(r"an earlier run|lần chạy trước")


class Site:
    """An output folder with an earlier output and the user's own files; runs go from A to B and back."""

    def __init__(self, outputs):
        self.outputs, self.campaign = outputs, outputs.campaign
        self.folder = self.campaign.place("site") / "out"
        self.reset("A")

    def reset(self, which):
        """Makes it anew, with a sound output."""
        for path in self.folder.parent.iterdir():
            shutil.rmtree(path)
        self.state = which
        self.campaign.run(*self.outputs.arguments(which, self.folder))
        for name, text in OWN.items():
            (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
            (self.folder / name).write_text(text, encoding="utf-8")
        self.own = {name: mark for name, mark in files(self.folder).items() if name in OWN}

    def target(self):
        return "B" if self.state == "A" else "A"

    def look(self):
        """What is in the folder: troubles with the user's files, and the state of the rest."""
        found = files(self.folder)
        lost = [name for name, mark in self.own.items() if found.pop(name, None) != mark]
        return [f"the user's {name} is gone or changed" for name in lost], self.outputs.state(found)

    def judge(self, number, may_mix=False):
        """The troubles after a kill; leaves a sound output."""
        troubles, state = self.look()
        if state not in ("A", "B") and not may_mix:
            troubles.append("a mixture")
        target, left = self.target(), hidden(self.folder)
        if number != signal.SIGKILL and left:
            troubles.append("hidden things left")
        ran = self.campaign.run(*self.outputs.arguments(target, self.folder))
        troubles += [f"the next run: {trouble}" for trouble in ran.troubles(WELL)]
        after, new = self.look()
        troubles += [f"after the next run {trouble}" for trouble in after]
        if new != target and not ran.troubles(WELL):
            troubles.append("the next run does not give the new output")
        if hidden(self.folder):
            troubles.append("the next run clears up nothing")
        said = [line for line in ran.err.splitlines() if SAYS.search(line) and "lines removed" not in line]
        if any(not path.name.endswith(".lock") for path in left) and not said:
            troubles.append("the next run doesn't say that it cleared up")
        if troubles:
            self.reset(target)
        self.state = target
        return troubles, "" if state in ("A", "B") else state


class Sites:
    """A site for each thread."""

    def __init__(self, outputs):
        self.outputs, self.local = outputs, threading.local()

    def mine(self):
        if not hasattr(self.local, "site"):
            self.local.site = Site(self.outputs)
        return self.local.site


def at_random(campaign, outputs, fault):
    """Signals at instants of a run drawn at random."""
    rng, sites = campaign.rng("kills"), Sites(outputs)
    wanted = 9 if campaign.short else max(1, campaign.kills - campaign.kills * 2 // 5)
    numbers = [signal.SIGKILL, signal.SIGTERM, signal.SIGINT, signal.SIGHUP]
    plan = [(numbers[index % 4], rng.random(), rng.choice("12")) for index in range(wanted * 2)]
    # A run with a kill takes as long as two at once on two cores.
    length, slowest, kills, late = [outputs.seconds], [0.0], [0], [0]

    def trial(case):
        if kills[0] >= wanted:
            return
        number, share, threads = case
        site = sites.mine()
        child = campaign.start(*outputs.arguments(site.target(), site.folder, "--threads", threads, "--quiet"))
        time.sleep(share * length[0])
        has_ended = campaign.has_ended(child)
        sent = time.monotonic()
        if not has_ended:
            os.kill(child.pid, number)
        ran = campaign.wait(child)
        if has_ended:
            late[0] += 1
            length[0] = min(length[0], max(0.1, ran.seconds * 1.05))
            site.judge(number)
            return
        kills[0] += 1
        troubles = []
        if number != signal.SIGKILL:
            seconds = child.started + ran.seconds - sent
            slowest[0] = max(slowest[0], seconds)
            if seconds > LIMIT + SLACK:
                troubles.append(f"ends later than {LIMIT + SLACK} s after TERM, INT or HUP")
        more, mixture = site.judge(number)
        fault.count(troubles + more, f"{number.name} at {share * length[0]:.3f} s {mixture}".strip())

    campaign.each(plan, trial)
    fault.notes.append(f"{kills[0]} kills, {late[0]} too late; slowest end after TERM, INT or HUP {slowest[0]:.3f} s")


def traced(calls, more=()):
    return ["strace", "-f", "-qq", "-e", "trace=" + ",".join(calls), *more]


def count_calls(log):
    """How often each thread makes each call: call -> the most of one thread, and of all."""
    counts = {}
    for line in log.read_text(errors="replace").splitlines():
        made = re.match(r"(\d+) +(\w+)\(", line)
        if made and made[2] in CALLS:
            of = counts.setdefault(made[2], {})
            of[made[1]] = of.get(made[1], 0) + 1
    return {call: (max(of.values()), sum(of.values())) for call, of in counts.items()}


def at_moves(campaign, outputs, fault):
    """The same in a run whose own folder is the output."""
    at_calls(campaign, outputs, fault, within=True)


def at_calls(campaign, outputs, fault, within=False):
    """Signals at the N-th call of a kind, for each N.

    strace counts the calls of each thread by itself, and a killed call is not carried out: N = 1, 2, 3 ... are the
    instants before each call of the thread that makes the most of them.
    """
    if not shutil.which("strace"):
        raise Skip("no strace")
    if subprocess.run(traced(["fsync"], ["-o", os.devnull, "true"]), capture_output=True, check=False).returncode:
        raise Skip("strace may not trace here")
    rng, sites, most = campaign.rng("moves" if within else "calls"), Sites(outputs), {}
    for _ in "AB":
        site, log = sites.mine(), campaign.place("trace") / "log"
        campaign.run(*outputs.arguments(site.target(), site.folder), before=traced(CALLS, ["-o", log]),
                     cwd=site.folder if within else None)
        site.state = site.target()
        for call, (of_one, of_all) in count_calls(log).items():
            most[call] = max(most.get(call, (0, 0)), (of_one, of_all))
    targets = [(call, number) for call in CALLS for number in range(1, most.get(call, (0, 0))[0] + 2)]
    if campaign.short:
        targets = [(call, number) for call, number in targets if number <= most.get(call, (0, 0))[0]]
        first = [target for target in targets if target[0] in MOVES[:5]]
        rest = [target for target in targets if target not in first]
        targets = rng.sample(first, min(len(first), 2 if within else 6)) + rng.sample(rest, min(len(rest), 1 if within else 4))
    plan = [(*target, signal.SIGKILL) for target in targets]
    if not campaign.short:
        while targets and len(plan) < campaign.kills * 2:
            plan += [(*target, number) for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGKILL) for target in targets]
    wanted, kills, moves = campaign.kills * 2 // 5 // (4 if within else 1), [0], [0]

    def trial(case):
        index, (call, number, sent) = case
        if not campaign.short and index >= len(targets) and moves[0] >= wanted:
            return
        site, log = sites.mine(), campaign.place("trace") / "log"
        inject = f"inject={call}:signal={sent.name}:when={number}"
        ran = campaign.run(*outputs.arguments(site.target(), site.folder, "--quiet"),
                           before=traced(CALLS, ["-o", log, "-e", inject]), cwd=site.folder if within else None)
        text = log.read_text(errors="replace")
        shutil.rmtree(log.parent)
        if not re.search(rf"killed by {sent.name}|--- {sent.name}", text):
            troubles = ran.troubles(WELL)
            state = site.look()[1]
            if state != site.target():
                troubles.append("a run that no signal met does not give the new output")
            site.state = site.target()
            if troubles:
                fault.count(troubles, f"{call} {number}")
                site.reset(site.state)
            return
        kills[0] += 1
        moves[0] += call in MOVES
        troubles, mixture = site.judge(sent, within and sent == signal.SIGKILL)
        fault.count(troubles, f"{sent.name} at {call} {number} {mixture}".strip())

    campaign.each(enumerate(plan), trial)
    seen = ", ".join(f"{call} {of_one}" + (f" of {of_all}" if of_all != of_one else "") for call, (of_one, of_all) in most.items())
    fault.notes.append(f"{kills[0]} kills, {moves[0]} at renames, links and deletions; calls of a run: {seen}")
