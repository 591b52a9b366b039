//! Phrases of news sites, Vietnamese, English, French, Spanish and German, as [`plain`](super::page::plain) gives them.
//! Generic ones only: the user's own are in the configuration.

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
    "có liên quan", "đọc nhiều trong tuần", "đang được quan tâm", "được quan tâm nhiều nhất", "bạn có thể thích", "có thể bạn sẽ thích",
    "có thể bạn chưa biết", "nên xem", "nên đọc", "xem tiếp", "tiêu điểm", "chủ đề nóng", "từ khóa nổi bật", "mới cập nhật", "mới nhất", "đọc nhiều hôm nay",
    "suggested topics", "most read articles", "most read stories", "most watched", "around the web", "from the web", "promoted content",
    "recommended stories", "recommended reading", "in other news", "more in this section", "more news", "latest", "latest stories", "editor s picks",
    "what to read next", "keep reading", "further reading", "related links", "related documents", "more like this", "also in this section",
    "you may like", "from our partners", "newsletters",
    "lire aussi", "à lire aussi", "a lire aussi", "lire également", "à lire également", "à écouter aussi", "à voir aussi", "sur le même sujet",
    "sur le même thème", "dans la même rubrique", "les plus lus", "les plus lues", "le plus lu", "articles les plus lus", "les plus consultés",
    "les plus partagés", "à la une", "articles liés", "articles similaires", "articles associés", "voir aussi", "derniers articles",
    "dernières actualités", "dernières nouvelles", "en savoir plus", "pour en savoir plus", "pour aller plus loin", "à découvrir",
    "vous aimerez aussi", "vous pourriez aussi aimer", "recommandé pour vous", "lire la suite", "lire plus", "contenus sponsorisés",
    "contenu sponsorisé", "à ne pas manquer", "notre sélection", "le fil info", "toute l actualité", "nos recommandations", "más información",
    "más noticias", "otras noticias", "noticias relacionadas", "últimas noticias", "lo más leído", "lo más visto", "lo más reciente", "lo último",
    "las más leídas", "más leídas", "más leído", "te puede interesar", "también te puede interesar", "te puede gustar", "le puede interesar",
    "quizás te interese", "lea también", "lea además", "lee también", "vea también", "ver también", "mira también", "recomendamos", "te recomendamos",
    "recomendado", "recomendados", "relacionado", "relacionados", "relacionadas", "artículos relacionados", "notas relacionadas",
    "contenido relacionado", "temas relacionados", "sigue leyendo", "seguir leyendo", "continuar leyendo", "sobre la firma", "sobre el autor",
    "sobre la autora", "contenido patrocinado", "destacados", "mehr zum thema", "mehr zu diesem thema", "mehr dazu", "zum thema", "lesen sie auch",
    "lesen sie mehr", "lesen sie dazu", "lesen sie dazu auch", "lesen sie hierzu auch", "auch interessant", "das könnte sie auch interessieren",
    "das könnte sie interessieren", "das könnte dich auch interessieren", "weitere themen", "weitere artikel", "weitere meldungen",
    "weitere nachrichten", "weitere beiträge", "ähnliche themen", "ähnliche artikel", "verwandte themen", "verwandte artikel", "meistgelesen",
    "meistgelesene artikel", "am meisten gelesen", "meistgeklickt", "topmeldungen", "topthemen", "weiterlesen", "neueste artikel",
    "neueste meldungen", "aktuelle meldungen", "aktuelle nachrichten", "empfehlungen der redaktion", "empfohlener redaktioneller inhalt",
    "mehr aus dem ressort", "passend zum thema", "mehr lesen", "zur person", "über den autor", "über die autorin",
];

/// What boxes of links hold, and what is said of it: "Các thông báo khác", "Tin nổi bật".
#[rustfmt::skip]
pub const LINKED: &[&str] = &[
    "tin", "bài", "tin bài", "tin tức", "bài viết", "bài báo", "thông báo", "văn bản", "video", "clip", "ảnh", "chùm ảnh", "tin ảnh", "tin video",
    "tài liệu", "ấn phẩm", "chuyên mục", "bản tin",
];
/// See [`LINKED`].
#[rustfmt::skip]
pub const OTHER: &[&str] = &[
    "khác", "mới", "mới nhất", "liên quan", "có liên quan", "cùng chuyên mục", "cùng mục", "cùng chủ đề", "cùng loại", "cùng tác giả", "cùng sự kiện",
    "cùng danh mục", "nổi bật", "đọc nhiều", "xem nhiều", "đọc nhiều nhất", "xem nhiều nhất", "đã đưa", "đã đăng", "tiếp theo", "trước đó", "cũ hơn",
    "mới hơn", "mới cập nhật", "gần đây", "nên đọc", "hot", "đáng chú ý", "được quan tâm", "được quan tâm nhất", "tiêu điểm", "trong ngày", "trước", "sau",
];

