"""Articles made up for the faults: short, in Vietnamese, no two alike."""

WHO = ["Bộ trưởng", "Thứ trưởng", "Các đại sứ", "Nhiều tổng lãnh sự", "Đoàn chủ tịch", "Trưởng ban tổ chức", "Các vụ trưởng",
       "Đại diện địa phương", "Cán bộ trẻ", "Ban thư ký", "Nhóm chuyên gia", "Các tham tán thương mại"]
DOES = ["nhấn mạnh phải", "đề nghị tiếp tục", "cho rằng cần", "yêu cầu toàn ngành", "thống nhất sẽ", "kêu gọi sớm",
        "khẳng định quyết tâm", "nêu nhiệm vụ", "mong muốn được", "lưu ý việc", "cam kết", "đồng ý ưu tiên"]
WHAT = ["bảo vệ chủ quyền biển đảo", "mở rộng thị trường cho nông sản", "thu hút đầu tư nước ngoài", "bảo hộ công dân ở xa",
        "chăm lo cho kiều bào", "đẩy mạnh ngoại giao kinh tế", "đổi mới ngoại giao văn hóa", "dạy tiếng Việt cho trẻ em",
        "giữ gìn hòa bình", "hội nhập quốc tế sâu rộng", "tham gia gìn giữ hòa bình", "xây dựng đội ngũ cán bộ",
        "số hóa hồ sơ lãnh sự", "củng cố quan hệ với láng giềng", "nâng tầm đối ngoại đa phương", "dự báo tình hình thế giới",
        "ứng phó biến đổi khí hậu", "quảng bá hình ảnh đất nước", "hợp tác khoa học công nghệ", "tháo gỡ vướng mắc biên giới"]
WHERE = ["ở châu Á", "tại các nước bạn", "trong năm tới", "cùng với doanh nghiệp", "vì lợi ích của người dân", "trên mọi diễn đàn",
         "từ cấp cơ sở", "theo tinh thần đổi mới", "dù ngân sách còn ít", "trước mùa thu", "qua mạng lưới đại diện",
         "với các đối tác lớn", "như đã hứa", "mà không chờ đợi", "ở vùng sông nước", "tại những thị trường mới"]


def sentence(rng):
    """A sentence that says what is to be done."""
    more = f", đồng thời {rng.choice(WHAT)}" if rng.random() < 0.5 else ""
    return f"{rng.choice(WHO)} {rng.choice(DOES)} {rng.choice(WHAT)} {rng.choice(WHERE)}{more}."


def article(rng, group, paragraphs=3):
    """An article whose headline names its conference."""
    lines = [f"Hội nghị Ngoại giao lần thứ {group} bàn cách {rng.choice(WHAT)}", ""]
    for _ in range(paragraphs):
        lines += [" ".join(sentence(rng) for _ in range(rng.randint(2, 4))), ""]
    return "\n".join(lines)


def folder(path, rng, groups, articles, paragraphs=3):
    """A folder of articles, dealt to the groups in turn."""
    path.mkdir(parents=True)
    for index in range(articles):
        text = article(rng, groups[index % len(groups)], paragraphs)
        (path / f"bai-{index:03}.txt").write_text(text, encoding="utf-8")
    return path
