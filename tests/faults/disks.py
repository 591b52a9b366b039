"""Full disks: a tmpfs too small for the output, or for temporary files."""

import os

import corpus
from harness import WELL, Outputs, files, hidden, need_tmpfs


def judge(outputs, folder, before, which, ran):
    """The troubles of a run on a disk that may have been too small."""
    troubles = ran.troubles((0, 1, 2))
    found = files(folder) if folder.exists() else {}
    if ran.code in WELL:
        if not outputs.is_whole(found, which):
            troubles.append("ends well, but not with the new output")
    else:
        if found != before:
            troubles.append("the earlier output is changed")
        if str(folder) not in ran.err:
            troubles.append("the message does not name the folder: " + (ran.err.strip().splitlines() or ["none"])[-1][:100])
    if hidden(folder):
        troubles.append("hidden things left")
    return troubles


def full_output(campaign, outputs, fault):
    """Output on a disk with room for a part of it, in bytes or in files; with an earlier output, and without."""
    need_tmpfs()
    rng, size = campaign.rng("disks"), outputs.size
    count = 3 if campaign.short else 48
    shares = sorted([0, 0.5, 0.97, 1, *(rng.random() for _ in range(count))][-count - (not campaign.short) * 4:])
    rooms = [("bytes", int(size * share)) for share in shares]
    rooms += [("files", number) for number in ([20] if campaign.short else range(0, 60, 4))]
    cases = []
    for number, room in enumerate(rooms):
        kinds = [("beside", True), ("inside", True), ("beside", False), ("inside", False)]
        cases += [(*room, *kind) for kind in (kinds[number % 2:number % 2 + 1] if campaign.short else kinds)]

    def trial(case):
        kind, room, where, has_earlier = case
        disk = campaign.place("disk")
        folder = disk / "disk" if where == "inside" else disk / "disk" / "out"
        mounted = disk / "disk"
        campaign.mount(mounted, 256 << 20)
        try:
            before = {}
            if has_earlier:
                campaign.run(*outputs.arguments("A", folder))
                before = files(folder)
            stat = os.statvfs(mounted)
            used = (stat.f_blocks - stat.f_bfree) * stat.f_bsize
            if kind == "bytes":
                campaign.mount(mounted, used + room)
            else:
                campaign.mount(mounted, 256 << 20, f",nr_inodes={stat.f_files - stat.f_ffree + room}")
            ran = campaign.run(*outputs.arguments("B", folder))
            fault.count(judge(outputs, folder, before, "B", ran), f"{room} {kind} left, disk {where}")
        finally:
            campaign.unmount(mounted)
        return ran.code == 1

    failed = campaign.each(cases, trial)
    fault.notes.append(f"{sum(failed)} of {len(failed)} runs had no room")


class Many(Outputs):
    """A run on sixty articles."""

    def __init__(self, outputs, articles):
        self.campaign = outputs.campaign
        base = self.campaign.place("many")
        self.inputs = {"M": corpus.folder(base / "in", self.campaign.rng("many"), [30, 31], articles, 8)}
        self.more = {"M": []}
        self.campaign.run(*self.arguments("M", base / "out"))
        self.fresh, self.volatile = {"M": files(base / "out")}, outputs.volatile


def full_tmpdir(campaign, outputs, fault):
    """TMPDIR on a disk with little room or none: the run does without, or says why not."""
    need_tmpfs()
    many = Many(outputs, 60)
    rooms = [0, 64 << 10] if campaign.short else [0, 4 << 10, 16 << 10, 64 << 10, 256 << 10, 1 << 20, 4 << 20]
    cases = [(room, which, which_of) for room in rooms for which, which_of in ((outputs, "B"), (many, "M"))]

    def trial(case):
        room, source, which = case
        place = campaign.place("tmpdir")
        small, folder = place / "tmp", place / "work" / "out"
        folder.mkdir(parents=True)
        (folder / "notes.txt").write_text("mine", encoding="utf-8")
        before = files(folder)
        campaign.mount(small, max(room, 4096))
        try:
            if not room:
                try:
                    (small / "full").write_bytes(b"x" * 4096)
                    (small / "full too").write_bytes(b"x" * 4096)
                except OSError:
                    pass
            ran = campaign.run(*source.arguments(which, folder), env={"TMPDIR": str(small)})
            left = [path.name for path in small.iterdir() if not path.name.startswith("full")]
        finally:
            campaign.unmount(small)
        troubles = ran.troubles((0, 1, 2)) + (["files left in TMPDIR"] if left else [])
        found = files(folder)
        mine = {name: found.pop(name, None) for name in before}
        if ran.code in WELL and not source.is_whole(found, which):
            troubles.append("ends well, but not with the output")
        if ran.code not in WELL and (found or mine != before):
            troubles.append("the earlier output is changed")
        if ran.code == 1 and str(small) not in ran.err and str(folder) not in ran.err:
            troubles.append("the message names no folder: " + (ran.err.strip().splitlines() or ["none"])[-1][:100])
        if hidden(folder):
            troubles.append("hidden things left")
        fault.count(troubles, f"{room} bytes left, {which == 'M' and '60' or '4'} articles")

    campaign.each(cases, trial)
