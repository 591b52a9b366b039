//! Phrases of news sites, Vietnamese and English, as [`plain`](super::page::plain) gives them. Generic ones only: the
//! user's own stand in the configuration.

/// Headings of boxes of links to other articles.
#[rustfmt::skip]
pub const BOXES: &[&str] = &[
    "bài viết cùng chủ đề", "cùng chủ đề", "bài cùng chủ đề", "tin cùng chủ đề", "bài viết khác", "tin bài khác",
    "tin bài liên quan", "bài cùng chuyên mục", "mời xem thêm", "mời đọc thêm", "mời bạn đọc xem thêm", "xem nhiều", "đọc nhiều", "đọc nhiều nhất",
    "xem nhiều nhất", "tin đọc nhiều", "đọc thêm", "xem thêm", "tin liên quan", "bài liên quan", "bài viết liên quan",
    "các tin liên quan", "tin khác", "các tin khác", "tin cùng chuyên mục", "cùng chuyên mục", "tin mới",
    "tin mới nhất", "tin nổi bật", "tin tức khác", "tin cũ hơn", "tin mới hơn", "các bài khác", "bài khác", "bài mới",
    "bài viết mới", "bài nổi bật", "có thể bạn quan tâm", "có thể bạn thích", "bạn có thể quan tâm", "đừng bỏ lỡ",
    "đọc tiếp", "tin tài trợ", "tham khảo thêm", "các bài viết khác", "các bài viết liên quan",
    "đọc ngay", "xem ngay", "chủ đề liên quan", "sự kiện liên quan", "dòng sự kiện", "read more", "read also",
    "related", "related articles", "related posts", "related stories", "related news", "related topics",
    "more on this story", "more stories", "more from", "most read", "most popular", "most viewed", "popular posts",
    "recent posts", "latest news", "trending", "trending now", "you may also like", "you might also like",
    "recommended", "recommended for you", "see also", "also read", "top stories", "editors picks", "up next",
    "don t miss", "read next", "related publications", "related content",
    "related reading", "more from this author", "about the author", "about the authors", "stay informed", "related coverage", "see more",
    "explore more on these topics", "latest press releases", "other news", "other articles", "more on this topic", "next article", "previous article",
];

/// Headings of readers' comments.
#[rustfmt::skip]
pub const COMMENTS: &[&str] = &[
    "ý kiến bạn đọc", "ý kiến", "bình luận", "bình luận bạn đọc", "gửi bình luận", "ý kiến độc giả", "comments",
    "comment", "leave a comment", "leave a reply", "join the conversation", "phản hồi", "gửi ý kiến",
    "gửi ý kiến của bạn", "viết bình luận", "post a comment", "bạn đọc bình luận",
    "bình luận hay", "bình luận nổi bật", "bình luận mới nhất", "tất cả bình luận", "xem thêm bình luận",
    "xem tất cả bình luận", "view all comments",
];

/// Those of the lists that are ordinary nouns, and may be the subheading of an article's section.
pub const SUBHEADS: &[&str] = &["bình luận", "ý kiến", "phản hồi", "liên hệ", "chủ đề"];

/// What stands under a reader's comment.
#[rustfmt::skip]
pub const REPLIES: &[&str] = &[
    "trả lời", "thích", "reply", "like", "báo vi phạm", "thích trả lời", "reply like",
];