/// Headings of readers' comments.
#[rustfmt::skip]
pub const COMMENTS: &[&str] = &[
    "ý kiến bạn đọc", "ý kiến", "bình luận", "bình luận bạn đọc", "gửi bình luận", "ý kiến độc giả", "comments",
    "comment", "leave a comment", "leave a reply", "join the conversation", "phản hồi", "gửi ý kiến",
    "gửi ý kiến của bạn", "viết bình luận", "post a comment", "bạn đọc bình luận",
    "bình luận hay", "bình luận nổi bật", "bình luận mới nhất", "tất cả bình luận", "xem thêm bình luận",
    "xem tất cả bình luận", "view all comments", "để lại một bình luận", "để lại bình luận", "viết bình luận của bạn", "ý kiến của bạn",
    "bình luận của bạn", "gửi phản hồi", "gửi góp ý", "add a comment", "leave a response", "write a comment", "viết cảm nghĩ", "thảo luận",
    "commentaires", "commentaire", "réactions", "laisser un commentaire", "poster un commentaire", "ajouter un commentaire", "votre commentaire",
    "voir les commentaires", "tous les commentaires", "comentarios", "comentario", "deja un comentario", "deja tu comentario", "dejar un comentario",
    "ver comentarios", "ir a los comentarios", "kommentare", "kommentar schreiben", "kommentare lesen", "leserkommentare",
    "schreiben sie einen kommentar", "hinterlasse einen kommentar", "diskutieren sie mit",
];

/// Those of the lists that are ordinary nouns, and may be the subheading of an article's section.
#[rustfmt::skip]
pub const SUBHEADS: &[&str] = &[
    "bình luận", "ý kiến", "phản hồi", "liên hệ", "chủ đề", "thảo luận", "đánh giá", "tiêu điểm", "chi tiết", "mở rộng", "theo dõi", "quan tâm", "feedback",
    "newsletters", "latest", "phát", "nghe", "hài lòng", "live", "watch",
];

/// What comes under a reader's comment.
#[rustfmt::skip]
pub const REPLIES: &[&str] = &[
    "trả lời", "thích", "reply", "like", "báo vi phạm", "thích trả lời", "reply like", "thích phản hồi", "trả lời thích", "thích trả lời chia sẻ", "phản hồi thích", "like reply",
    "report", "reply report",
    "répondre", "signaler", "j aime", "responder", "denunciar", "me gusta", "antworten", "melden", "gefällt mir",
];

