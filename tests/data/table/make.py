"""Makes the files beside it, from text of our own. Needs pandas, polars, pyarrow, openpyxl, xlsxwriter and
zstandard: python3 -m venv v && v/bin/pip install pandas polars pyarrow openpyxl xlsxwriter zstandard && v/bin/python tests/data/make.py"""

import datetime as dt
import decimal
import json
import pathlib

import openpyxl
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter
import zstandard

HERE = pathlib.Path(__file__).parent
TEXTS = [
    "Sáng 14/12, hội nghị khai mạc tại Hà Nội.\nCác đại biểu bàn về đối ngoại.",
    "Hôm qua, đoàn công tác thăm một xã vùng cao & trao quà.",
    "Bài viết thứ ba <nói> về \"giáo dục\" và y tế.",
]
DAYS = [dt.date(2021, 12, 14), dt.date(2021, 12, 15), None]
MOMENTS = [dt.datetime(2021, 12, 14), dt.datetime(2021, 12, 15, 8, 30), None]
ROWS = [
    {"id": f"bài-{i + 1}", "group": 31, "title": f"Tiêu đề {i + 1}", "date": day, "text": text}
    for i, (text, day) in enumerate(zip(TEXTS, DAYS))
]
FRAME = pd.DataFrame(ROWS)


def workbook():
    book = openpyxl.Workbook()
    notes = book.active
    notes.title = "Ghi chú"
    notes.append(["Ngày lập", "Người lập"])
    notes.append([dt.date(2022, 1, 1), "A"])
    sheet = book.create_sheet("Bài báo")
    sheet.append([])
    sheet.append(["ID", "Nhóm", "Ngày", "Tiêu đề", "Nguồn", "Nội dung"])
    for i, (text, moment) in enumerate(zip(TEXTS, MOMENTS)):
        sheet.append([i + 1, 31.5 if i else 31, moment, f"Tiêu đề {i + 1}", i == 0, text])
        if i == 0:
            sheet.append([])
    book.save(HERE / "articles.xlsx")


def shared():
    """Texts in a part of their own, and a formula with its value."""
    book = xlsxwriter.Workbook(HERE / "shared.xlsx")
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["text", "title", "date", "group"])
    for i, (text, moment) in enumerate(zip(TEXTS, MOMENTS), 1):
        sheet.write_rich_string(i, 0, text[:3], book.add_format({"bold": True}), text[3:10], text[10:])
        sheet.write_formula(i, 1, f'="Tiêu đề "&{i}', None, f"Tiêu đề {i}")
        if moment:
            sheet.write_datetime(i, 2, moment, book.add_format({"num_format": "dd/mm/yyyy hh:mm"}))
        sheet.write_formula(i, 3, "=30+1", None, 31)
    book.close()


def parquet():
    table = pa.Table.from_pandas(FRAME, preserve_index=False)
    for codec in ["snappy", "zstd", "gzip", "none", "brotli"]:
        pq.write_table(table, HERE / f"{codec}.parquet", compression=codec, row_group_size=2)
    # As pandas writes it by itself: moments in place of days, an index, numbers that may be missing.
    frame = FRAME.assign(date=pd.to_datetime(pd.Series(MOMENTS)), group=[31, None, 32.5], tags=[["a"], [], ["b", "c"]])
    frame.to_parquet(HERE / "pandas.parquet")
    for version in ["1.0", "2.0"]:
        moments = pa.array(MOMENTS, pa.timestamp("ms" if version == "1.0" else "us"))
        other = table.set_column(3, "date", moments).set_column(1, "group", pa.array([1, None, 3], pa.int64()))
        pq.write_table(
            other,
            HERE / f"page-{version}.parquet",
            compression="zstd",
            data_page_version=version,
            use_dictionary=False,
            column_encoding={"text": "DELTA_LENGTH_BYTE_ARRAY", "id": "PLAIN", "group": "DELTA_BINARY_PACKED"},
        )
    pq.write_table(table, HERE / "delta.parquet", use_dictionary=False, column_encoding={"text": "DELTA_BYTE_ARRAY"})
    old = table.set_column(3, "date", pa.array(MOMENTS, pa.timestamp("ns")))
    pq.write_table(old, HERE / "int96.parquet", use_deprecated_int96_timestamps=True)


