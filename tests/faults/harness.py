"""What all faults share: runs of the program, looks at its output, results, and tidying up."""

import concurrent.futures
import hashlib
import os
import pathlib
import random
import re
import resource
import shutil
import signal
import subprocess
import threading
import time

import corpus

WELL = (0, 2)
# The list of what a run wrote: the one file that may differ between two runs on the same articles.
RECORD = "run.json"


class Skip(Exception):
    """A fault that can't be tried here."""


class Fault:
    """How often a fault was tried and survived, and what happened where it wasn't."""

    def __init__(self, name):
        self.name, self.tried, self.survived, self.troubles, self.notes = name, 0, 0, {}, []
        self.lock = threading.Lock()

    def count(self, troubles, case=""):
        """Counts one trial; `troubles` says what went wrong, empty where nothing did."""
        with self.lock:
            self.tried += 1
            self.survived += not troubles
            for trouble in troubles:
                times, cases = self.troubles.get(trouble, (0, []))
                self.troubles[trouble] = (times + 1, cases if len(cases) == 3 or not case else [*cases, case])

    def lines(self):
        yield f"{self.name:<10} {self.survived}/{self.tried}" + "".join(f"; {note}" for note in self.notes)
        for trouble, (times, cases) in self.troubles.items():
            yield f"    {times} x {trouble}" + (f" ({'; '.join(cases)})" if cases else "")


class Ran:
    """How a run ended."""

    def __init__(self, code, out, err, seconds, peak, is_late):
        self.code, self.out, self.err, self.seconds, self.peak, self.is_late = code, out, err, seconds, peak, is_late

    def troubles(self, codes=WELL):
        """What is wrong with it where it should end by itself, with one of the codes, and without a panic."""
        if self.is_late:
            return [f"hangs: over {self.seconds:.0f} s"]
        if "panicked" in self.err or self.code == 101:
            return ["panics: " + (re.findall(r"panicked at ([^\n]*)", self.err) or ["?"])[0].rsplit("/", 1)[-1]]
        if self.code not in codes:
            return [f"exit code {self.code}, not {' or '.join(map(str, codes))}"]
        return []