/// Other lines that are furniture as they stand.
#[rustfmt::skip]
pub const WHOLE: &[&str] = &[
    "phiên bản di động", "phiên bản mobile", "chia sẻ", "chia sẻ bài viết", "chia sẻ facebook", "lưu bài",
    "lưu bài viết", "in bài", "in bài viết", "bản in", "gửi email", "gửi bài viết", "quay lại", "về đầu trang", "về trang trước",
    "trở lại trang trước",
    "lên đầu trang", "trở về trang chủ", "trang chủ", "đăng nhập", "đăng ký", "đăng nhập đăng ký", "tìm kiếm",
    "quảng cáo", "liên hệ quảng cáo", "nghe đọc bài", "nghe bài viết", "cỡ chữ", "tắt âm", "xem tất cả",
    "xem toàn bộ", "tải thêm", "sao chép liên kết", "copy link", "từ khóa", "từ khoá", "chủ đề", "thẻ", "tags", "tag",
    "print", "email this", "share", "share this", "share this article", "share this story", "share on facebook",
    "share on twitter", "tweet", "advertisement", "advertisements", "ad", "sponsored", "sponsored content",
    "subscribe", "subscribe now", "sign up", "sign in", "log in", "login", "register", "menu", "home", "search",
    "skip to content", "skip to main content", "back to top", "scroll to top", "load more", "show more", "view all",
    "continue reading", "story continues below", "article continues after advertisement", "contact us", "about us",
    "skip to navigation", "scroll to continue", "advertisement scroll to continue", "link copied", "copy link copied", "like this", "loading",
    "copy link thành công", "reuse this content", "save", "saved", "listen", "xem nhanh", "nhấn để nghe", "nghe audio",
    "nghe nội dung bài viết", "đọc bài viết", "giọng nữ", "giọng nam", "in trang", "gửi mail", "gửi bài viết cho bạn bè",
    "trở lại chủ đề", "tặng sao", "biểu quyết", "bình chọn", "thăm dò ý kiến", "xem kết quả", "lưu", "top", "help",
    "complaints corrections", "purchase licensing rights",
    "privacy policy", "terms of use", "terms of service", "terms and conditions", "cookie policy", "liên hệ", "rss",
    "sitemap", "mobile version", "theo dõi chúng tôi", "follow us", "hotline", "đánh giá bài viết", "oc", "c", "o c",
    "độ c",
];

/// Names of places to share to; one alone may be the subheading of an article about it.
#[rustfmt::skip]
pub const NETWORKS: &[&str] = &[
    "facebook", "twitter", "x", "zalo", "youtube", "tiktok", "telegram", "linkedin", "pinterest", "whatsapp",
    "instagram", "messenger", "email", "viber", "reddit", "google", "news", "share", "tweet", "pin", "print", "link",
    "threads",
];

/// Openings of a line of tags or sections: the rest of it does not matter.
#[rustfmt::skip]
pub const LABELS: &[&str] = &[
    "tags", "tag", "từ khóa", "từ khoá", "chủ đề", "chuyên mục", "danh mục", "keywords", "category", "categories",
    "posted in", "filed under", "tagged", "thẻ", "topics", "filed in", "topic",
];

/// Openings of a line in a site's footer.
#[rustfmt::skip]
pub const NOTICES: &[&str] = &[
    "©", "®", "copyright", "all rights reserved", "bản quyền thuộc", "giấy phép số", "giấy phép hoạt động số",
    "giấy phép hoạt động", "mọi hành động sử dụng nội dung", "mọi hành vi sao chép", "giấy phép xuất bản số", "ghi rõ nguồn", "vui lòng ghi rõ nguồn", "powered by",
];

/// Labels of a line in a site's footer: a colon must follow.
#[rustfmt::skip]
pub const CONTACTS: &[&str] = &[
    "tổng biên tập", "phó tổng biên tập", "chịu trách nhiệm", "chịu trách nhiệm nội dung", "cơ quan chủ quản",
    "đơn vị chủ quản", "hotline", "đường dây nóng", "điện thoại", "đt", "email", "tòa soạn", "toà soạn", "trụ sở",
    "trụ sở tòa soạn", "địa chỉ", "địa chỉ tòa soạn", "issn", "fax", "tổng giám đốc", "trưởng ban biên tập", "lượt xem", "lượt truy cập", "tổng số lượt truy cập", "đang online",
    "chịu trách nhiệm chính", "liên hệ quảng cáo", "tel", "phone", "address",
];
