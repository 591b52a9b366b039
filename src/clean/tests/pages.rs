//! Pages laid out like different sites: which of their lines stay.

use super::check;

macro_rules! pages {
    ($($name:ident: $page:expr;)*) => {
        $(#[test] fn $name() { check($page); })*
    };
}

pages! {
    a_wordpress_blog_with_share_bar_tags_and_related_posts: "\
x Skip to content
x Home » News » Farming

! Growers in the delta turn to salt-tolerant rice

x By Jane Doe

x March 4, 2024

x Share
x Facebook
x Twitter

= The first fields of the new rice were harvested on Monday in three districts of the delta.

= Growers say the plants withstand water four times as salty as the old varieties could bear.

= What comes next

= The institute plans to hand out seed for two thousand hectares before the next dry season.

x Tags: rice, delta, salt

x Related Posts

x Why the river carries less sand

x Dams upstream and the price of fish

x Leave a Reply
x © 2024 The Delta Blog. All rights reserved.";

    an_english_agency_wire_with_a_dateline: "\
! Ministers agree on a common grid

= LISBON (Wire) - Energy ministers of nine countries agreed on Tuesday to link their grids by the end of the decade.

= \"This is a beginning,\" the host said.

= The cables will run for 1,400 kilometres and cost an estimated nine billion euros.

x Advertisement

= Two countries kept the right to leave the plan after five years.

x (Reporting by Jane Doe; editing by John Roe)";

    an_english_magazine_with_an_inline_box_and_a_tail_of_cut_off_summaries: "\
! The long way back of the wolf

= Wolves have come back to the hills after a century, and the shepherds are divided about it.

x Photo: Jane Doe

x Read more: How the lynx was lost

= Some keep dogs again as their grandfathers did, and lose fewer sheep than their neighbours.

= Others ask the state for fences and for money, and have waited for both since the spring of last year.

= Nobody knows yet how many packs there are, since the count of last winter was stopped by snow.

= The wolves, in any case, have made up their minds...

x More from
x Ten museums that nobody visits
x A tour of small collections, from salt shakers to the history of the umbrella ...
x The baker who never slept
x He opened his shop at two in the morning for fifty years and was never once late ...";

    a_vnexpress_like_page_with_breadcrumb_date_and_related_links: "\
x Trang chủ > Đời sống > Nông thôn
x Thứ tư, 5/6/2024, 08:15 (GMT+7)
! Vườn vải cổ thụ vào mùa quả ngọt

= Hơn hai trăm gốc vải trên trăm tuổi ở làng ven sông đang cho vụ quả tốt nhất nhiều năm qua.

= Theo ban quản lý làng, mỗi cây cho trung bình ba tạ quả, gấp rưỡi so với vụ trước.

x Khách tham quan hái vải tại vườn. Ảnh: Hoài An

= Khách đến vườn được hướng dẫn cách hái để không làm gãy cành non.

= Từ nay đến cuối tháng, làng tổ chức chợ phiên vào sáng chủ nhật hàng tuần.

x Hoài An

x Tin liên quan
x Chợ nổi đông khách trở lại sau mùa nước
x Làng gốm giữ lửa lò suốt ba thế kỷ
x Bình luận (12)
x Chia sẻ";

    a_page_in_consecutive_lines_without_blanks: "\
! Cầu treo mới nối hai bờ suối Vàng
x Thu Trang
= Sáng 3/4, xã vùng cao đã khánh thành cây cầu treo dài một trăm hai mươi mét.
= Trước đây, học sinh phải lội suối mỗi ngày, mùa lũ có khi nghỉ học cả tuần.
= Cây cầu do người dân góp công xây dựng trong tám tháng.
x Nguồn Báo Suối Vàng: https://example.vn/cau-treo-moi.html";

    an_article_of_one_paragraph: "\
= Chiều nay, mực nước sông dâng thêm hai mươi phân, các hộ ven đê đã chuyển đồ đạc lên cao.";

    a_brief_without_a_headline: "\
= Xưởng gỗ của hợp tác xã vừa nhận đơn hàng đầu tiên từ nước ngoài.

= Đơn hàng gồm bốn trăm bộ bàn ghế.

= Hàng sẽ được giao trong quý tới.";

    a_speech_with_numbered_points: "\
! Bài nói chuyện mở đầu buổi họp về nguồn nước

= Kính thưa các đồng chí,

= Hôm nay, chúng ta họp để bàn việc giữ nguồn nước cho mai sau.

= Thứ nhất, tiết kiệm nước trong sản xuất nông nghiệp ở mọi địa phương.

= Thứ hai, tiết kiệm nước trong sản xuất công nghiệp ở mọi địa phương.

= Thứ ba, trồng rừng đầu nguồn.

= Về rừng, chúng ta còn nhiều việc phải làm, từ giống cây, đất đai cho tới đời sống của người giữ rừng...

= Xin trân trọng cảm ơn!";

    a_question_and_answer_interview: "\
! Giữ nghề dệt bằng cách mở cửa xưởng

x Mai Lâm

= Nghệ nhân kể về ba mươi năm bên khung cửi và lớp thợ trẻ mới vào nghề.

= PV: Bà bắt đầu học dệt từ khi nào?

= – Năm tôi lên bảy.

= PV: Bà có lo nghề mất đi không?

= – Có.

= – Nhưng mỗi năm lại có thêm vài em đến học, nên tôi yên tâm dần.

= PV: Bà muốn nhắn gì với các em?

= – Cứ làm chậm thôi, vải đẹp là nhờ tay kiên nhẫn.";

    a_forum_with_readers_comments: "\
! Kinh nghiệm trồng rau trên sân thượng

= Mình trồng rau trên sân thượng được ba năm, nay viết lại vài điều cho bạn nào mới bắt đầu.

= Đất nên trộn với xơ dừa và phân trùn theo tỷ lệ năm, ba, hai.

= Mùa nóng phải che lưới, tưới hai lần một ngày, sáng sớm và chiều muộn.

= Sâu bệnh thì bắt tay là chính, đừng phun thuốc gì cả.

x Ý kiến bạn đọc (2)
x Thu Trang
x Bài viết hay quá, mình sẽ thử trộn đất theo cách của bạn.
x Thích
x Trả lời
x 2 giờ trước";

    a_poem_with_a_refrain: "\
= Mưa về trên bến vắng
= Con đò nằm đợi ai
= Mưa về trên bến vắng
= Một chiều nước chảy dài

= Người đi qua cầu nhỏ
= Áo bạc màu thời gian
= Mưa về trên bến vắng
= Lá rơi thềm ngổn ngang";

    a_list_of_winners_at_the_end: "\
! Trao giải cuộc thi vẽ về dòng sông quê

= Tối qua, ban tổ chức đã trao giải cuộc thi vẽ cho học sinh năm trường ven sông.

= Danh sách các em đoạt giải:

= Nguyễn Thu An

= Trần Minh Khôi

= Lê Bảo Hân";

    two_subheadings_and_short_sections: "\
! Ba việc cần làm trước mùa bão

= Mùa bão năm nay được dự báo đến sớm, các hộ ven biển nên chuẩn bị ngay từ bây giờ.

= Chằng chống nhà cửa

= Mái tôn cần được neo bằng dây thép, cửa kính nên dán băng keo chữ thập.

= Dự trữ nước và lương thực

= Mỗi hộ nên có nước sạch và đồ ăn khô đủ dùng trong bảy ngày.

= Theo dõi tin báo bão

= Người dân nên đọc thêm bản tin của đài địa phương và nghe loa truyền thanh mỗi sáng.";

    a_doubled_lead_with_other_quotation_marks_and_a_broken_caption: "\
x Báo Điện tử Mùa Vàng
x • Đồng Xanh
x 29°C

! Hội thi \"Hạt giống quê\" lần thứ tư

x 10:30, 07/11/2022

= Ngày 6/11, tại sân vận động huyện, hội thi \"Hạt giống quê\" lần thứ tư đã khai mạc với ba mươi đội tham gia.

x Ngày 6/11, tại sân vận động huyện, hội thi “Hạt giống quê” lần thứ tư đã khai mạc với ba mươi đội tham gia.

x Các đội thi trưng bày hạt giống tại
x sân vận động h
x uyện (Ảnh: Thu Trang)

= Mỗi đội mang đến mười giống lúa và kể câu chuyện về cách giữ giống của làng mình.

= Giải nhất thuộc về đội đến từ xã ven biển với giống lúa chịu mặn.

x Theo BMV

x Theo dõi Báo Mùa Vàng trên
x Phiên bản di động";

    an_article_with_a_box_between_paragraphs: "\
! Làng chài chuyển sang nuôi rong biển

= Sau ba mùa cá thất thu, hơn nửa số hộ trong làng chài đã chuyển sang nuôi rong biển.

x Xem thêm

x Rong biển Việt tìm đường sang châu Âu

x Nghề lưới rê dần vắng bóng ở miền Trung

= Rong lớn nhanh, chỉ sáu mươi ngày là thu hoạch được lứa đầu.

= Giá bán tại bến hiện cao gấp đôi năm ngoái.";

    a_tail_of_doubled_headlines_under_a_short_brief: "\
! Trạm y tế xã đảo có bác sĩ thường trú

= Từ tháng này, trạm y tế xã đảo đã có bác sĩ ở lại trực cả tuần.

= Người dân không còn phải đi tàu hai giờ vào đất liền để khám bệnh thông thường.

x Thầy thuốc quân y và những chuyến tàu đêm

x Thầy thuốc quân y và những chuyến tàu đêm

x Hai mươi năm qua, các bác sĩ quân y đã đi hàng nghìn chuyến tàu đêm ra đảo cứu người.
x Giá vé tàu cao tốc tăng trước kỳ nghỉ lễ

x Giá vé tàu cao tốc tăng trước kỳ nghỉ lễ

x Các hãng tàu cho biết giá nhiên liệu là nguyên nhân khiến giá vé tăng gần một phần mười.
x Đội bóng làng biển lần đầu vào chung kết

x Đội bóng làng biển lần đầu vào chung kết

x Cầu thủ của đội đều là ngư dân, chỉ tập với nhau vào những ngày biển động.
x Xem nhiều
x Phiên bản di động";

    a_chronicle_whose_headings_are_dates: "\
! Nhật ký mười ngày vượt núi

= Đoàn khảo sát gồm tám người đã đi bộ qua ba dãy núi để đo lại mốc đường mòn.

= 01/03/2021

= Trời mù, cả đoàn chỉ đi được bốn cây số rồi dựng lều bên suối.

= 02/03/2021

= Nắng lên, mốc đầu tiên hiện ra sau một vạt rừng trúc.";

    a_markdown_page: "\
! # Bảo tàng nhỏ giữa làng

= Bảo tàng chỉ rộng bằng một gian nhà nhưng giữ gần một nghìn hiện vật.

= ## Những chiếc cày gỗ

= Chiếc cày cổ nhất được làm từ gỗ lim, đã qua năm đời chủ.

= - Cày chìa vôi
= - Cày tay cong";

    a_menu_a_form_and_undoubled_teasers_with_leads: "\
x TIN MỚI
x Thời sự
x Thế giới
x Kinh tế
x Văn hóa

! Giá lúa hè thu nhích lên sau mưa

x Minh Khôi - 08:15 12/07/2023

= (MV) - Giá lúa hè thu tại các tỉnh ven sông đã nhích lên sau đợt mưa kéo dài, thương lái bắt đầu đặt cọc trở lại.

x >> Nông dân trữ lúa chờ giá
x >> Kho lạnh cho trái cây: ai đầu tư?

= Theo ghi nhận, lúa tươi được mua tại ruộng với giá bảy nghìn đồng một ký.

x Ảnh minh họa

= Ông Trần Văn Bảy, nông dân huyện ven sông, nói: \"Giá này bà con có lời.\"

= \"Chúng tôi mong giá giữ được tới cuối vụ\", ông nói thêm.

= Vì sao giá tăng?

= Mưa nhiều khiến lúa đổ ngã, lượng lúa chất lượng tốt giảm.

= Nhà máy xay xát tại chợ gạo cho biết đơn hàng xuất khẩu tăng...

= Còn nhiều việc phải làm…

x Bài, ảnh: MINH KHÔI

x Gửi bình luận
x Họ tên
x Email
x Nội dung
x CÙNG CHUYÊN MỤC
x Hội chợ trái cây mở cửa

x Hơn hai trăm gian hàng trái cây góp mặt tại hội chợ năm nay.

x Nông dân học làm du lịch

x Các lớp học mở vào cuối tuần thu hút nhiều người trẻ.

x Cá tra vào siêu thị

x Sản phẩm cá tra chế biến sẵn đã có mặt tại ba chuỗi siêu thị lớn.

x Cơ quan chủ quản: Hội Nông dân
x Giấy phép số 123/GP-BTTTT
x ® Ghi rõ nguồn khi phát hành lại";

    an_english_local_paper_in_consecutive_lines: "\
x The Harbour Times
x News | Sport | Opinion
! Old lighthouse gets a new keeper
x By MARY SMITH
x Updated 3:15 PM, May 4, 2022
= The old lighthouse on the northern pier has a keeper again, thirty years after the last one left.
= Mary Roe, 34, was chosen from among four hundred applicants from eleven countries.
= \"I did not expect it,\" she said.
= She will live in two rooms under the lamp.
x RELATED: Ferry fares go up
= The city pays her a modest wage and the heating.
= Her first task is to paint the stairs
= all one hundred and eighty-nine of them.
x Follow us on Twitter and Facebook
x You may also like
x Ten walks along the coast
x Why gulls steal chips
x The last rope maker";

    a_biography_with_a_name_as_title_and_verses_quoted: "\
! Nguyễn Trãi

= Nguyễn Trãi là nhà thơ, nhà chính trị lớn của dân tộc, sinh ra trong một gia đình có truyền thống học hành.

= Ông để lại nhiều tác phẩm bằng chữ Hán và chữ Nôm.

= Tuổi trẻ

= Thuở nhỏ ông sống với ông ngoại ở kinh thành.

= Sự nghiệp

= Ông dâng sách bàn kế đánh giặc và được giao việc soạn thư từ.

= Thơ ông có câu được nhiều người nhớ:

= Gió đưa hương cúc bên thềm vắng
= Trăng rọi đầu sông một mảnh trong

x Trần Văn Bình";

    a_notice_with_lists_and_contacts_between_paragraphs: "\
! Thông báo tuyển sinh lớp nghề năm 2024

= Trung tâm dạy nghề huyện thông báo tuyển sinh các lớp sau:

= Lớp mộc: 30 học viên
= Lớp may: 40 học viên
= Lớp hàn: 20 học viên

= Thời gian học: 3 tháng, khai giảng ngày 05/03/2024.

= Địa chỉ: Số 12 đường Bờ Sông, thị trấn Suối Vàng
= Điện thoại: 0123 456 789

= Hồ sơ gồm đơn xin học và hai ảnh: một ảnh thẻ, một ảnh toàn thân.";

    a_reportage_of_short_lines_that_trail_off: "\
! Hai mươi năm đi tìm nước cho làng

x LÊ HÂN

= 1. Ông Tư Đất năm nay bảy mươi tuổi. Ông kể rằng ngày mới về đây, cả làng chỉ có một cái giếng.

= Nước mặn.

= Mùa khô phải đi năm cây số.

= 2. Rồi ông học cách khoan giếng. Ba lần đầu đều hỏng.

= - Sao ông không bỏ cuộc?

= - Bỏ thì ai làm.

= Ông cười, hàm răng đã rụng gần hết ...

= Từ cái giếng ấy, làng có thêm mười cái giếng nữa ...

= Giờ thì nước đã về tận nhà ...

= (Còn nữa)
= Đọc tiếp kỳ sau: Những người giữ rừng

x Xem thêm
x Ba thế hệ đi tìm nước";

    a_caption_that_the_text_repeats: "\
! Bàn giao nhà mới cho các hộ vùng lũ

= Ngày 2/9, huyện miền núi đã bàn giao bốn mươi căn nhà cho các hộ mất nhà trong trận lũ năm ngoái.

x Lãnh đạo huyện đã trao chìa khóa nhà mới cho các hộ dân trong niềm vui của bà con.

= Tại buổi lễ, lãnh đạo huyện đã trao chìa khóa nhà mới cho các hộ dân trong niềm vui của bà con, đồng thời hứa sẽ làm tiếp đường vào khu dân cư.

= Đường mới dài ba cây số, dự kiến xong trước Tết.";
    a_headline_broken_over_two_lines: "\
! Lễ hội trái cây ven sông: ngọt, sạch,
= an toàn
x Minh Anh (lược ghi)
x 08/06/2023
= Sáng 8/6, lễ hội trái cây ven sông đã khai mạc với hơn trăm gian hàng.
= Ban tổ chức cho biết, khách đến đông gấp đôi năm ngoái.";

    an_article_whose_lines_are_broken_at_the_margin: "\
= Sáng 8/6, lễ hội trái cây ven sông đã khai mạc với hơn
= trăm gian hàng của bà con trong vùng. Phát biểu tại lễ,
= Nguyễn Văn Lúa
= đại diện các nhà vườn, cho biết sản lượng tăng đều mỗi năm.
= Khách tham quan được nếm thử trái cây ngay tại vườn nhà.";

    a_masthead_with_a_motto_above_a_menu: "\
x ĐỒNG XANH
x Tiếng nói chung của bà con miền hạ
x Thời sự
x Kinh tế
x Nhà nông
x Thứ hai, 12/06/2023 - 09:15 GMT+7
! Giống lúa chịu mặn vào vụ mới ở miền ven biển
x PGS, TS. TRẦN VĂN LÚA
x Viện Nghiên cứu Cây lúa
x (Dongxanh.vn) -
= Ba huyện ven biển vừa xuống giống lúa chịu mặn vào vụ mới trên hơn hai nghìn héc-ta.
= Nông dân được cấp giống và phân bón cho vụ đầu.";

    what_is_left_of_an_invitation_stands_first: "\
x Mùa Vàng trên
! Người giữ giống lúa cổ của bản
x Aa Aa+
= (Mùa Vàng) Phóng viên Mùa Vàng gặp người giữ giống lúa cổ của bản trên núi cao vào cuối vụ gặt.
= Bà đã giữ hai mươi giống lúa suốt bốn mươi năm.";

    subheads_that_read_like_furniture: "\
! Đọc lại một tập thơ cũ

= Tập thơ in lần đầu cách đây nửa thế kỷ, nay được in lại với lời giới thiệu mới.

= Bình luận

= Người đọc hôm nay thấy ở đó một giọng thơ bình thản trước mất mát.

= Liên hệ

= Từ câu chuyện ấy, mỗi người có thể nghĩ về làng quê của mình.";

    a_comment_box_of_readers_who_reply_is_no_subhead: "\
! Đọc lại một tập thơ cũ
= Tập thơ in lần đầu cách đây nửa thế kỷ, nay được in lại với lời giới thiệu mới.
= Lời giới thiệu dài ba mươi trang, kể lại chuyện tập thơ ra đời.
x Bình luận
x Hay quá, mình cũng có một bản in lần đầu ở nhà.
x Trả lời
x Mình đang tìm mua bản cũ mà chưa được.
x Trả lời";

    a_labelled_sentence_and_a_remark_about_pictures: "\
! Khai mạc hội sách mùa thu
= Hội sách mùa thu khai mạc sáng nay bên hồ với sáu mươi gian hàng.
= Chủ đề: sách và người trẻ.
= Ảnh: thứ mà khách xem hội sách mang về nhiều hơn cả sách, ban tổ chức nói vui.
= Hội sách kéo dài đến cuối tuần sau.
x Chủ đề: hội sách, mùa thu";

    the_same_point_under_two_headings: "\
! Những việc phải làm ngay trong quý

= Cuộc họp sáng nay giao cho hai tổ những việc phải làm ngay trong quý này.

= Về thủy lợi:
= Kiểm tra lại toàn bộ hồ sơ trước ngày mười lăm.
= Báo cáo bằng văn bản cho ban quản lý hợp tác xã.
= Về giao thông:
= Kiểm tra lại toàn bộ hồ sơ trước ngày mười lăm.
= Báo cáo bằng văn bản cho ban quản lý hợp tác xã.

= Tổ bảo vệ

= - Trực đủ ba ca mỗi ngày, kể cả ngày nghỉ và ngày lễ lớn trong năm;

= Tổ điện

= - Trực đủ ba ca mỗi ngày, kể cả ngày nghỉ và ngày lễ lớn trong năm;

= Cuộc họp tới sẽ nghe hai tổ nói lại kết quả.";

    a_list_printed_twice_with_its_heading: "\
! Những việc phải làm ngay trong quý

= Cuộc họp sáng nay giao cho hai tổ những việc phải làm ngay trong quý này.

= Về công việc chung của cả hai tổ trong quý:
= - Kiểm tra lại toàn bộ hồ sơ của các tổ viên, hạn chót là ngày mười lăm.

x Về công việc chung của cả hai tổ trong quý:
x - Kiểm tra lại toàn bộ hồ sơ của các tổ viên, hạn chót là ngày mười lăm.

= Cuộc họp tới sẽ nghe hai tổ nói lại kết quả.";

    a_chronicle_of_short_entries: "\
! Những mốc nhớ của làng nghề
x 05/09/2022 08:30
= Trước ngày hội, các cụ trong làng ngồi lại ghi ra những mốc đáng nhớ nhất của nghề.
= 02/03/1956
= Lập tổ dệt đầu tiên.
= 15/10/1978
= Đổi sang khung cửi máy.
= 20/11/1999
= Mở chợ vải";

    a_markdown_page_with_a_picture_and_a_dateline: "\
! # Cầu mới nối hai bờ sông

x SÔNG.VN -
= Cây cầu dài hai trăm mét đã thông xe sáng nay trong niềm vui của bà con.

x ![Cầu mới nhìn từ bờ bắc](https://example.vn/cau.jpg)
x [![Cầu mới](https://example.vn/cau.jpg)](https://example.vn/cau.html)

= Mỗi ngày có hơn một nghìn lượt người qua cầu.";

    a_tail_with_unknown_buttons_around_it: "\
! Bến phà cũ đóng cửa sau trăm năm
= Chuyến phà cuối cùng rời bến lúc sáu giờ chiều qua, chở theo hơn trăm người đưa tiễn.
= Từ nay khách đi qua cây cầu mới cách đó hai cây số.
x Tin, ảnh: Thu Trang
x * Mời bạn đọc vào chuyên mục Đời sống xem các tin cùng loại.
x Quay về Đời sống
x Cất đi
x BÀI VIẾT KHÁC
x Ba đời lái đò trên một khúc sông
x Cây cầu tre cuối cùng của huyện
x Lối xưa
x Sông Xanh © 2019. All rights reserved.
x Bản máy tính";

    a_tail_under_a_link_with_its_label: "\
! Bến phà cũ đóng cửa sau trăm năm
= Chuyến phà cuối cùng rời bến lúc sáu giờ chiều qua, chở theo hơn trăm người đưa tiễn.
= - Bác có tiếc không?
= - Tiếc chứ!
x Mời quý độc giả theo dõi Sông Xanh trên Google News
x Mời xem thêm: Người lái phà kể chuyện ba mươi năm
x Trở lại Về mục Đời sống
x Tặng quà
x x5
x Gửi đi
x Bình luận hay
x Xem thêm bình luận";

    a_link_with_its_label_before_the_end_of_an_article: "\
! Trao giải cuộc thi nấu ăn của xóm

= Tối qua, xóm đã trao giải cuộc thi nấu ăn cho sáu đội dự thi.

x Xem thêm: Bếp lửa ngày hội làng

= Danh sách các đội đoạt giải:

= Đội Bến Đò
= Đội Cây Gạo
= Đội Giếng Làng

x Xóm Trên © 2020";

    a_paragraph_that_repeats_a_caption_stays_when_the_caption_goes: "\
! Cầu Bến Sông thông xe

= Sáng thứ bảy, hàng nghìn người dân hai bờ đã có mặt từ sớm để chờ lễ cắt băng khánh thành.

x Cầu Bến Sông nối hai huyện được thông xe sáng thứ bảy sau ba năm xây dựng trên dòng sông rộng nhất tỉnh. (Ảnh: An Bình)

= Cầu Bến Sông nối hai huyện được thông xe sáng thứ bảy sau ba năm xây dựng trên dòng sông rộng nhất tỉnh.

= Chủ tịch tỉnh cho biết con đường dẫn sẽ được mở rộng vào năm sau.";
}

pages! {
    a_page_whose_furniture_is_on_no_list: "\
x Nhịp chợ
x Giá cả
x Sổ tay người bán

! Chợ nổi Cái Sậy dời giờ họp vì nước ròng sớm

x Gói đọc hàng tháng

= Từ đầu tháng, chợ nổi Cái Sậy họp từ hai giờ sáng thay vì bốn giờ, vì nước ròng sớm hơn mọi năm.

x Bùi Hạnh Nga

= Ban quản lý chợ nổi cho biết ghe lớn không vào được bến sau năm giờ, nên giờ họp phải dời theo nước ròng.

x Bánh tét lá cẩm xuống phố trước rằm
x Đò dọc chở khách trở lại sau mười năm nghỉ

= Chủ ghe bán bí đỏ nói chợ nổi họp sớm thì mối ở xa kịp về, nhưng người đi xem chợ không còn mấy ai.

= Cái Sậy vào mùa khô

= Theo trạm thủy văn, nước ròng ở Cái Sậy còn sớm thêm nửa giờ vào giữa tháng, sau đó mới chậm lại.

x #chợ nổi
x Mua thêm xu
x Bạn còn ba lượt đọc
x Bảng giá xu
x Vận Hội Miệt Vườn
x Chép lại đường dẫn
x Báo cáo sai sót
x Xem thêm
x Bầu chọn chợ đẹp nhất vùng";

    a_page_in_english_with_pictures_of_a_gallery_and_an_offer: "\
x We use cookies to make this site work for you.
x My account

! Harbour council votes to lift the old bridge

x 1 of 4 | The old bridge at low water last week.
x [2/4] A barge waits below the bridge.

= The harbour council voted on Monday to lift the old bridge by two metres before the winter storms.

x Sign up to The Tide, our weekly letter

= Barges have waited for low water under the bridge since the new terminal opened, the council said.

= The bridge will be closed to cars for six weeks, and the council will run a ferry in its place.

= Nobody objected.

x Reporting by Jane Doe in Harbour Town; Editing by John Roe
x Read next
x Gulls learn to open lunch boxes";

    an_essay_under_a_path_with_a_deck_and_a_list_of_fields: "\
x Home / Essays / The Ferry Towns
x Essays
x Letters
x Prizes
x Shop

! Ferry towns after the bridge: who still takes the boat?

= She rowed for a living and wrote about it later

x By Jane Doe

= Takings at a glance

= - Boats: nine

= When the bridge opened, the ferry towns lost half their passengers within one year, and most of their inns.

= Day one

= The first boat leaves at five with bread, letters and two teachers, and comes back empty at noon.

= The ferry towns now sell the crossing itself: passengers pay for the boat and walk home over the bridge.

= Credit: $140 million
= Loan: $60 million

= The boats will be rebuilt by spring.

x About the authors
x Jane Doe keeps a ferry and a diary.
x Related publications
x The last toll on the old road";

    a_brief_under_a_menu_that_shares_no_words_with_it: "\
x Mua báo dài hạn
x Thời tiết
x Giá vàng
x Bóng đá
x Việc làm
x Rao vặt

! Ba câu chuyện bên một bến đò sắp đóng cửa

= Ông lái đò dậy từ lúc gà gáy.

= Nồi cháo cuối bến

= Bà bán cháo nói khách quen còn chừng mươi người mỗi sáng.";

    a_programme_that_ends_with_pledges_without_marks: "\
! A programme for the river towns

= The river towns need boats, schools and clean water, and this programme says how they will get them.

= The boats will be paid for by the towns and the river board, in equal parts, over nine years.

= The schools of the river towns will open two hours later in winter, when the boats come late.

= Clean water comes first: the river board will close the old tannery and dredge the basin below it.

= What we pledge to every town on the river

= One doctor for every three landing places by next summer
= Free crossings for pupils, nurses and the old
= A library that travels upstream once a month
= No new tolls before the bridge has been repaired
= Night boats on the four days of the autumn fair
= A fund for houses that the flood has taken";
}