/// Other lines that are furniture as they are.
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
    "độ c", "sign up here", "stay informed", "in depth analysis delivered weekly", "enter your email", "your email", "nhập email", "email của bạn",
    "nhập bình luận của bạn", "đăng ký ngay", "chia sẻ lên", "chia sẻ qua", "chia sẻ với", "chia sẻ bài viết này", "chia sẻ ngay", "gửi bài", "in bài này",
    "in bài viết này", "gửi cho bạn bè", "gửi thư", "bỏ qua", "bấm xem", "xem chi tiết", "chi tiết", "quan tâm", "theo dõi", "đã theo dõi",
    "hài lòng", "đánh giá", "đánh giá của bạn", "mã bảo mật", "mã xác nhận", "họ và tên", "họ tên", "nội dung bình luận", "gửi", "hủy", "đóng", "thu gọn",
    "mở rộng", "nghe tin này", "nghe", "phát", "tạm dừng", "podcast", "infographic", "e magazine", "emagazine", "multimedia", "skip advertisement",
    "report this ad", "ad feedback", "story continues", "click to expand", "expand", "close", "dismiss", "not now", "no thanks", "got it", "accept all",
    "reject all", "manage cookies", "cookie settings", "gift this article", "gift article", "give this article", "bookmark", "resize text", "font size",
    "text size", "about sharing", "feedback", "reprints", "request permission", "email address", "first name", "last name", "submit", "send", "cancel",
    "read full article", "read the full story", "full story", "watch", "watch live", "live", "play", "pause", "mute", "transcript", "download pdf",
    "download", "in pdf", "tải về", "tải xuống", "link bài gốc", "lấy link", "end of list", "updates to this page", "tệp đính kèm", "file đính kèm", "tài liệu đính kèm", "văn bản đính kèm", "tập tin đính kèm",
    "print this page", "get emails about this page", "copy link bài gốc", "link gốc", "xem bản in", "bản để in", "gửi tin",
    "partager", "partager cet article", "partager l article", "imprimer", "envoyer par e mail", "envoyer par email", "publicité",
    "passer la publicité", "s abonner", "s inscrire", "je m abonne", "abonnez vous", "se connecter", "connexion", "déjà abonné", "écouter l article",
    "article réservé aux abonnés", "réservé aux abonnés", "temps de lecture", "ajouter à vos sélections", "ajouter aux favoris", "copier le lien",
    "lien copié", "mentions légales", "plan du site", "accueil", "rechercher", "recherche", "fermer", "accepter", "tout accepter", "refuser",
    "tout refuser", "continuer sans accepter", "réagir", "offrir l article", "offrir cet article", "retour en haut", "retour en haut de page",
    "haut de page", "télécharger l application", "contribuer", "réutiliser ce contenu", "voir plus", "tout voir", "afficher plus",
    "politique de confidentialité", "gestion des cookies", "conditions générales", "suivez nous", "je commente", "lire plus tard", "compartir",
    "compartir en facebook", "imprimir", "publicidad", "suscríbete", "suscribirse", "iniciar sesión", "registrarse", "inicio", "buscar", "menú",
    "cerrar", "aceptar", "rechazar", "copiar enlace", "copiar el enlace", "enlace copiado", "escuchar", "escuchar el artículo", "comentar", "ver más",
    "cargar más", "síguenos", "síganos", "aviso legal", "política de privacidad", "política de cookies", "quiénes somos", "mapa web",
    "mapa del sitio", "volver arriba", "boletines", "tiempo de lectura", "enviar por correo", "información del artículo", "añadir usuario",
    "continuar leyendo aquí", "teilen", "drucken", "anzeige", "werbung", "merken", "artikel merken", "zur merkliste hinzufügen", "abonnieren",
    "anmelden", "registrieren", "suche", "menü", "startseite", "zur startseite", "schließen", "akzeptieren", "alle akzeptieren", "ablehnen",
    "link kopieren", "link kopiert", "artikel anhören", "anhören", "vorlesen", "vorlesen lassen", "artikel drucken", "seite drucken",
    "artikel verschenken", "impressum", "datenschutz", "datenschutzerklärung", "barrierefreiheit", "gebärdensprache", "leichte sprache", "nach oben",
    "zum anfang der seite", "zum seitenanfang", "kommentieren", "auf facebook teilen", "auf x teilen", "auf twitter teilen", "per e mail teilen",
    "per mail teilen", "per whatsapp teilen", "weitere optionen zum teilen", "lesezeit", "newsletter abonnieren", "jetzt abonnieren",
    "folgen sie uns", "cookie einstellungen", "agb", "advertisement scroll for more", "read in app", "upgrade to paid", "share this post",
    "leave comment", "start your free trial", "gift", "sign up now", "explore more", "view comments", "show comments", "hide comments",
    "read comments", "thanks for reading",
];

/// Openings of a short line, without a final stop, that leads or invites elsewhere: the rest of it does not matter.
#[rustfmt::skip]
pub const OPENINGS: &[&str] = &[
    "share on", "share this", "share via", "share to", "tweet this", "print this", "email this", "chia sẻ lên", "chia sẻ qua", "chia sẻ bài viết",
    "link nội dung", "link bài", "link gốc", "xem thêm các bài viết", "xem thêm tin", "xem các bài", "đọc thêm các bài", "xem tất cả", "bình luận cho",
    "bình luận về bài", "phản hồi cho", "our standards", "do you have a story", "got a story", "have a story", "got a tip", "get the day s", "get our",
    "get the latest", "more by", "more from", "more on", "read more about", "read more on", "view more", "see all", "see more", "sign up for", "sign up to",
    "subscribe for", "subscribe to", "follow topics", "click here to", "bấm vào đây", "nhấn vào đây", "click vào đây", "download our", "tải ứng dụng",
    "bạn có thích bài", "bạn đánh giá", "bạn thấy bài viết", "is this page", "was this page", "was this article", "report a problem", "help us improve",
    "partager sur", "abonnez vous à", "inscrivez vous à", "suivez toute l", "recevez toute l", "retrouvez toute l", "téléchargez l application",
    "il vous reste", "soyez le premier à", "temps de lecture", "compartir en", "suscríbete a", "suscríbete para", "síguenos en", "síganos en",
    "sigue toda la", "apúntate a", "tiempo de lectura", "teilen auf", "folgen sie uns", "abonnieren sie", "melden sie sich für", "lesezeit",
    "dieses thema im programm", "über dieses thema berichtete", "listen to this article", "minute read",
];