def parquet_of_others():
    """Zones, lists of paragraphs, decimals, and ways to pack that few programs write."""
    moments = [dt.datetime(2021, 12, 31, 23, 0), dt.datetime(2022, 1, 1, 8, 30), None]
    paragraphs = [text.split("\n") for text in TEXTS]
    table = pa.table(
        {
            "group": pa.array([decimal.Decimal("28.00"), decimal.Decimal("31.50"), None], pa.decimal128(20, 2)),
            "date": pa.array(moments, pa.timestamp("us", tz="UTC")).cast(pa.timestamp("us", tz="Asia/Ho_Chi_Minh")),
            "text": pa.array(paragraphs, pa.list_(pa.string())),
            "source": pa.array([{"name": "Báo A"}, {"name": None}, None], pa.struct([("name", pa.string())])),
        }
    )
    pq.write_table(table, HERE / "lists.parquet", compression="lz4")
    pq.write_table(table, HERE / "lists-2.0.parquet", compression="brotli", data_page_version="2.0", use_dictionary=False,
                   column_encoding={"text.list.element": "DELTA_BYTE_ARRAY", "source.name": "DELTA_LENGTH_BYTE_ARRAY"})
    frame = pl.DataFrame({"text": TEXTS, "date": moments}).with_columns(
        pl.col("date").dt.replace_time_zone("UTC").dt.convert_time_zone("Asia/Ho_Chi_Minh")
    )
    frame.write_parquet(HERE / "polars.parquet", compression="uncompressed")


def sheets():
    """Several sheets with articles, one that is hidden, one of numbers, and merged cells."""
    book = openpyxl.Workbook()
    first = book.active
    first.title = "HNNG 28"
    first.append(["Ngày", "Tiêu đề", "Nội dung"])
    for i, text in enumerate(TEXTS):
        first.append(["03/12/2013" if i == 0 else None, f"Tiêu đề {i + 1}", text])
    first.merge_cells("A2:A4")
    numbers = book.create_sheet("Số liệu")
    numbers.append(["Tỉnh", "Số bài"])
    numbers.append(["Cần Thơ", 7])
    draft = book.create_sheet("Nháp")
    draft.append(["Nội dung"])
    draft.append(["Bản nháp cũ."])
    draft.sheet_state = "hidden"
    last = book.create_sheet("HNNG 31")
    last.append(["Nội dung", "Ngày"])
    last.append([TEXTS[1], dt.datetime(2021, 12, 14)])
    book.save(HERE / "sheets.xlsx")


def zstd():
    lines = [json.dumps({"title": row["title"], "text": row["text"]}, ensure_ascii=False) + "\n" for row in ROWS]
    data = "".join(lines).encode()
    (HERE / "articles.jsonl").write_bytes(data)
    checked = zstandard.ZstdCompressor(level=19, write_checksum=True)
    (HERE / "articles.jsonl.zst").write_bytes(checked.compress(data))
    skipped = b"\x50\x2a\x4d\x18\x05\x00\x00\x00abcde"
    parts = [zstandard.ZstdCompressor(level=level).compress(line.encode()) for level, line in enumerate(lines, 1)]
    (HERE / "frames.jsonl.zst").write_bytes(parts[0] + skipped + parts[1] + zstandard.ZstdCompressor().compress(b"") + parts[2])
    # Many blocks, so that a cut falls between some.
    many = b"".join(b'{"text":"%d %s"}\n' % (i, b"%x" % (i * 2654435761 % 2**32) * 40) for i in range(2000))
    (HERE / "blocks.jsonl.zst").write_bytes(zstandard.ZstdCompressor(write_checksum=True).compress(many))
    # 2 GB of one letter, in a few kilobytes.
    bomb = zstandard.ZstdCompressor(level=19).compressobj(size=2_000_000_000)
    piece = b"x" * 1_000_000
    (HERE / "bomb.zst").write_bytes(b"".join(bomb.compress(piece) for _ in range(2000)) + bomb.flush())


workbook()
shared()
parquet()
parquet_of_others()
sheets()
zstd()