class Campaign:
    """The program under test, the folder to work in, and what goes at the end."""

    def __init__(self, binary, root, seed, short, kills):
        self.root, self.seed, self.short, self.kills = root, seed, short, kills
        self.workers = min(4, os.cpu_count() or 1)
        self.binary = root / "themeshift"
        shutil.copyfile(binary, self.binary)
        self.binary.chmod(0o755)
        self.mounts, self.living, self.lock, self.made = [], {}, threading.Lock(), 0
        self.help = self.run("run", "--help").out

    def rng(self, name):
        return random.Random(f"{self.seed} {name}")

    def place(self, name):
        """A new empty folder."""
        with self.lock:
            self.made += 1
            path = self.root / f"{name}-{self.made}"
        path.mkdir()
        return path

    def has(self, option):
        return re.search(rf"{option}\b", self.help) is not None

    def start(self, *arguments, before=(), env=None, cwd=None, memory=8 << 30):
        """Starts the program in a session of its own; `before` is a command that runs it (strace, say)."""
        logs = self.place("log")
        with open(logs / "out", "wb") as out, open(logs / "err", "wb") as err:
            child = subprocess.Popen(
                [*map(str, before), str(self.binary), *map(os.fspath, arguments)], stdin=subprocess.DEVNULL, stdout=out,
                stderr=err, cwd=cwd, env={**os.environ, **(env or {})}, start_new_session=True)
        child.started, child.logs, child.is_late = time.monotonic(), logs, False
        with self.lock:
            self.living[child.pid] = child
        if memory and hasattr(resource, "prlimit"):
            try:
                resource.prlimit(child.pid, resource.RLIMIT_AS, (memory, memory))
            except (ProcessLookupError, PermissionError):
                pass
        return child

    def wait(self, child, timeout=120):
        """Waits for the end of a started program; after the time it is killed."""
        def stop():
            child.is_late = True
            os.killpg(child.pid, signal.SIGKILL)
        timer = threading.Timer(timeout, stop)
        timer.start()
        _, status, used = os.wait4(child.pid, 0)
        seconds = time.monotonic() - child.started
        timer.cancel()
        with self.lock:
            del self.living[child.pid]
        child.returncode = -os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)
        out, err = ((child.logs / name).read_text(encoding="utf-8", errors="replace") for name in ("out", "err"))
        shutil.rmtree(child.logs)
        return Ran(child.returncode, out, err, seconds, used.ru_maxrss << 10, child.is_late)

    @staticmethod
    def has_ended(child):
        """Whether a started program has ended; it is still to be waited for."""
        return os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None

    def run(self, *arguments, timeout=120, **settings):
        return self.wait(self.start(*arguments, **settings), timeout)

    def each(self, cases, trial):
        """Runs the trial on every case, on all cores."""
        with concurrent.futures.ThreadPoolExecutor(self.workers) as pool:
            return list(pool.map(trial, cases))

    def mount(self, path, size, extra=""):
        """Mounts a tmpfs of this many bytes; mounted already, it gets the new size."""
        path.mkdir(exist_ok=True)
        again = "remount," if path in self.mounts else ""
        size = max(4096, size // 4096 * 4096)
        options = f"{again}size={size}{extra}"
        command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(path)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode and not again:
            raise Skip("no tmpfs can be mounted")
        if done.returncode:
            raise RuntimeError(done.stderr)
        if not again:
            with self.lock:
                self.mounts.append(path)

    def unmount(self, path):
        subprocess.run(["umount", "-l", str(path)], check=False, capture_output=True)
        with self.lock:
            self.mounts.remove(path)

    def close(self):
        """Ends what still runs and unmounts what is still mounted."""
        for child in list(self.living.values()):
            try:
                os.killpg(child.pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
        for path in list(self.mounts):
            self.unmount(path)


def need_tmpfs():
    if os.geteuid():
        raise Skip("only root mounts a tmpfs")


def files(folder):
    """The files that a reader sees in a folder, links followed: path -> SHA-256 of the content.

    Where the input lies from there, which run.json says, is no matter."""
    found = {}
    for parent, folders, names in os.walk(folder, followlinks=True):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            path = os.path.join(parent, name)
            if not name.startswith(".") and os.path.isfile(path):
                name = os.path.relpath(path, folder)
                with open(path, "rb") as file:
                    lines = [line for line in file if name != RECORD or not line.startswith(b'  "input": ')]
                found[name] = hashlib.sha256(b"".join(lines)).hexdigest()
    return found


def hidden(output):
    """What is hidden in an output folder, in its folders, and beside it."""
    output = pathlib.Path(output)
    folders = [output, *(path for path in (output / "tables", output / "charts") if path.is_dir())]
    found = [path for folder in folders if folder.is_dir() for path in folder.iterdir()]
    return sorted({path for path in [*found, *output.parent.iterdir()] if path.name.startswith(".")})


class Outputs:
    """Two outputs that share no file, A and B: what a run writes where no fault happens."""

    def __init__(self, campaign):
        self.campaign, self.troubles = campaign, []
        base, rng = campaign.place("outputs"), campaign.rng("articles")
        # A run with one group makes fewer charts, and takes half the time.
        groups = {"A": [28], "B": [31]} if campaign.short else {"A": [28, 31], "B": [31, 32]}
        self.inputs = {which: corpus.folder(base / f"in-{which}", rng, groups[which], 4) for which in "AB"}
        self.more = {"A": [], "B": ["--delimiter", ";", "--labels", "vi"]}
        self.fresh, self.seconds, self.volatile = {}, 0, set()
        for turn in (1, 2):
            for which in "AB":
                folder = base / f"out-{which}{turn}"
                ran = campaign.run(*self.arguments(which, folder))
                self.troubles += [f"a plain run {trouble}: {ran.err.strip()}" for trouble in ran.troubles(WELL if campaign.short else (0,))]
                self.seconds = max(self.seconds, ran.seconds)
                found = files(folder)
                earlier = self.fresh.setdefault(which, found)
                self.volatile |= {name for name in {*found, *earlier} if found.get(name) != earlier.get(name)}
        if self.volatile - {RECORD}:
            self.troubles.append(f"two runs on the same articles differ in {', '.join(sorted(self.volatile))}")
        shared = {name for name, mark in self.fresh["A"].items() if self.fresh["B"].get(name) == mark}
        if shared:
            self.troubles.append(f"A and B share files, the harness can't tell them apart: {', '.join(sorted(shared))}")
        self.size = sum(path.stat().st_size for path in (base / "out-B1").rglob("*"))

    def arguments(self, which, folder, *more):
        return ["--input", self.inputs[which], "--output", folder, *self.more[which], *more]

    def is_whole(self, found, which):
        """Whether these files are that output."""
        fresh = self.fresh[which]
        return found.keys() == fresh.keys() and all(found[name] == fresh[name] for name in fresh if name not in self.volatile)

    def state(self, found):
        """A, B, or what the mixture holds."""
        for which in "AB":
            if self.is_whole(found, which):
                return which
        names = {*self.fresh["A"], *self.fresh["B"]}
        of = {which: sum(found.get(name) == mark for name, mark in self.fresh[which].items()) for which in "AB"}
        other = sum(name not in names for name in found)
        return f"{of['A']} of {len(self.fresh['A'])} files of A, {of['B']} of {len(self.fresh['B'])} of B, {other} others"