/// Openings of a longer line in which the site speaks of itself or asks something of its readers, with a final stop or
/// without.
#[rustfmt::skip]
pub const NOTES: &[&str] = &[
    "bạn đang đọc bài viết", "bạn đang xem", "video không hỗ trợ", "trình duyệt của bạn không", "your browser does not support", "save articles to read later",
    "success an email has been sent", "error there was an error", "the views expressed in this article are the author s own", "mọi thông tin góp ý", "mọi ý kiến đóng góp", "mọi đóng góp tin bài", "mọi phản hồi", "thư điện tử của bạn sẽ không",
    "email của bạn sẽ không", "your email address will not be published", "this was published under", "mời bạn đọc gửi", "mời độc giả gửi",
    "bạn đọc có thể gửi", "quý độc giả vui lòng", "vui lòng nhập", "vui lòng đăng nhập", "bạn phải đăng nhập", "bạn cần đăng nhập", "hãy là người đầu tiên bình luận",
    "ý kiến của bạn sẽ được", "bình luận của bạn sẽ được", "we use cookies", "by signing up", "by subscribing", "by clicking", "this site is protected by recaptcha",
    "you can unsubscribe", "please enter a valid", "thanks for signing up", "thank you for subscribing", "this article was originally published on",
    "sign up for our", "subscribe to our", "đăng ký nhận", "để nhận tin", "tải ứng dụng",
    "nous utilisons des cookies", "ce site utilise des cookies", "la lecture de tous les articles est réservée", "seuls les abonnés",
    "votre adresse e mail ne sera pas", "utilizamos cookies", "usamos cookies", "este sitio utiliza cookies", "tu suscripción se está usando",
    "su dirección de correo", "tu dirección de correo electrónico no será", "wir verwenden cookies", "wir nutzen cookies",
    "diese website verwendet cookies", "ihre e mail adresse wird nicht", "deine e mail adresse wird nicht", "thanks for reading",
    "is a reader supported publication", "this content is hosted by a third party",
    "privacy notice", "we value your privacy", "with your consent we", "this website uses cookies", "con tu acuerdo nosotros", "avec votre accord nous",
    "an official website of", "a version of this article appears in print", "the code has been copied", "no media source currently available",
    "thông tin bạn đọc được bảo mật", "dieses thema im programm", "it looks like nothing was found", "mời quý độc giả theo dõi các chương trình",
    "mời quý vị theo dõi các chương trình",
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
    "more", "thể loại", "nhãn", "chia sẻ", "chia sẻ bài viết", "share", "lượt xem", "lượt đọc", "sự kiện", "mục", "chuyên đề", "cỡ chữ", "suggested topics",
    "mots clés", "sujets", "thèmes", "étiquettes", "rubrique", "rubriques", "temas", "temas relacionados", "etiquetas", "archivado en",
    "palabras clave", "schlagworte", "schlagwörter", "themen", "stichworte", "partager", "compartir", "teilen", "temps de lecture",
    "tiempo de lectura", "lesezeit",
];

/// Openings of a line in a site's footer.
#[rustfmt::skip]
pub const NOTICES: &[&str] = &[
    "©", "®", "copyright", "all rights reserved", "bản quyền thuộc", "giấy phép số", "giấy phép hoạt động số",
    "giấy phép hoạt động", "mọi hành động sử dụng nội dung", "mọi hành vi sao chép", "giấy phép xuất bản số", "ghi rõ nguồn", "vui lòng ghi rõ nguồn", "powered by",
    "bản quyền", "giấy phép", "không được sao chép", "cấm sao chép", "nghiêm cấm sao chép", "phát triển bởi", "thiết kế bởi", "bản quyền của", "vận hành bởi",
    "all content is available under", "registered in", "registered office", "published by",
    "tous droits réservés", "reproduction interdite", "todos los derechos reservados", "prohibida la reproducción", "queda prohibida la reproducción",
    "alle rechte vorbehalten",
];

/// Labels of a line in a site's footer: a colon must follow.
#[rustfmt::skip]
pub const CONTACTS: &[&str] = &[
    "tổng biên tập", "phó tổng biên tập", "chịu trách nhiệm", "chịu trách nhiệm nội dung", "cơ quan chủ quản",
    "đơn vị chủ quản", "hotline", "đường dây nóng", "điện thoại", "đt", "email", "tòa soạn", "toà soạn", "trụ sở",
    "trụ sở tòa soạn", "địa chỉ", "địa chỉ tòa soạn", "issn", "fax", "tổng giám đốc", "trưởng ban biên tập", "lượt xem", "lượt truy cập", "tổng số lượt truy cập", "đang online",
    "chịu trách nhiệm chính", "liên hệ quảng cáo", "tel", "phone", "address",
];
