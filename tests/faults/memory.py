"""Archives that unpack to a great deal: text of which little is counted as themes, as in the press."""

import shutil
import zipfile

import corpus
from harness import files

MOST = 600 << 20

# What a line of the texts is put together from.
PLAIN = [
    "trời mưa gió suốt đêm", "bà con ngồi kể chuyện cũ", "lũ trẻ nghe rồi ngủ quên", "con đò nằm im dưới bến", "sáng ra nước đã rút",
    "ông lái gọi khách sang sông", "mấy cây dừa ngả nghiêng", "quán nước đầu làng mở cửa", "mùi khói bếp bay khắp xóm",
    "ai cũng hỏi thăm nhà bên", "chiếc cầu tre còn đứng vững", "tiếng gà gáy vang cả triền đê",
]


def texts(path, rng, size, is_varied):
    """A zip of eight texts of this many bytes: sentences in random order, or one clause again and again."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for number in range(8):
            with packed.open(f"bai-{number}.txt", "w") as file:
                left = size - file.write(corpus.article(rng, 31 + number % 2, 40).encode())
                sentences = [f"{', '.join(rng.sample(PLAIN, 4)).capitalize()} {rng.randrange(1000)} lần. " for _ in range(60)]
                # Of one length, no more than fits the distances that pack best.
                clause = (f"trời mưa gió, con đò số {number} nằm im; ".encode() + b" " * 64)[:64]
                while left > 0:
                    if is_varied:
                        line = ("".join(rng.choices(sentences, k=12)).strip() + "\n").encode()
                    else:
                        line = clause.replace(clause[-1:], b" ") * 4096
                    left -= file.write(line)
    return path


def bombs(campaign, _outputs, fault):
    """The peak with eight threads, and the same output as with one."""
    size = (3 if campaign.short else 40) * 1_000_000
    more = ["--memory", "300MB"] if campaign.short and campaign.has("--memory") else []
    for is_varied in (True,) if campaign.short else (False, True):
        place = campaign.place("bomb")
        (place / "in").mkdir()
        packed = texts(place / "in" / "texts.zip", campaign.rng("bombs"), size, is_varied)
        found = []
        for threads in ("8",) if campaign.short else ("8", "1"):
            ran = campaign.run("--input", place / "in", "--output", place / f"out{threads}", "--threads", threads, *more,
                               timeout=1800, memory=16 << 30)
            found.append(files(place / f"out{threads}"))
            troubles = ran.troubles((0, 1, 2))
            if ran.peak > MOST:
                troubles.append(f"over {MOST >> 20} MB of memory")
            if len(found) == 2 and found[0] != found[1]:
                troubles.append("with one thread the output is another")
            kind = "varied" if is_varied else "one clause"
            fault.count(troubles, f"8 x {size // 1_000_000} MB, {kind}, {threads} threads: {ran.peak >> 20} MB")
            fault.notes.append(f"{kind}, {packed.stat().st_size / 1e6:.1f} MB, {threads} threads: {ran.peak >> 20} MB, exit code {ran.code}")
        shutil.rmtree(place)
